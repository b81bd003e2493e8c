import { afterEach, beforeEach, expect, it } from 'vitest';
import { DIRECTORY } from '#shared/limits.ts';
import { newId, type AccountId } from '#shared/ids.ts';
import { newAccount } from '../accounts/account-store.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { createFakePorts } from '../testing/fake-ports.ts';
import { findListeners } from './directory.ts';
import { relist } from './listings.ts';

let database: Database;
const fake = createFakePorts();
const here = new Set<AccountId>();
const isHere = (account: AccountId): boolean => here.has(account);
beforeEach(async () => {
  here.clear();
  database = await openDatabase({ file: IN_MEMORY });
});
afterEach(() => database.close());

async function add(name: string, status: 'online' | 'busy' | 'offline'): Promise<AccountId> {
  const row = { ...newAccount(fake.random, name, 'listener', 0), id: newId<AccountId>(fake.random), age_group: 'adult' as const };
  await database.db.insertInto('accounts').values(row).execute();
  const profile = { bio: '', topics: '["grief"]', languages: '["en"]', over_35: 0, accepts_starts: 1, no_chats: 0, away_until_ms: null, away_note: '' } as const;
  await database.db.insertInto('profiles').values({ account: row.id, status, ...profile }).execute();
  await again(row.id);
  return row.id;
}
const again = (...accounts: AccountId[]): Promise<void> => relist({ db: database.db, random: fake.random, nowMs: 0, isHere }, accounts);
const rows = () => Promise.all((['listings', 'listing_topics', 'listing_languages'] as const).map((table) => database.db.selectFrom(table).selectAll().execute()));
const placeOf = async (account: AccountId) =>
  (await database.db.selectFrom('listings').select('place').where('account', '=', account).executeTakeFirstOrThrow()).place;
const page = async (after?: string) => {
  const found = await findListeners({ db: database.db, nowMs: 0, isHere }, null, after === undefined ? {} : { after });
  return found.ok ? found.value : expect.fail('no page');
};

it('F160: who wants to be seen as offline comes and goes without a trace in the directory', async () => {
  const ann = await add('Ann', 'offline');
  const before = await rows();
  for (const act of ['add', 'delete', 'add'] as const) {
    here[act](ann);
    await again(ann);
    expect(await rows()).toEqual(before);
  }
});

it('F040: another status shown is another place, by a lot of its own', async () => {
  const ann = await add('Ann', 'online');
  const away = await placeOf(ann);
  here.add(ann);
  await again(ann);
  expect(await placeOf(ann)).toBeLessThan(away);
  here.delete(ann);
  await again(ann);
  expect(await placeOf(ann)).not.toBe(away);
});

it('F160: where a page ends names no account, and the next one goes on from there', async () => {
  const ids: AccountId[] = [];
  for (let n = 0; n < DIRECTORY.pageSize + 3; n += 1) ids.push(await add(`Pear${n}`, 'offline'));
  const first = await page();
  for (const id of ids) expect(first.next).not.toContain(id);
  const second = await page(first.next ?? '');
  expect(new Set([...first.listeners, ...second.listeners].map(({ name }) => name)).size).toBe(ids.length);
});
