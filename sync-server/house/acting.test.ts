import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newId, type AccountId } from '#shared/ids.ts';
import { ok } from '#shared/result.ts';
import { newAccount } from '../accounts/account-store.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { openRelayHouse } from '../policy-wire/testing/relay-house.ts';
import { createFakePorts } from '../testing/fake-ports.ts';
import { act } from './acting.ts';

let database: Database;
beforeEach(async () => {
  database = await openDatabase({ file: IN_MEMORY });
});
afterEach(() => database.close());

it('D3: everybody whose standing changed is told, although telling one of them fails; and that it failed comes out', async () => {
  const { random, clock } = createFakePorts();
  const by = newAccount(random, 'Abelia', 'member', 0);
  await database.db.insertInto('accounts').values(by).execute();
  const accounts = [1, 2, 3].map(() => newId<AccountId>(random));
  const told: AccountId[] = [];
  const changed = async (account: AccountId): Promise<void> => {
    if (account === accounts[0]) throw new Error('the disk is full');
    told.push(account);
  };
  const done = act({ db: database.db, clock, changed }, by.id, 'for a test', () => Promise.resolve(ok(accounts)));
  await expect(done).rejects.toThrow('the disk is full');
  expect(told).toEqual(accounts.slice(1));
});

it('D3: open connections are judged anew although the directory cannot be written', async () => {
  const house = await openRelayHouse();
  try {
    const { services } = house.relay;
    const account = newId<AccountId>(createFakePorts().random);
    const refreshed = vi.spyOn(services.documents, 'refreshAccount');
    vi.spyOn(services.profiles, 'relist').mockRejectedValue(new Error('the disk is full'));
    await expect(services.accountChanged(account)).rejects.toThrow('the disk is full');
    expect(refreshed).toHaveBeenCalledWith(account);
  } finally {
    await house.close();
  }
});
