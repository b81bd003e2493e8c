/** Rows that are written and erased at once; small enough that a browser does not put them into files of their own. */
const ROW_BYTES = 48 * 1_024;
const ROWS = 100;
const TABLE = 'm';

/**
 * Makes Chromium begin a new log. It goes on in the old one after a start, also where a power cut or a full disk left
 * the end of it half written; what is written behind that cannot be read at the start after, and then it throws the
 * whole store away (RELIABILITY F1, F2). A log ends when a little more than 4 MiB were written (LevelDB), so that much is,
 * of nothing, and erased again.
 */
export async function beginFreshLog(database: IDBDatabase): Promise<void> {
  const keys = Array.from({ length: ROWS }, (_, n) => `log/${n}`);
  await within(database, (rows) => {
    for (const row of keys) rows.put({ row, $: new Uint8Array(ROW_BYTES) });
  });
  await within(database, (rows) => {
    for (const row of keys) rows.delete(row);
  });
}

const within = (database: IDBDatabase, change: (rows: IDBObjectStore) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, 'readwrite', { durability: 'strict' });
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
    change(transaction.objectStore(TABLE));
  });
