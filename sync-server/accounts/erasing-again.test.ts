import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { readConfig } from '../config/config.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { createHousekeeping, type Housekeeping } from '../housekeeping.ts';
import { createServices, type RelayServices } from '../services.ts';
import { createFakePorts, createMemoryLog, type FakePorts } from '../testing/fake-ports.ts';
import { insertAccount, newAccount } from './account-store.ts';
import { eraseAccount } from './erasing.ts';
import { createSignInTries } from './sign-in-tries.ts';

const MINUTE_MS = 60_000;

let database: Database;
let fake: FakePorts;
let services: RelayServices;
let housekeeping: Housekeeping;
let lines: string[];
/** Whether the store says of itself that it takes nothing. */
let readOnly: boolean;

beforeEach(async () => {
  const store = await openDatabase({ file: IN_MEMORY });
  readOnly = false;
  database = { ...store, state: () => (readOnly ? { at: 'read-only', reason: 'disk-full', sinceMs: 0 } : store.state()) };
  fake = createFakePorts();
  const config = readConfig({ SAMOVAR_DATA: 'data' }, '/nowhere');
  if (!config.ok) throw new Error('configured wrongly');
  const memory = createMemoryLog();
  lines = memory.lines;
  const { log } = memory;
  services = createServices(config.value, { ...fake, log, ageing: fake.clock, steady: fake.clock }, database);
  const signInTries = createSignInTries({ db: database.db, clock: fake.clock, random: fake.random });
  housekeeping = await createHousekeeping({ services, signInTries, database, timers: fake.timers, log, sessionsInUse: () => [] });
});
afterEach(async () => {
  await housekeeping.close();
  await services.close();
  await database.close();
});

/** So many minutes of the relay's life, with everything that it does by itself. */
async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    fake.advance(MINUTE_MS);
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function person(name: string): Promise<AccountId> {
  const row = newAccount(fake.random, name, 'guest', fake.clock.nowMs());
  await insertAccount(database.db, row);
  await services.sessions.open(row.id, 'laptop');
  return row.id;
}

/** The relay's disk takes nothing of the erasure behind its first step. */
const fails = () => sql`create trigger fails before update of erased_at_ms on accounts begin select raise(abort, 'canary'); end`.execute(database.db);
const works = () => sql`drop trigger fails`.execute(database.db);
const cutShort = async (account: AccountId): Promise<void> => {
  await fails();
  const { forgetMe } = services.accounts;
  const [{ device }] = (await database.db.selectFrom('sessions').select('device').where('account', '=', account).execute()) as [{ device: never }];
  await expect(forgetMe({ account, device })).rejects.toThrow('canary');
};

const owed = async (): Promise<number> =>
  (await database.db.selectFrom('accounts').select('id').where('forgotten_at_ms', 'is not', null).where('erased_at_ms', 'is', null).execute()).length;
const said = (event: string) => lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['event'] === event);

describe('H3: an erasure that was cut short while the relay goes on', () => {
  it('is finished within minutes, without a start, and told by number alone', async () => {
    const account = await person('Canaryrowan');
    await cutShort(account);
    expect(await owed()).toBe(1);
    await pass(3);
    expect(await owed()).toBe(1);
    const failed = said('erasure-not-finished');
    expect(failed).not.toHaveLength(0);
    await works();
    await pass(2);
    expect(await owed()).toBe(0);
    expect(said('erasures-finished')).toMatchObject([{ accounts: 1 }]);
    for (const secret of ['anary', account]) expect(lines.join('')).not.toContain(secret);
    // And it is over with that.
    await pass(10);
    expect(said('erasures-finished')).toHaveLength(1);
    expect(said('erasure-not-finished')).toHaveLength(failed.length);
  });

  it('keeps no other from being finished', async () => {
    const [one, other] = [await person('Rowan'), await person('Hazel')];
    await database.db.updateTable('accounts').set({ forgotten_at_ms: fake.clock.nowMs() }).execute();
    await sql`create trigger fails before update of erased_at_ms on accounts when new.id = ${sql.lit(one)}
      begin select raise(abort, 'no'); end`.execute(database.db);
    await pass(4);
    const left = await database.db.selectFrom('accounts').select('id').where('erased_at_ms', 'is', null).execute();
    expect(left).toEqual([{ id: one }]);
    expect(left).not.toContainEqual({ id: other });
  });

  it('A4: is left alone while the store takes nothing, and a clock that is set back does not keep it (A6)', async () => {
    await cutShort(await person('Rowan'));
    readOnly = true;
    await pass(10);
    expect(said('erasure-not-finished')).toEqual([]);
    await works();
    readOnly = false;
    fake.setWallClock(fake.clock.nowMs() - 400 * 24 * 60 * MINUTE_MS);
    await pass(2);
    expect(await owed()).toBe(0);
  });

  it('is not taken out of the hands that are at it', async () => {
    const account = await person('Rowan');
    await pass(1);
    const ready = Promise.withResolvers<void>();
    let begun = 0;
    const events = {
      changed: async () => undefined, deviceClosed: async () => undefined, signedIn: async () => undefined, erased: async () => undefined,
      forgotten: async () => ((begun += 1), ready.promise),
    };
    const erasing = eraseAccount({ db: database.db, clock: fake.clock, random: fake.random, sessions: services.sessions, events }, account);
    await pass(1);
    expect([begun, await owed()]).toEqual([1, 1]);
    ready.resolve();
    await erasing;
    expect(await owed()).toBe(0);
  });
});
