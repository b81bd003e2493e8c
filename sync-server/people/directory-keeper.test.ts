import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, type AccountId } from '#shared/ids.ts';
import { newAccount } from '../accounts/account-store.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { createFakePorts, createMemoryLog } from '../testing/fake-ports.ts';
import { createDirectoryKeeper } from './directory-keeper.ts';
import { placesOf, relist } from './listings.ts';

let database: Database;
const fake = createFakePorts();
beforeEach(async () => {
  database = await openDatabase({ file: IN_MEMORY });
});
afterEach(() => database.close());

const listed = async (): Promise<string[]> => (await database.db.selectFrom('listings').select('name_folded').orderBy('name_folded').execute()).map((row) => row.name_folded);
async function add(name: string, more: object = {}): Promise<AccountId> {
  const row = { ...newAccount(fake.random, name, 'listener', 0), id: newId<AccountId>(fake.random), age_group: 'adult' as const, ...more };
  await database.db.insertInto('accounts').values(row).execute();
  return row.id;
}
async function start(isHere: (account: AccountId) => boolean = () => false): Promise<string[]> {
  const { log, lines } = createMemoryLog();
  const parts = { db: database.db, random: fake.random, nowMs: 0, isHere };
  const keeper = createDirectoryKeeper({ db: database.db, log, relist: (accounts) => relist(parts, accounts) });
  await keeper.start();
  await keeper.whole();
  await keeper.close();
  return lines;
}

it('lists who became a listener while no relay ran, and takes out who is none any more, banned, hidden or gone', async () => {
  const ids = await Promise.all(['Ann', 'Ben', 'Cleo', 'Dan', 'Eve'].map((name) => add(name)));
  expect(await start()).toEqual([]);
  expect(await listed()).toEqual(['ann', 'ben', 'cleo', 'dan', 'eve']);
  const set = (n: number, change: object) => database.db.updateTable('accounts').set(change).where('id', '=', ids[n] as AccountId).execute();
  await set(0, { type: 'member' });
  await set(1, { banned: 1 });
  await set(2, { away: 'hidden' });
  await set(3, { name: 'Dora', name_folded: 'dora' });
  await add('Fay', { age_group: null });
  await start();
  expect(await listed()).toEqual(['dora', 'eve']);
  await set(1, { banned: 0 });
  await start();
  expect(await listed()).toEqual(['ben', 'dora', 'eve']);
});

it('looks through more than one batch, and leaves alone what is right', async () => {
  for (let n = 0; n < 450; n += 1) await add(`Pear${n}`);
  await start();
  expect((await listed()).length).toBe(450);
  const before = await database.db.selectFrom('listings').selectAll().orderBy('account').execute();
  await start();
  expect(await database.db.selectFrom('listings').selectAll().orderBy('account').execute()).toEqual(before);
});

it('F160: whoever was here when the relay ended is offline until their app is back, in every list', async () => {
  const ann = await add('Ann');
  await database.db.insertInto('profiles').values({
    account: ann, bio: '', topics: '["grief"]', languages: '["es"]', over_35: 0, accepts_starts: 1, no_chats: 0, status: 'online', away_until_ms: null, away_note: '',
  }).execute();
  await relist({ db: database.db, random: fake.random, nowMs: 0, isHere: () => true }, [ann]);
  const places = async (): Promise<number[]> => {
    const rows = await Promise.all((['listings', 'listing_topics', 'listing_languages'] as const).map((table) => database.db.selectFrom(table).select('place').execute()));
    return rows.flat().map(({ place }) => place);
  };
  expect((await places()).every((place) => place < placesOf('online')[1])).toBe(true);
  await start();
  const now = await places();
  expect([now.length, new Set(now).size, now.every((place) => place >= placesOf('offline')[0])]).toEqual([3, 1, true]);
});
