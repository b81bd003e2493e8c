import { afterEach, beforeEach, expect, it } from 'vitest';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, insertAccount, newAccount } from '../accounts/account-store.ts';
import { currentVersions } from '../accounts/accounts.ts';
import { agreedNow } from '../accounts/listeners.ts';
import { openDatabase, type Database } from '../database/open.ts';
import { createFakePorts } from '../testing/fake-ports.ts';
import { createProfiles } from './profiles.ts';

let database: Database;
beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
});
afterEach(() => database.close());

it('D3: who was banned in the middle of a change writes nothing, whoever they were when it began', async () => {
  const { db } = database;
  const { clock, random } = createFakePorts();
  const consent = { age_group: 'adult', consent_versions: JSON.stringify(currentVersions()), ...agreedNow(1) } as const;
  const row = { ...newAccount(random, 'Rowan', 'listener', 1), ...consent };
  await insertAccount(db, row);
  const before = toActor((await findAccount(db, row.id))!);
  const profiles = createProfiles({
    db, clock, random, actorOf: async () => before, isHere: () => false, neededChats: 10, shares: { countOf: () => 0 }, changed: async () => undefined, said: async () => undefined,
  });
  await db.updateTable('accounts').set({ banned: 1 }).where('id', '=', row.id).execute();
  const writes = [
    profiles.change(row.id, { bio: 'Tea' }), profiles.setStatus(row.id, 'online'),
    profiles.takeBreak(row.id, { away: 'hidden', untilMs: null, note: '' }),
  ];
  for (const written of await Promise.all(writes)) expect(written).toMatchObject({ ok: false, error: { code: 'denied' } });
  expect(await db.selectFrom('profiles').selectAll().execute()).toEqual([]);
});
