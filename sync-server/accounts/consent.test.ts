import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConsentAnswer } from '#shared/api/schemas.ts';
import { openDatabase, type Database } from '../database/open.ts';
import { createFakePorts, type FakePorts } from '../testing/fake-ports.ts';
import { createAccounts, currentVersions, type Accounts } from './accounts.ts';
import { createPasswordHasher } from './password-hash.ts';
import { createSessions } from './sessions.ts';

let database: Database;
let fake: FakePorts;
let accounts: Accounts;
let events: string[];

beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
  fake = createFakePorts();
  events = [];
  const ports = { db: database.db, clock: fake.clock, random: fake.random };
  const note = (what: string) => async (): Promise<void> => void events.push(what);
  accounts = createAccounts({
    ...ports,
    sessions: createSessions(ports),
    hasher: createPasswordHasher(fake.random, { memoryKib: 8, passes: 1, lanes: 1 }),
    events: {
      changed: note('changed'),
      deviceClosed: note('device-closed'),
      signedIn: note('signed-in'),
      forgotten: note('forgotten'),
      erased: note('erased'),
    },
  });
});
afterEach(() => database.close());

const guest = async () => {
  const made = await accounts.createGuest({ deviceName: 'laptop' });
  if (!made.ok) throw new Error(made.error.code);
  const { me } = made.value;
  return { me, identity: { account: me.account, device: me.device } };
};

const ADULT: ConsentAnswer = {
  ageGroup: 'adult',
  parentalConsent: false,
  certified: true,
  versions: currentVersions(),
};

describe('the gate', () => {
  it('F079, F082: the answer is kept with its time and asked once', async () => {
    const made = await guest();
    const answered = await accounts.giveConsent(made.identity, ADULT);
    expect(answered).toMatchObject({ ok: true, value: { consent: 'given', ageGroup: 'adult' } });
    const row = await database.db.selectFrom('accounts').selectAll().executeTakeFirstOrThrow();
    expect(row.consented_at_ms).toBe(fake.clock.nowMs());
    expect(events).toEqual(['changed']);
    expect(await accounts.actor(made.me.account)).toMatchObject({ consent: 'given' });
  });

  it('F081: a teen needs a parent\'s consent', async () => {
    const made = await guest();
    const alone = await accounts.giveConsent(made.identity, { ...ADULT, ageGroup: 'teen' });
    expect(alone).toEqual({ ok: false, error: { code: 'bad-request' } });
    const both = await accounts.giveConsent(made.identity, { ...ADULT, ageGroup: 'teen', parentalConsent: true });
    expect(both).toMatchObject({ ok: true, value: { ageGroup: 'teen', consent: 'given' } });
  });

  it('F083: the age group is said once, also from two devices at once', async () => {
    const made = await guest();
    const teen: ConsentAnswer = { ...ADULT, ageGroup: 'teen', parentalConsent: true };
    const both = await Promise.all([ADULT, teen].map((answer) => accounts.giveConsent(made.identity, answer)));
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    const first = both[0]?.ok === true ? teen : ADULT;
    expect(await accounts.giveConsent(made.identity, first)).toEqual({ ok: false, error: { code: 'age-fixed' } });
  });

  it('F089: an older text is not accepted', async () => {
    const made = await guest();
    const old = { ...ADULT, versions: { ...ADULT.versions, privacy: '2020-01-01' } };
    const answer = await accounts.giveConsent(made.identity, old);
    expect(answer).toEqual({ ok: false, error: { code: 'outdated-agreement' } });
    expect(await accounts.actor(made.me.account)).toMatchObject({ consent: 'missing', ageGroup: null });
  });

  it('an answer that cannot be read any more is asked for again', async () => {
    const made = await guest();
    await accounts.giveConsent(made.identity, ADULT);
    await database.db.updateTable('accounts').set({ consent_versions: '{broken' }).execute();
    expect(await accounts.actor(made.me.account)).toMatchObject({ consent: 'missing' });
  });
});
