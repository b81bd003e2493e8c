import type { DBCore, DBCoreCursor, DBCoreMutateRequest, DBCoreTable, Dexie } from 'dexie';
import { BOX, type ClearFields, type RowCipher } from './row-cipher.ts';
import type { Row } from './row-codec.ts';

/** Stands in for a row that was refused, so that one damaged row does not hide the others (RELIABILITY F5). */
export class RefusedRow {
  readonly table: string;
  readonly row: string;

  constructor(table: string, row: string) {
    this.table = table;
    this.row = row;
  }
}

/**
 * Encrypts every table of a database: what IndexedDB holds of a row is its key in clear and one sealed box.
 *
 * Level -2 lies below Dexie's cache and observability, which therefore see plain rows; the cipher is synchronous, so no
 * IndexedDB transaction ever waits for a foreign promise (STACK, "Encryption at rest"). A row that does not open comes
 * back as a `RefusedRow`; a row that was never sealed does not open.
 */
export function encryptTables(db: Dexie, cipher: RowCipher): void {
  db.use({
    stack: 'dbcore',
    name: 'encrypt-at-rest',
    level: -2,
    create: (down: DBCore) => ({ ...down, table: (name: string) => encryptedTable(down.table(name), cipher) }),
  });
}

function encryptedTable(down: DBCoreTable, cipher: RowCipher): DBCoreTable {
  const clearNames = clearFieldsOf(down);

  const sealRow = (row: Row): Row => {
    const clear = pickClear(row, clearNames);
    if (clear === null) throw new TypeError(`a key of table ${down.name} is missing`);
    const secret = Object.fromEntries(Object.entries(row).filter(([name]) => !clearNames.has(name)));
    return { ...clear, [BOX]: cipher.seal(down.name, clear, secret) };
  };
  const openRow = (stored: Row | undefined): Row | RefusedRow | undefined => {
    if (stored === undefined) return undefined;
    const clear = pickClear(stored, clearNames);
    const secret = clear === null ? null : cipher.open(down.name, clear, stored[BOX]);
    return secret === null
      ? new RefusedRow(down.name, [...clearNames].map((name) => String(stored[name])).join('/'))
      : { ...secret, ...clear };
  };
  const openCursor = (cursor: DBCoreCursor): DBCoreCursor =>
    Object.create(cursor, { value: { get: () => openRow(cursor.value), enumerable: true } });

  // `then` and not `await`: these promises are Dexie's own and carry its transaction along.
  return {
    ...down,
    mutate: (request) => down.mutate(withValues(request, sealRow)),
    get: (request) => down.get(request).then(openRow),
    getMany: (request) => down.getMany(request).then((rows) => rows.map(openRow)),
    query: (request) =>
      request.values === false
        ? down.query(request)
        : down.query(request).then((response) => ({ ...response, result: response.result.map(openRow) })),
    openCursor: (request) =>
      down.openCursor(request).then((cursor) => (cursor && request.values !== false ? openCursor(cursor) : cursor)),
  };
}

/** The fields that stay readable; null when one of them is missing or no kind of key that we use. */
function pickClear(row: Row, names: ReadonlySet<string>): ClearFields | null {
  const clear: Record<string, string | number> = {};
  for (const name of names) {
    const value = row[name];
    if (typeof value !== 'string' && typeof value !== 'number') return null;
    clear[name] = value;
  }
  return clear;
}

const withValues = (request: DBCoreMutateRequest, sealRow: (row: Row) => Row): DBCoreMutateRequest =>
  request.type === 'add' || request.type === 'put' ? { ...request, values: request.values.map(sealRow) } : request;

/** Names of the fields that keys need. Refuses a schema whose keys we could not authenticate. */
function clearFieldsOf(table: DBCoreTable): ReadonlySet<string> {
  const { primaryKey, indexes } = table.schema;
  if (primaryKey.outbound === true || primaryKey.autoIncrement === true) {
    throw new Error(`table ${table.name}: keys must be inbound and known before the row is sealed`);
  }
  const names = [primaryKey, ...indexes].flatMap((index) => index.keyPath ?? []);
  const nested = names.find((name) => name.includes('.'));
  if (nested !== undefined) throw new Error(`table ${table.name}: ${nested} lies inside a sealed value`);
  return new Set(names);
}
