import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SESSION } from '#shared/limits.ts';
import { openDatabase, type Database } from '../database/open.ts';
import type { AccountRow } from '../database/tables.ts';
import { createFakePorts, type FakePorts } from '../testing/fake-ports.ts';
import { insertAccount, newAccount } from './account-store.ts';
import { hashToken } from './session-rules.ts';
import { createSessions, type Sessions } from './sessions.ts';

let database: Database;
let fake: FakePorts;
let sessions: Sessions;
let rowan: AccountRow;

beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
  fake = createFakePorts();
  sessions = createSessions({ db: database.db, clock: fake.clock, random: fake.random });
  const row = newAccount(fake.random, 'Rowan', 'member', fake.clock.nowMs());
  await insertAccount(database.db, row);
  rowan = row as AccountRow;
});
afterEach(() => database.close());

const open = async () => {
  const opened = await sessions.open(rowan.id, 'laptop');
  if (!opened.ok) throw new Error(opened.error);
  const { token, device } = opened.value;
  return { token, identity: { account: rowan.id, device } };
};

describe('sessions (E3)', () => {
  it('keep the token nowhere, in no form that leads back to it', async () => {
    const made = await open();
    const row = await database.db.selectFrom('sessions').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain(made.token);
    expect(row.token_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(made.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(44), '../../etc', `${'A'.repeat(42)}\u0000`])(
    'the token %j is nobody\'s',
    async (token) => {
      await open();
      expect(await sessions.authenticate(token)).toBeNull();
    },
  );

  it('A3: open on a disk that takes nothing as well: reading goes on, and that they came is noted another time', async () => {
    const made = await open();
    fake.advance(SESSION.idleMs / 2);
    await sql`pragma query_only = on`.execute(database.db); // as the store itself does it
    expect(await sessions.authenticate(made.token)).toEqual(made.identity);
    await sql`pragma query_only = off`.execute(database.db);
    expect(await sessions.authenticate(made.token)).toEqual(made.identity);
    const row = await database.db.selectFrom('sessions').select('seen_at_ms').executeTakeFirstOrThrow();
    expect(row.seen_at_ms).toBe(fake.clock.nowMs());
  });

  it('end after 14 days without use, and not a moment before', async () => {
    const made = await open();
    fake.advance(SESSION.idleMs - 1);
    expect(await sessions.authenticate(made.token)).toEqual(made.identity);
    fake.advance(SESSION.idleMs - 1);
    expect(await sessions.authenticate(made.token)).toEqual(made.identity);
    fake.advance(SESSION.idleMs);
    expect(await sessions.authenticate(made.token)).toBeNull();
  });

  it('end by the hash of their token, which a device keeps that was signed out without a network; others go on', async () => {
    const [made, other] = [await open(), await open()];
    expect(await sessions.end('0'.repeat(64))).toBeNull();
    expect(await sessions.end(hashToken(made.token))).toBe(made.identity.device);
    expect(await sessions.end(hashToken(made.token))).toBeNull();
    expect([await sessions.authenticate(made.token), await sessions.authenticate(other.token)]).toEqual([null, other.identity]);
    // It opens nothing.
    expect(await sessions.authenticate(hashToken(other.token))).toBeNull();
  });

  it('end after 90 days, however much they are used', async () => {
    const made = await open();
    const startMs = fake.clock.nowMs();
    const DAY_MS = 86_400_000;
    for (let day = 1; day < 90; day += 1) {
      fake.advance(DAY_MS);
      expect(await sessions.authenticate(made.token)).toEqual(made.identity);
    }
    fake.advance(startMs + SESSION.absoluteMs - fake.clock.nowMs());
    expect(await sessions.authenticate(made.token)).toBeNull();
  });

  it('go on under a new token, with their 14 and 90 days before them again; one that is over does not', async () => {
    const made = await open();
    fake.advance(SESSION.idleMs - 1);
    const token = await sessions.renew(made.identity, database.db);
    if (token === null) throw new Error('it was not over');
    expect(await sessions.authenticate(made.token)).toBeNull();
    fake.advance(SESSION.idleMs - 1);
    expect(await sessions.authenticate(token)).toEqual(made.identity);
    await sessions.revoke(made.identity.account, made.identity.device);
    expect(await sessions.renew(made.identity, database.db)).toBeNull();
  });

  it('A6: a session dated by a wrong clock does not live for ever', async () => {
    fake.setWallClock(fake.clock.nowMs() + 400 * 86_400_000);
    const made = await open();
    fake.setWallClock(fake.clock.nowMs() - 400 * 86_400_000);
    expect(await sessions.authenticate(made.token)).toBeNull();
  });

  it('are swept when over, and their devices are named', async () => {
    const old = await open();
    fake.advance(SESSION.idleMs - 1_000);
    const young = await open();
    fake.advance(1_000);
    expect(await sessions.sweep()).toEqual([old.identity.device]);
    expect(await sessions.sweep()).toEqual([]);
    expect(await sessions.authenticate(young.token)).not.toBeNull();
  });
});
