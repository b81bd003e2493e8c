import { sql } from 'kysely';
import type { AccountId } from '#shared/ids.ts';
import { DATA_CLASSES, type Erasure, type TableClass } from '../database/data-classes.ts';
import type { Sql } from './account-store.ts';

/** Everything the relay's tables say about one account, table by table, by the classes of the data (H2). */
export async function readOwnRows(db: Sql, account: AccountId): Promise<Record<string, unknown[]>> {
  const told: Record<string, unknown[]> = {};
  for (const [table, data] of Object.entries(DATA_CLASSES)) {
    const columns = Object.entries(data.columns).flatMap(([column, kind]) => (kind === 'told' ? [column] : []));
    if (data.of.length === 0 || columns.length === 0) continue;
    const list = sql.join(columns.map((column) => sql.ref(column)));
    const { rows } = await sql<Record<string, unknown>>`select ${list} from ${sql.table(table)} where ${isAbout(data, account)}`.execute(db);
    if (rows.length > 0) told[table] = rows.map(inText);
  }
  return told;
}

/** A copy is text: bytes stand in it as base64. */
const inText = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value]),
  );

/** H3: what the classes say of an erasure at this point of it. May be done any number of times. */
export async function eraseOwnRows(db: Sql, account: AccountId, now: Extract<Erasure, 'row' | 'row-last'>): Promise<void> {
  for (const [table, data] of Object.entries(DATA_CLASSES)) {
    if (data.erasure === now) await sql`delete from ${sql.table(table)} where ${isAbout(data, account)}`.execute(db);
    if (now === 'row-last' && data.erasure === 'blank') await blank(db, table, data, account);
  }
}

/** An erased account's own row, at once: from here on no command finds it. */
export const blankAccount = (db: Sql, account: AccountId): Promise<void> =>
  blank(db, 'accounts', DATA_CLASSES['accounts'] as TableClass, account);

async function blank(db: Sql, table: string, data: TableClass, account: AccountId): Promise<void> {
  const values = sql.join(Object.entries(data.blank ?? {}).map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
  await sql`update ${sql.table(table)} set ${values} where ${isAbout(data, account)}`.execute(db);
}

const isAbout = ({ of }: TableClass, account: AccountId) =>
  sql.join(of.map((column) => sql`${sql.ref(column)} = ${account}`), sql` or `);
