import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type DeviceId } from '#shared/ids.ts';
import { openDatabase, type Database } from '../database/open.ts';
import type { AccountRow } from '../database/tables.ts';
import { createFakePorts, createMemoryLog, type FakePorts } from '../testing/fake-ports.ts';
import { insertAccount, newAccount, noteChange } from './account-store.ts';
import { watchAccountChanges } from './change-watch.ts';

let database: Database;
let fake: FakePorts;
let account: AccountRow;

beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
  fake = createFakePorts();
  const row = newAccount(fake.random, 'Rowan', 'member', 1);
  await insertAccount(database.db, row);
  account = row as AccountRow;
});
afterEach(() => database.close());

const watch = (changed: () => Promise<void>, closed: DeviceId[] = []) => {
  const { log, lines } = createMemoryLog();
  const deviceClosed = async (device: DeviceId): Promise<void> => void closed.push(device);
  const watching = watchAccountChanges({ db: database.db, timers: fake.timers, log, changed, deviceClosed });
  return watching.then((started) => ({ ...started, lines }));
};

describe('following admin commands (D3)', () => {
  it('tells of each change once, of none from before it began, and of ended sessions', async () => {
    await noteChange(database.db, account.id, 1);
    let told = 0;
    const closed: DeviceId[] = [];
    const watching = await watch(async () => void (told += 1), closed);
    await watching.look();
    expect(told).toBe(0);
    const device = newId<DeviceId>(fake.random);
    await noteChange(database.db, account.id, 2, device);
    await noteChange(database.db, account.id, 3);
    await watching.look();
    await watching.look();
    expect([told, closed]).toEqual([1, [device]]);
    await watching.close();
    expect(fake.running()).toBe(0);
  });

  it('looks by itself within a second, and tells again what could not be acted on', async () => {
    let tries = 0;
    const acted = Promise.withResolvers<void>();
    const watching = await watch(async () => {
      tries += 1;
      if (tries === 1) throw new Error('not now');
      acted.resolve();
    });
    await noteChange(database.db, account.id, 2);
    await watching.look();
    expect(watching.lines).toHaveLength(1);
    fake.advance(1_000);
    await acted.promise;
    expect(tries).toBe(2);
    await watching.close();
  });
});
