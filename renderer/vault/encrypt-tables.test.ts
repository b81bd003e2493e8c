import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { webRandom } from '../host/web-ports.ts';
import { encryptTables, RefusedRow } from './encrypt-tables.ts';
import { createRowCipher } from './row-cipher.ts';
import { seal, unseal } from './secrets.ts';

const key = new Uint8Array(32).fill(7);

function database(stores: Record<string, string>): Dexie {
  const db = new Dexie('x', { indexedDB: new IDBFactory(), IDBKeyRange });
  db.version(1).stores(stores);
  encryptTables(db, createRowCipher('profile', key, webRandom));
  return db;
}

test('V4: every way in which Dexie reads and writes goes through the cipher', async () => {
  const db = database({ t: 'id, day' });
  const table = db.table<{ id: string; day: number; text: string; bytes?: Uint8Array }, string>('t');
  await table.add({ id: 'a', day: 1, text: 'one' });
  await table.bulkPut([
    { id: 'b', day: 2, text: 'two', bytes: Uint8Array.of(1, 2) },
    { id: 'c', day: 2, text: 'three' },
  ]);
  await table.update('a', { text: 'one more' });
  await table.where('day').equals(2).modify({ text: 'changed' });
  expect(await table.get('a')).toEqual({ id: 'a', day: 1, text: 'one more' });
  expect(await table.bulkGet(['b', 'none'])).toEqual([
    { id: 'b', day: 2, text: 'changed', bytes: Uint8Array.of(1, 2) },
    undefined,
  ]);
  expect((await table.where('day').above(1).toArray()).map((row) => row.text)).toEqual(['changed', 'changed']);
  expect((await table.orderBy('day').last())?.text).toBe('changed');
  const walked: string[] = [];
  await table.orderBy('day').each((row) => walked.push(row.text));
  expect(walked).toEqual(['one more', 'changed', 'changed']);
  expect(await table.filter((row) => row.text === 'changed').count()).toBe(2);
  expect(await table.where('day').equals(2).primaryKeys()).toEqual(['b', 'c']);
  db.close();
});

test.each([
  ['keys outside the row', ''],
  ['keys the database invents', '++id'],
  ['keys inside a sealed value', 'id, a.b'],
])('a schema with %s is refused', async (_what, schema) => {
  const db = database({ t: schema });
  await expect(db.open()).rejects.toThrow('t');
  db.close();
});

test('a row without its key is our own mistake and throws', async () => {
  const db = database({ t: 'id, day' });
  await expect(db.table('t').put({ id: 'a', text: 'no day' })).rejects.toThrow('key');
  db.close();
});

test('what one version of the cipher wrote, another key does not open', () => {
  const associated = Uint8Array.of(1);
  const box = seal(key, Uint8Array.of(9), associated, webRandom);
  expect(unseal(key, box, associated)).toEqual(Uint8Array.of(9));
  expect(unseal(new Uint8Array(32), box, associated)).toBeNull();
  expect(unseal(key, box, Uint8Array.of(2))).toBeNull();
  expect(unseal(key, box.subarray(0, 39), associated)).toBeNull();
  expect(new RefusedRow('t', 'r')).toEqual({ table: 't', row: 'r' });
});

test('RELIABILITY F5: 20,000 nonces, none twice', () => {
  const seen = new Set<string>();
  for (let n = 0; n < 20_000; n += 1) {
    seen.add(Buffer.from(seal(key, new Uint8Array(0), new Uint8Array(0), webRandom).subarray(0, 24)).toString('hex'));
  }
  expect(seen.size).toBe(20_000);
});
