import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { GUEST, SESSION } from '#shared/limits.ts';
import type { Clock } from '#shared/ports.ts';
import { openDatabase, type Database } from '../database/open.ts';
import { createFakePorts, createMemoryLog, type FakePorts } from '../testing/fake-ports.ts';
import { insertAccount, newAccount } from './account-store.ts';
import { eraseIdleGuests } from './idle-guests.ts';
import { createSessions, type Sessions } from './sessions.ts';

const DAY_MS = 86_400_000;

let database: Database;
let fake: FakePorts;
let sessions: Sessions;
/** How far steps of the machine's clock have moved the time by which sessions are dated. */
let stepMs: number;
const ageing: Clock = { nowMs: () => fake.clock.nowMs() + stepMs };

beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
  fake = createFakePorts();
  stepMs = 0;
  sessions = createSessions({ db: database.db, clock: ageing, steady: fake.clock, random: fake.random });
});
afterEach(() => database.close());

let named = 0;
async function guest() {
  const row = newAccount(fake.random, `Guest${(named += 1)}`, 'guest', fake.clock.nowMs());
  await insertAccount(database.db, row);
  const opened = await sessions.open(row.id, 'laptop');
  if (!opened.ok) throw new Error(opened.error);
  return { account: row.id, token: opened.value.token };
}

/** As the relay does it by itself every hour. `here`: whose socket is open. */
async function sweep(here: readonly AccountId[] = []): Promise<number> {
  await sessions.sweep();
  const nothing = async (): Promise<void> => undefined;
  const events = { changed: nothing, deviceClosed: nothing, signedIn: nothing, forgotten: nothing, erased: nothing };
  return eraseIdleGuests({
    db: database.db, clock: fake.clock, random: fake.random, sessions, hasher: {} as never, events,
    documents: { read: () => Promise.reject(new Error('no chats here')) }, log: createMemoryLog().log,
    steady: fake.clock, ageing, guestIdleMs: GUEST.idleMs, isHere: (account) => here.includes(account), left: new Set(),
  } as Parameters<typeof eraseIdleGuests>[0]);
}

const left = async () => (await database.db.selectFrom('accounts').select('id').where('forgotten_at_ms', 'is', null).execute()).map(({ id }) => id);

describe('F016: a guest is kept while used', () => {
  it('also when the session ends by its age: the account stays until nobody was seen for as long as guests are kept', async () => {
    const { account, token } = await guest();
    for (let days = 0; days < SESSION.absoluteMs / DAY_MS - 1; days += 1) {
      fake.advance(DAY_MS);
      await sessions.authenticate(token);
    }
    fake.advance(DAY_MS);
    expect([await sweep(), await sessions.authenticate(token), await left()]).toEqual([0, null, [account]]);
    fake.advance(GUEST.idleMs - 2 * DAY_MS);
    expect(await sweep()).toBe(0);
    fake.advance(DAY_MS);
    expect([await sweep(), await left()]).toEqual([1, []]);
  });

  it('also when somebody ends the session: they are kept from when they were seen, not from when they began', async () => {
    const { account, token } = await guest();
    fake.advance(GUEST.idleMs - 1);
    const seen = await sessions.authenticate(token);
    fake.advance(1);
    await sessions.revoke(account, seen!.device);
    expect(await sweep()).toBe(0);
  });

  it('A6: a step of the clock ends neither the session nor the guest of whoever came during the doubt', async () => {
    const { account, token } = await guest();
    fake.advance(DAY_MS);
    await sessions.authenticate(token);
    stepMs = GUEST.idleMs + DAY_MS;
    expect(await sweep()).toBe(0);
    expect(await sessions.authenticate(token)).toMatchObject({ account });
    fake.advance(GUEST.idleMs);
    expect([await sweep(), await left()]).toEqual([1, []]);
  });

  it('and nobody goes who has a socket open', async () => {
    const { account } = await guest();
    fake.advance(GUEST.idleMs);
    expect([await sweep([account]), await sweep()]).toEqual([0, 1]);
  });
});
