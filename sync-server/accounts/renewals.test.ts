import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GUEST, SESSION } from '#shared/limits.ts';
import type { AccountType } from '#shared/words.ts';
import { openDatabase, type Database } from '../database/open.ts';
import type { AccountRow } from '../database/tables.ts';
import { createFakePorts, type FakePorts } from '../testing/fake-ports.ts';
import { insertAccount, newAccount } from './account-store.ts';
import { renewAtRise } from './session-rise.ts';
import { createSessions, type Sessions } from './sessions.ts';

const DAY_MS = 86_400_000;

let database: Database;
let fake: FakePorts;
let sessions: Sessions;

beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
  fake = createFakePorts();
  sessions = createSessions({ db: database.db, clock: fake.clock, random: fake.random });
});
afterEach(() => database.close());

let named = 0;
async function person(type: AccountType, devices = 1) {
  const row = newAccount(fake.random, `Rowan${(named += 1)}`, type, fake.clock.nowMs()) as AccountRow;
  await insertAccount(database.db, row);
  const open = [];
  for (let n = 0; n < devices; n += 1) {
    const opened = await sessions.open(row.id, `device ${n}`);
    if (!opened.ok) throw new Error(opened.error);
    open.push({ token: opened.value.token, identity: { account: row.id, device: opened.value.device } });
    fake.advance(1_000);
  }
  return open as [(typeof open)[number], ...typeof open];
}
/** A month, with somebody there now and then. */
async function untilDue({ token }: { token: string }): Promise<void> {
  fake.advance(SESSION.guestRenewsAfterMs / 2);
  await sessions.authenticate(token);
  fake.advance(SESSION.guestRenewsAfterMs / 2);
}
const rows = () => database.db.selectFrom('sessions').selectAll().execute();

describe('F016, E3: a guest, who has no password to come back with', () => {
  it('is kept without use for as long as guests are, and not for the 14 days of those who sign in', async () => {
    const [guest] = await person('guest');
    const [member] = await person('member');
    fake.advance(SESSION.idleMs);
    expect([await sessions.authenticate(member.token), await sessions.authenticate(guest.token)]).toEqual([null, guest.identity]);
    fake.advance(GUEST.idleMs - 1);
    expect(await sessions.authenticate(guest.token)).toEqual(guest.identity);
    fake.advance(GUEST.idleMs);
    expect(await sessions.authenticate(guest.token)).toBeNull();
    expect(await sessions.sweep()).toContain(guest.identity.device);
  });

  it('who comes every day for a year is never locked out: the token is another one every month', async () => {
    const [guest] = await person('guest');
    const tokens = new Set([guest.token]);
    let { token } = guest;
    for (let day = 0; day < 365; day += 1) {
      fake.advance(DAY_MS);
      await sessions.sweep();
      expect(await sessions.authenticate(token)).toEqual(guest.identity);
      if (await sessions.isRenewalDue(guest.identity)) token = (await sessions.succeed(guest.identity)) ?? token;
      tokens.add(token);
    }
    // Each begins with its first use, a day behind its making.
    expect(tokens.size).toBe(Math.floor(365 / (SESSION.guestRenewsAfterMs / DAY_MS + 1)) + 1);
    expect(await rows()).toHaveLength(1);
  });

  it('who comes back at the last moment that is given them is let in, whatever the operator chose', async () => {
    // Seen for the last time right before the token was due to be another one.
    sessions = createSessions({ db: database.db, clock: fake.clock, random: fake.random, guestIdleMs: GUEST.maxIdleMs });
    const [guest] = await person('guest');
    fake.advance(SESSION.guestRenewsAfterMs - 2_000);
    await sessions.authenticate(guest.token);
    fake.advance(GUEST.maxIdleMs - 1);
    expect(await sessions.authenticate(guest.token)).toEqual(guest.identity);
    expect(await sessions.isRenewalDue(guest.identity)).toBe(true);
  });

  it('an answer that is lost on its way locks nobody out: the old token holds until the new one is used, and then ends', async () => {
    const [guest] = await person('guest');
    expect(await sessions.succeed(guest.identity)).toBeNull(); // not yet
    await untilDue(guest);
    const lost = await sessions.succeed(guest.identity);
    expect(await sessions.authenticate(guest.token)).toEqual(guest.identity);
    const next = await sessions.succeed(guest.identity);
    if (lost === null || next === null) throw new Error('it was due');
    expect(await sessions.authenticate(lost)).toBeNull();
    expect(await sessions.list(guest.identity)).toHaveLength(1);
    expect(await sessions.authenticate(next)).toEqual(guest.identity);
    expect(await sessions.authenticate(guest.token)).toBeNull();
    expect(await rows()).toMatchObject([{ next_hash: null, renew_by_ms: null }]);
    expect(await sessions.isRenewalDue(guest.identity)).toBe(false);
  });

  it('A3: the new one serves on a disk that takes nothing, and takes the place of the old one later', async () => {
    const [guest] = await person('guest');
    await untilDue(guest);
    const next = (await sessions.succeed(guest.identity)) ?? '';
    await sql`pragma query_only = on`.execute(database.db);
    expect(await sessions.authenticate(next)).toEqual(guest.identity);
    await sql`pragma query_only = off`.execute(database.db);
    expect(await sessions.authenticate(next)).toEqual(guest.identity);
    expect(await sessions.authenticate(guest.token)).toBeNull();
  });

  it('one that was never used goes with its device; and it is no member\'s way round the 90 days', async () => {
    const [guest] = await person('guest');
    await untilDue(guest);
    const unused = (await sessions.succeed(guest.identity)) ?? '';
    expect(unused).not.toBe('');
    expect(await sessions.revoke(guest.identity.account, guest.identity.device)).toBe(true);
    expect([await sessions.authenticate(unused), await sessions.authenticate(guest.token)]).toEqual([null, null]);
    const [member] = await person('member');
    for (let day = 0; day < 60; day += 1) {
      fake.advance(DAY_MS);
      await sessions.authenticate(member.token);
    }
    expect(await sessions.succeed(member.identity)).toBeNull();
  });
});

describe('E3: a rise of rank', () => {
  it('asks the device seen last to go on under a new token, and signs every other out', async () => {
    const [first, second, last] = await person('member', 3);
    await database.db.transaction().execute((trx) => renewAtRise(trx, first.identity.account, fake.clock.nowMs()));
    expect([await sessions.authenticate(first.token), await sessions.authenticate(second!.token)]).toEqual([null, null]);
    expect(await sessions.authenticate(last!.token)).toEqual(last!.identity);
    expect(await sessions.isRenewalDue(last!.identity)).toBe(true);
    const told = await database.db.selectFrom('account_changes').select('device').execute();
    expect(told.map(({ device }) => device).toSorted()).toEqual([first.identity.device, second!.identity.device].toSorted());
    const next = (await sessions.succeed(last!.identity)) ?? '';
    expect(await sessions.authenticate(next)).toEqual(last!.identity);
    expect(await sessions.authenticate(last!.token)).toBeNull();
    fake.advance(SESSION.renewAtRiseMs);
    expect(await sessions.authenticate(next)).toEqual(last!.identity);
  });

  it('an app that does not within a day signs in again', async () => {
    const [one] = await person('member');
    await database.db.transaction().execute((trx) => renewAtRise(trx, one.identity.account, fake.clock.nowMs()));
    fake.advance(SESSION.renewAtRiseMs - 60_000);
    expect(await sessions.authenticate(one.token)).toEqual(one.identity);
    fake.advance(60_000);
    expect(await sessions.authenticate(one.token)).toBeNull();
  });
});

describe('E3: a token that was taken from somebody plain, and a rise of rank', () => {
  let over: string[];
  beforeEach(() => {
    over = [];
    sessions = createSessions({ db: database.db, clock: fake.clock, random: fake.random, ended: async (device) => void over.push(device) });
  });
  const rise = (account: AccountRow['id']) => database.db.transaction().execute((trx) => renewAtRise(trx, account, fake.clock.nowMs()));
  const goOn = async (identity: Parameters<Sessions['succeed']>[0]): Promise<string> => (await sessions.succeed(identity)) ?? '';

  it('a thief who goes on first has the rank until the app of its person dials, and then neither has it', async () => {
    const [rowan] = await person('member');
    await rise(rowan.identity.account);
    const stolen = await goOn(rowan.identity);
    expect(await sessions.dial(stolen)).toEqual(rowan.identity);
    // A request of the app's that was on its way meanwhile ends nothing.
    expect(await sessions.authenticate(rowan.token)).toBeNull();
    expect(await sessions.dial(stolen)).toEqual(rowan.identity);
    expect(over).toEqual([]);
    expect(await sessions.dial(rowan.token)).toBeNull();
    expect([await sessions.dial(stolen), await sessions.authenticate(stolen)]).toEqual([null, null]);
    expect([over, await rows()]).toEqual([[rowan.identity.device], []]);
  });

  it('a thief who comes second gets nothing, and its person signs in again', async () => {
    const [rowan] = await person('member');
    await rise(rowan.identity.account);
    const next = await goOn(rowan.identity);
    await sessions.dial(next);
    expect(await sessions.succeed(rowan.identity)).toBeNull();
    expect(await sessions.dial(rowan.token)).toBeNull();
    expect(await sessions.authenticate(next)).toBeNull();
  });

  it('a lost answer, or an app that is closed before it uses the new one, ends nothing', async () => {
    const [rowan] = await person('member');
    await rise(rowan.identity.account);
    await goOn(rowan.identity);
    expect(await sessions.dial(rowan.token)).toEqual(rowan.identity);
    const next = await goOn(rowan.identity);
    expect(await sessions.dial(rowan.token)).toEqual(rowan.identity);
    expect(await sessions.dial(next)).toEqual(rowan.identity);
    expect(over).toEqual([]);
  });

  it('F016: whoever dials with a guest\'s old token ends nothing: they have no password to come back with', async () => {
    const [guest] = await person('guest');
    await untilDue(guest);
    const next = await goOn(guest.identity);
    await sessions.dial(next);
    expect(await sessions.dial(guest.token)).toBeNull();
    expect(await sessions.dial(next)).toEqual(guest.identity);
  });

  it('nor does anything that is no token, or the hash in the store itself', async () => {
    const [rowan] = await person('member');
    await rise(rowan.identity.account);
    const next = await goOn(rowan.identity);
    await sessions.dial(next);
    const [row] = await rows();
    for (const shown of ['', row?.next_hash ?? '', row?.token_hash ?? '', 'A'.repeat(43)]) expect(await sessions.dial(shown)).toBeNull();
    expect(await sessions.dial(next)).toEqual(rowan.identity);
  });
});
