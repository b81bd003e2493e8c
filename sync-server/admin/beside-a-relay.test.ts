import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { isFolderInUse, lockDataFolder, storeFile } from '../database/data-folder.ts';
import { AdminDesk } from './testing/desk.ts';

let desk: AdminDesk;
let relay: DatabaseSync;

/** A relay that serves, or whose disk has failed: it has the folder, and its log is not in the store. */
beforeEach(async () => {
  desk = new AdminDesk();
  await desk.type('listener Rowan');
  relay = new DatabaseSync(storeFile(desk.data));
  relay.exec("pragma wal_autocheckpoint = 0; update accounts set name = 'Linden'");
});
afterEach(() => {
  relay.close();
  desk.close();
});

const bytesOf = (companion: '' | '-wal'): Buffer => readFileSync(`${storeFile(desk.data)}${companion}`);

it('A3: a command beside a relay leaves the relay\'s log to it, whatever it does', async () => {
  const lock = lockDataFolder(desk.data);
  const [store, log] = [bytesOf(''), bytesOf('-wal')];
  expect(log.length).toBeGreaterThan(0);
  expect((await desk.type('list listeners')).out).toContain('Linden');
  expect((await desk.type('backup copy.db')).code).toBe(0);
  expect([bytesOf('').equals(store), bytesOf('-wal').equals(log)]).toEqual([true, true]);
  expect((await desk.type('ban Rowan --reason for_a_test')).code).toBe(0);
  expect([bytesOf('').equals(store), bytesOf('-wal').subarray(0, log.length).equals(log)]).toEqual([true, true]);
  if (lock.ok) lock.value.release();
  await desk.type('list');
  expect(bytesOf('').equals(store)).toBe(false); // with nobody there it is put in order
});

it('who only looks whether the folder is in use takes nothing, and makes nothing', () => {
  expect(isFolderInUse(`${desk.folder}/none`)).toBe(false);
  const lock = lockDataFolder(desk.data);
  expect([lock.ok, isFolderInUse(desk.data), lockDataFolder(desk.data).ok]).toEqual([true, true, false]);
  if (lock.ok) lock.value.release();
  expect([isFolderInUse(desk.data), lockDataFolder(desk.data).ok]).toEqual([false, true]);
});
