import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type AccountId, type ChatId, type RequestId, type StartId } from '#shared/ids.ts';
import { ACCOUNT, CHAT, GUEST, KEEPING, SESSION, SIGN_IN, START } from '#shared/limits.ts';
import type { AccountType } from '#shared/words.ts';
import { insertAccount, newAccount } from '../accounts/account-store.ts';
import { TRIES_KEPT_MS } from '../accounts/sign-in-rules.ts';
import { createSignInTries } from '../accounts/sign-in-tries.ts';
import { readConfig } from '../config/config.ts';
import { DATA_CLASSES } from '../database/data-classes.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { createHousekeeping, type Housekeeping } from '../housekeeping.ts';
import { createServices, type RelayServices } from '../services.ts';
import { createFakePorts, createMemoryLog, type FakePorts } from '../testing/fake-ports.ts';

const HOUR_MS = 3_600_000;

let database: Database;
let fake: FakePorts;
let services: RelayServices;
let housekeeping: Housekeeping;

beforeEach(async () => {
  database = await openDatabase({ file: IN_MEMORY });
  fake = createFakePorts();
  const config = readConfig({ SAMOVAR_DATA: 'data' }, '/nowhere');
  if (!config.ok) throw new Error('configured wrongly');
  const { log } = createMemoryLog();
  const ports = { ...fake, log, ageing: fake.clock, steady: fake.clock };
  services = createServices(config.value, ports, database);
  const signInTries = createSignInTries({ db: database.db, clock: fake.clock, random: fake.random });
  housekeeping = await createHousekeeping({ services, signInTries, database, timers: fake.timers, log, sessionsInUse: () => [] });
  await services.matching.start();
});
afterEach(async () => {
  await housekeeping.close();
  await services.close();
  await database.close();
});

/** An hour of the relay's life, with everything that it does by itself. */
async function anHour(): Promise<void> {
  fake.advance(HOUR_MS);
  for (let turn = 0; turn < 400; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

let people = 0;
async function person(type: AccountType = 'member', atMs = fake.clock.nowMs()): Promise<AccountId> {
  const row = newAccount(fake.random, `Person${(people += 1)}`, type, atMs);
  await insertAccount(database.db, row);
  return row.id;
}

/** Writes a row as of this moment, and gives how to see whether what was kept of it is there. */
type Put = (atMs: number) => Promise<() => Promise<boolean>>;
const id = <Id>(): Id => newId(fake.random) as Id;
const isThere = async (query: { executeTakeFirst(): Promise<unknown> }): Promise<boolean> => (await query.executeTakeFirst()) !== undefined;

/** By account: put with `values`, there while a row is. */
const ofAccount =
  (table: 'appeals' | 'clearance_applications' | 'age_wishes' | 'therapist_applications' | 'device_marks' | 'names_given_up' | 'sessions', values: (atMs: number) => object): Put =>
  async (atMs) => {
    const account = await person();
    await database.db.insertInto(table).values({ account, ...values(atMs) } as never).execute();
    return () => isThere(database.db.selectFrom(table).select('account').where('account', '=', account));
  };

const answered = (more: object = {}) => (atMs: number) =>
  ({ text: 'a word', at_ms: atMs - 1, state: 'declined', answer: 'no', answered_at_ms: atMs, ...more });
const licence = { legal_name: null, country: null, region: null, number: null };
const session = (atMs: number) =>
  ({ token_hash: id<string>(), device: id<string>(), device_name: 'x', created_at_ms: atMs, seen_at_ms: atMs, next_hash: null, renew_by_ms: null });

const chat = (state: 'expired', values: (atMs: number) => object): Put => async (atMs) => {
  const row = { id: id<ChatId>(), seeker: await person(), listener: await person('listener'), topic: null, language: 'en', state, opened_at_ms: atMs, ended_by: null };
  await database.db.insertInto('chats').values({ ...row, ...values(atMs) } as never).execute();
  return () => isThere(database.db.selectFrom('chats').select('id').where('id', '=', row.id));
};

/** What is kept for a time, table by table, and when it is due. */
const KEPT: Readonly<Record<string, { readonly afterMs: number; readonly put: Put }>> = {
  accounts: {
    afterMs: GUEST.idleMs,
    put: async (atMs) => {
      const guest = await person('guest', atMs);
      await database.db.insertInto('sessions').values({ account: guest, ...session(atMs) } as never).execute();
      return () => isThere(database.db.selectFrom('accounts').select('id').where('id', '=', guest).where('forgotten_at_ms', 'is', null));
    },
  },
  sessions: { afterMs: SESSION.idleMs, put: ofAccount('sessions', session) },
  requests: {
    afterMs: CHAT.requestKeptMs,
    put: async (atMs) => {
      const row = { id: id<RequestId>(), seeker: await person(), topic: 'grief', language: 'en', age_group: 'adult', state: 'withdrawn', created_at_ms: atMs, settled_at_ms: atMs, chat: null };
      await database.db.insertInto('requests').values(row as never).execute();
      return () => isThere(database.db.selectFrom('requests').select('id').where('id', '=', row.id));
    },
  },
  chats: { afterMs: CHAT.factsKeptMs, put: chat('expired', (atMs) => ({ ended_at_ms: atMs })) },
  starts: {
    afterMs: START.settledKeptMs,
    put: async (atMs) => {
      const row = {
        id: id<StartId>(), kind: 'message', writer: await person(), recipient: await person('listener'), topic: null, language: 'en', text: '', then_queue: 0, queued: 0,
        state: 'withdrawn', created_at_ms: atMs, lapses_at_ms: atMs, settled_at_ms: atMs, chat: null,
      };
      await database.db.insertInto('starts').values(row as never).execute();
      return () => isThere(database.db.selectFrom('starts').select('id').where('id', '=', row.id));
    },
  },
  names_given_up: { afterMs: ACCOUNT.nameRestsMs, put: ofAccount('names_given_up', (at_ms) => ({ name_folded: id<string>(), name_skeleton: null, at_ms })) },
  names_resting: {
    afterMs: ACCOUNT.nameRestsMs,
    put: async (at_ms) => {
      const name_hash = id<string>();
      await database.db.insertInto('names_resting').values({ name_hash, at_ms }).execute();
      return () => isThere(database.db.selectFrom('names_resting').select('at_ms').where('name_hash', '=', name_hash));
    },
  },
  device_marks: { afterMs: KEEPING.deviceMarkKeptMs, put: ofAccount('device_marks', (at_ms) => ({ mark: id<string>(), at_ms })) },
  appeals: { afterMs: KEEPING.answeredKeptMs, put: ofAccount('appeals', answered({ state: 'answered' })) },
  clearance_applications: { afterMs: KEEPING.answeredKeptMs, put: ofAccount('clearance_applications', answered()) },
  age_wishes: { afterMs: KEEPING.answeredKeptMs, put: ofAccount('age_wishes', answered({ wanted: 'teen' })) },
  therapist_applications: { afterMs: KEEPING.answeredKeptMs, put: ofAccount('therapist_applications', answered(licence)) },
  sign_in_tries: {
    afterMs: TRIES_KEPT_MS,
    put: async (at_ms) => {
      const name_hash = id<string>();
      await database.db.insertInto('sign_in_tries').values({ at_ms, name_hash, address_hash: 'x', failed: 1, known: 0 }).execute();
      return () => isThere(database.db.selectFrom('sign_in_tries').select('seq').where('name_hash', '=', name_hash));
    },
  },
  known_addresses: {
    afterMs: SIGN_IN.knownAddressMs,
    put: async (seen_at_ms) => {
      const name_hash = id<string>();
      await database.db.insertInto('known_addresses').values({ name_hash, address_hash: 'x', seen_at_ms }).execute();
      return () => isThere(database.db.selectFrom('known_addresses').select('seen_at_ms').where('name_hash', '=', name_hash));
    },
  },
};

describe('H4: whatever is kept for a time', () => {
  it('is in this test, table by table', () => {
    // A table whose class speaks of a time, and that nobody clears, is what this is for.
    const timed = Object.entries(DATA_CLASSES).filter(([, { kept }]) => /\d|\bhour|\bday/.test(kept)).map(([table]) => table);
    expect(timed.toSorted()).toEqual(Object.keys(KEPT).toSorted());
  });

  it.each(Object.keys(KEPT))('%s: goes within an hour of being due, and nothing early', async (table) => {
    const { afterMs, put } = KEPT[table]!;
    const nowMs = fake.clock.nowMs();
    const due = await put(nowMs - afterMs - 60_000);
    const early = await put(nowMs - afterMs + HOUR_MS + 60_000);
    await anHour();
    expect([await due(), await early()]).toEqual([false, true]);
    await anHour();
    expect(await early()).toBe(false);
  });

  it('F016: a guest who comes now and then is kept, however old; nobody\'s any more is gone, with the name', async () => {
    const DAY_MS = 24 * HOUR_MS;
    const nowMs = fake.clock.nowMs();
    const guest = async (createdMs: number, seenMs: number | null): Promise<AccountId> => {
      const account = await person('guest', createdMs);
      if (seenMs !== null) await database.db.insertInto('sessions').values({ account, ...session(createdMs), seen_at_ms: seenMs } as never).execute();
      return account;
    };
    const [kept, young] = [await guest(nowMs - 80 * DAY_MS, nowMs - 29 * DAY_MS), await guest(nowMs - DAY_MS, null)];
    for (const seenMs of [null, nowMs - 31 * DAY_MS]) await guest(nowMs - 80 * DAY_MS, seenMs);
    const member = await person('member', nowMs - 400 * DAY_MS);
    await anHour();
    const left = await database.db.selectFrom('accounts').select('id').where('forgotten_at_ms', 'is', null).execute();
    expect(left.map((row) => row.id).toSorted()).toEqual([kept, young, member].toSorted());
    expect(await database.db.selectFrom('accounts').select('name').where('erased_at_ms', 'is not', null).execute()).toEqual([{ name: 'forgotten' }, { name: 'forgotten' }]);
  });

  it('an expired chat loses its topic at once; a request leaves one bit by which it is known that there was something (P51)', async () => {
    const seeker = await person();
    const row = { seeker, listener: await person('listener'), topic: 'grief', language: 'en', opened_at_ms: 1, ended_at_ms: null, ended_by: null } as const;
    const [gone, going] = [id<ChatId>(), id<ChatId>()];
    for (const one of [gone, going]) await database.db.insertInto('chats').values({ ...row, id: one, state: 'expired' }).execute();
    // Still being erased: what was expired a moment ago may come back with its last word.
    await database.db.insertInto('documents').values({ name: `chat/${going}` as never, created_at_ms: 1, updated_at_ms: 1 }).execute();
    await services.forgetOld();
    const read = async (chatId: ChatId) => database.db.selectFrom('chats').select(['topic', 'ended_at_ms']).where('id', '=', chatId).executeTakeFirst();
    expect(await read(gone)).toEqual({ topic: null, ended_at_ms: fake.clock.nowMs() });
    expect(await read(going)).toEqual({ topic: 'grief', ended_at_ms: null });
    const asked = await person();
    const old = { id: id<RequestId>(), seeker: asked, topic: null, language: 'en', age_group: 'adult', state: 'lapsed', created_at_ms: 1, settled_at_ms: 1, chat: null } as const;
    await database.db.insertInto('requests').values(old).execute();
    await services.forgetOld();
    const known = await database.db.selectFrom('accounts').select('talked').where('id', '=', asked).executeTakeFirst();
    expect(known).toEqual({ talked: 1 });
  });
});
