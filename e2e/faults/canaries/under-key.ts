import { argon2id } from 'hash-wasm';
import type { Page } from 'playwright-core';
import { webRandom } from '../../../renderer/host/web-ports.ts';
import { unwrapWithPassphrase, type PassphraseWrap } from '../../../renderer/vault/key-wrap.ts';
import { BOX, createRowCipher, type ClearFields } from '../../../renderer/vault/row-cipher.ts';
import { KEY_BYTES, vaultSecrets } from '../../../renderer/vault/secrets.ts';
import type { Argon2Cost, Stretch } from '../../../renderer/vault/stretch.ts';

/** Bytes on their way out of a page. */
type Base64 = string;

interface StoredRow {
  readonly table: string;
  readonly clear: ClearFields;
  readonly box: Base64;
}

interface StoredVault {
  readonly profile: string;
  readonly wrap: { readonly salt: Base64; readonly cost: Argon2Cost; readonly box: Base64 } | null;
  readonly rows: readonly StoredRow[];
}

const stretch: Stretch = (password, salt, { memoryKib: memorySize, passes: iterations, lanes: parallelism }) =>
  argon2id({ password, salt, memorySize, iterations, parallelism, hashLength: KEY_BYTES, outputType: 'binary' });

/**
 * Everything that whoever has the files and the passphrase reads of the vault: each row as it lies in IndexedDB, past the
 * app and its lists, opened with the vault's own key. One text for each row.
 */
export async function readUnderKey(page: Page, passphrase: string): Promise<string[]> {
  const vaults = await page.evaluate(storedVaults, BOX);
  const texts: string[] = [];
  for (const { profile, wrap, rows } of vaults) {
    if (wrap === null) continue;
    const kept: PassphraseWrap = { kind: 'passphrase', salt: bytes(wrap.salt), cost: wrap.cost, box: bytes(wrap.box) };
    const key = await unwrapWithPassphrase(profile, kept, passphrase, stretch);
    if (key === null) throw new Error('the passphrase does not open the vault as it lies on disk');
    const cipher = createRowCipher(profile, vaultSecrets(key).cipherKey, webRandom);
    for (const { table, clear, box } of rows) {
      const row = cipher.open(table, clear, bytes(box));
      if (row === null) throw new Error(`a row of table ${table} does not open under its own key`);
      texts.push(Object.values(row).map(asText).join('\n'));
    }
  }
  return texts;
}

const bytes = (base64: Base64): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

const asText = (value: unknown): string => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : JSON.stringify(value));

/** Runs in the page. */
async function storedVaults(boxName: string): Promise<StoredVault[]> {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- a page gets nothing from outside of it
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error));
    });
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- a page gets nothing from outside of it
  const base64 = (from: Uint8Array): string => {
    let text = '';
    for (const byte of from) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const all = async (name: string): Promise<{ table: string; row: Record<string, unknown> }[]> => {
    const database = await done(indexedDB.open(name));
    const tables = [...database.objectStoreNames];
    const rows: { table: string; row: Record<string, unknown> }[] = [];
    for (const table of tables) {
      const found = (await done(database.transaction(table).objectStore(table).getAll())) as Record<string, unknown>[];
      rows.push(...found.map((row) => ({ table, row })));
    }
    database.close();
    return rows;
  };
  const vaults: StoredVault[] = [];
  for (const { row: shelf } of await all('samovar-shelf')) {
    const { id, wraps } = shelf as { id?: string; wraps?: { kind: string; salt: Uint8Array; cost: Argon2Cost; box: Uint8Array }[] };
    if (id === undefined || wraps === undefined) continue;
    const found = wraps.find(({ kind }) => kind === 'passphrase');
    const rows = (await all(`samovar-${id}`)).map(({ table, row: { [boxName]: box, ...clear } }) => ({
      table,
      clear: clear as ClearFields,
      box: base64(box as Uint8Array),
    }));
    const wrap = found === undefined ? null : { salt: base64(found.salt), cost: found.cost, box: base64(found.box) };
    vaults.push({ profile: id, wrap, rows });
  }
  return vaults;
}
