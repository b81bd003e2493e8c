import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type AccountId } from '#shared/ids.ts';
import { DIRECTORY } from '#shared/limits.ts';
import type { TherapistQuery } from '#shared/people/therapist.ts';
import { newAccount } from '../accounts/account-store.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { createFakePorts, createMemoryLog } from '../testing/fake-ports.ts';
import { createDirectoryKeeper } from './directory-keeper.ts';
import { findTherapists } from './therapist-directory.ts';
import { relistTherapists } from './therapist-listings.ts';

let database: Database;
const fake = createFakePorts();
beforeEach(async () => {
  database = await openDatabase({ file: IN_MEMORY });
});
afterEach(() => database.close());

interface Facts {
  readonly legalName?: string;
  readonly country?: string;
  readonly topics?: readonly string[];
  readonly languages?: readonly string[];
  readonly untilMs?: number | null;
  readonly set?: object;
}

async function add(name: string, { legalName = 'Anna Miller', country = 'DE', topics = ['grief'], languages = ['de'], untilMs = null, set = {} }: Facts = {}): Promise<AccountId> {
  const id = newId<AccountId>(fake.random);
  const row = { ...newAccount(fake.random, name, 'therapist', 0), id, age_group: 'adult' as const, entitlements: '["directory-entry"]', ...set };
  await database.db.insertInto('accounts').values(row).execute();
  await database.db.insertInto('therapists').values({ account: id, legal_name: legalName, country, region: '', number: 'N1', since_ms: 0, entry_until_ms: untilMs }).execute();
  const profile = { bio: '', over_35: 0, accepts_starts: 1, no_chats: 0, status: 'offline', away_until_ms: null, away_note: '' } as const;
  await database.db.insertInto('profiles').values({ account: id, topics: JSON.stringify(topics), languages: JSON.stringify(languages), ...profile }).execute();
  await relistTherapists({ db: database.db, random: fake.random }, [id]);
  return id;
}
const page = async (query: TherapistQuery, nowMs = 0) => {
  const found = await findTherapists({ db: database.db, nowMs, isHere: () => true }, query);
  return found.ok ? found.value : expect.fail('no page');
};
const names = async (query: TherapistQuery, nowMs = 0): Promise<string[]> => (await page(query, nowMs)).therapists.map(({ name }) => name).toSorted();

describe('F044: who is found', () => {
  beforeEach(async () => {
    await add('Anna', { legalName: 'Anna Müller-Sánchez', topics: ['grief', 'sleep'], languages: ['de', 'es'] });
    await add('Bert', { legalName: 'Bertolt Anders', country: 'ES', topics: ['sleep'] });
    await add('Cleo', { legalName: 'Cleo Smith', country: 'ES', languages: ['en'], untilMs: 1_000 });
  });

  it.each([
    [{}, ['Anna', 'Bert', 'Cleo']],
    [{ text: 'an' }, ['Anna', 'Bert']], // by any word of the name
    [{ text: 'SANCHEZ' }, ['Anna']], // without regard to case and marks
    [{ text: 'mü anna' }, ['Anna']], // every word that was typed, in any order
    [{ text: '@bert' }, ['Bert']], // the account's name as well
    [{ text: 'bert smith' }, []],
    [{ text: '%' }, ['Anna', 'Bert', 'Cleo']], // nothing to look for in it
    [{ topic: 'sleep' }, ['Anna', 'Bert']],
    [{ language: 'es' }, ['Anna']],
    [{ country: 'ES' }, ['Bert', 'Cleo']],
    [{ country: 'ES', topic: 'sleep', language: 'de', text: 'and' }, ['Bert']],
    [{ country: 'FR' }, []],
  ] as const)('%j', async (query, found) => {
    expect(await names(query)).toEqual(found);
  });

  it('F043: an entry ends by itself at its moment', async () => {
    expect(await names({ country: 'ES' }, 999)).toEqual(['Bert', 'Cleo']);
    expect(await names({ country: 'ES' }, 1_000)).toEqual(['Bert']);
  });
});

describe('pages', () => {
  it.each([[{}], [{ topic: 'grief' }], [{ text: 'ann' }]] as const)('%j: everybody once, whatever the pages; and the end of another question is none', async (query) => {
    // Two words of each name begin alike.
    for (let n = 0; n < 2 * DIRECTORY.pageSize + 5; n += 1) await add(`Pear${n}`, { legalName: `Anna Ann${'abcdefghij'[n % 10]}`, topics: ['grief'] });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { therapists, next } = await page(after === null ? query : { ...query, after });
      seen.push(...therapists.map(({ name }) => name));
      after = next;
    } while (after !== null);
    expect([seen.length, new Set(seen).size]).toEqual([2 * DIRECTORY.pageSize + 5, 2 * DIRECTORY.pageSize + 5]);
    for (const wrong of ['', 'x', '1', ':', '1:zzz']) expect((await findTherapists({ db: database.db, nowMs: 0, isHere: () => true }, { ...query, after: wrong })).ok).toBe(false);
  });

  it('F043: ended entries leave no hole in a page', async () => {
    for (let n = 0; n < DIRECTORY.pageSize; n += 1) {
      await add(`Plum${n}`, { untilMs: 1 });
      await add(`Pear${n}`);
    }
    const { therapists, next } = await page({}, 1);
    expect([therapists.length, next]).toEqual([DIRECTORY.pageSize, null]);
  });

  it('by lot, drawn once: what changes about somebody does not move them', async () => {
    const ids = [await add('Anna'), await add('Bert'), await add('Cleo')];
    const places = async () => new Map((await database.db.selectFrom('therapist_listings').select(['account', 'place']).where('facet', '=', 'all').execute()).map((row) => [row.account, row.place]));
    const before = await places();
    await relistTherapists({ db: database.db, random: fake.random }, ids);
    expect(await places()).toEqual(before);
    expect(new Set(before.values()).size).toBe(3);
  });
});

it('what was changed while no relay ran is set right at its start', async () => {
  const [anna, bert] = [await add('Anna'), await add('Bert')];
  await database.db.updateTable('accounts').set({ entitlements: '[]' }).where('id', '=', anna).execute();
  await database.db.deleteFrom('therapists').where('account', '=', bert).execute();
  await database.db.deleteFrom('therapist_listings').where('account', '=', await add('Cleo')).execute();
  const { log } = createMemoryLog();
  const keeper = createDirectoryKeeper({ db: database.db, log, relist: (accounts) => relistTherapists({ db: database.db, random: fake.random }, accounts) });
  await keeper.start();
  await keeper.whole();
  const listed = await database.db.selectFrom('therapist_listings').innerJoin('accounts', 'accounts.id', 'therapist_listings.account').select('name').distinct().execute();
  expect([listed, await names({})]).toEqual([[{ name: 'Cleo' }], ['Cleo']]);
});
