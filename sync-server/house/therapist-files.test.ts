import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import { KEEPING } from '#shared/limits.ts';
import type { Relay } from '../relay.ts';
import { call } from '../testing/clients.ts';
import { PASSWORD, RelayBench } from '../testing/relay-bench.ts';
import { sweepHouse } from './new-account.ts';

let bench: RelayBench;
let relay: Relay;
beforeEach(async () => {
  bench = new RelayBench();
  relay = await bench.start();
});
afterEach(() => bench.close());

const files = (): string => bench.files();

const reason = 'for a test';
const SAID = ['Canaryname', 'CANARY-77', 'canary-words'];
const APPLICATION = { legalName: 'Anna Canaryname', country: 'DE', region: '', number: 'CANARY-77', text: 'canary-words of mine' };
const found = (): string[] => SAID.filter((canary) => files().includes(canary));

async function member(name: string): Promise<Session> {
  const guest = await bench.seeker(relay);
  return call(relay, 'becomeMember', { token: guest.token, body: { name, password: PASSWORD } });
}
async function applicant(name: string): Promise<Session> {
  const session = await member(name);
  await call(relay, 'applyAsTherapist', { token: session.token, body: APPLICATION });
  return session;
}
async function admin(): Promise<Session> {
  await bench.admin('admin', 'Abelia', '--password', PASSWORD);
  return call(relay, 'signIn', { body: { name: 'Abelia', password: PASSWORD, deviceName: 'desk' } });
}

it('DESIGN promise 5: declined or taken back, what was applied with is in no file of the relay', async () => {
  const [keeper, rowan] = [await admin(), await applicant('Rowan')];
  expect(found()).toEqual(SAID);
  await call(relay, 'withdrawTherapist', { token: rowan.token });
  expect(found()).toEqual([]);
  await call(relay, 'applyAsTherapist', { token: rowan.token, body: APPLICATION });
  await call(relay, 'settleApplication', { token: keeper.token, body: { kind: 'therapist', name: 'Rowan', grant: false, reason } });
  expect(found()).toEqual([]);
});

it('H2, H3: a therapist takes the licence along, and leaves nothing of it', async () => {
  const [keeper, rowan] = [await admin(), await applicant('Rowan')];
  await call(relay, 'settleApplication', { token: keeper.token, body: { kind: 'therapist', name: 'Rowan', grant: true, reason } });
  expect(found()).toEqual(['Canaryname', 'CANARY-77']);
  await call(relay, 'giveEntry', { token: keeper.token, body: { name: 'Rowan', untilMs: null, reason } });
  const mine = await call(relay, 'exportMine', { token: rowan.token, body: { password: PASSWORD } });
  expect(mine['tables']).toMatchObject({
    accounts: [{ type: 'therapist' }], therapists: [{ legal_name: 'Anna Canaryname', number: 'CANARY-77' }], therapist_applications: [{ state: 'granted', answer: reason }],
    grants: [{ entitlement: 'directory-entry', granted: 1 }],
  });
  expect((await call(relay, 'findTherapists')).therapists).toHaveLength(1);
  await call(relay, 'eraseMe', { token: rowan.token, body: { password: PASSWORD } });
  expect((await call(relay, 'findTherapists')).therapists).toEqual([]);
  expect(found()).toEqual([]);
});

it('F082, promise 5: a therapist who turns out to be a teen is none any more, and the name of a teen is in no file', async () => {
  const [keeper, rowan, linden] = [await admin(), await applicant('Rowan'), await applicant('Linden')];
  const { db } = relay.database;
  await call(relay, 'settleApplication', { token: keeper.token, body: { kind: 'therapist', name: 'Rowan', grant: true, reason } });
  await call(relay, 'giveEntry', { token: keeper.token, body: { name: 'Rowan', untilMs: null, reason } });
  expect((await call(relay, 'findTherapists')).therapists).toHaveLength(1);
  await call(relay, 'correctAge', { token: keeper.token, body: { name: 'Rowan', ageGroup: 'teen', reason } });
  expect((await call(relay, 'findTherapists')).therapists).toEqual([]);
  expect(await call(relay, 'me', { token: rowan.token })).toMatchObject({ type: 'member', ageGroup: 'teen', entitlements: [] });
  expect(JSON.stringify(await call(relay, 'readProfile', { token: keeper.token, id: 'Rowan' }))).not.toContain('Canaryname');
  expect(await db.selectFrom('therapists').select('account').execute()).toEqual([]);
  const acts = await db.selectFrom('audit').select('act').where('whom', '=', rowan.me.account).orderBy('seq').execute();
  expect(acts.map(({ act }) => act).slice(-3)).toEqual(['revoke', 'end-therapist', 'correct-age']);
  // And one who only applied: by a wish of their own.
  expect(found()).toEqual(SAID);
  await call(relay, 'askForAge', { token: linden.token, body: { wanted: 'teen', text: 'I tapped the wrong one.' } });
  await call(relay, 'settleAgeWish', { token: keeper.token, body: { name: 'Linden', grant: true, reason } });
  expect(found()).toEqual([]);
});

it('H4, promise 5: who is banned waits for nobody, and what nobody answers is closed: nothing of a licence is in a file', async () => {
  const [keeper, rowan] = [await admin(), await applicant('Rowan')];
  const { db } = relay.database;
  await db.insertInto('age_wishes').values({
    account: rowan.me.account, wanted: 'teen', text: 'I tapped it.', at_ms: 1, state: 'waiting', answer: null, answered_at_ms: null,
  }).execute();
  await call(relay, 'banPerson', { token: keeper.token, body: { name: 'Rowan', reason } });
  expect(found()).toEqual([]);
  const closed = [{ state: 'declined', answer: null }];
  for (const table of ['therapist_applications', 'age_wishes'] as const) {
    expect(await db.selectFrom(table).select(['state', 'answer']).execute()).toEqual(closed);
  }
  await call(relay, 'unbanPerson', { token: keeper.token, body: { name: 'Rowan', reason } });
  await call(relay, 'applyAsTherapist', { token: rowan.token, body: APPLICATION });
  expect(found()).toEqual(SAID);
  const soon = (await db.selectFrom('therapist_applications').select('at_ms').where('state', '=', 'waiting').executeTakeFirstOrThrow()).at_ms;
  await sweepHouse(db, soon + KEEPING.waitingKeptMs);
  expect(found()).toEqual(SAID);
  await sweepHouse(db, soon + KEEPING.waitingKeptMs + 1);
  expect(await relay.database.checkpoint()).toBe(true);
  expect(found()).toEqual([]);
});

it('D3: what the console does acts on the running relay', async () => {
  const rowan = await applicant('Rowan');
  await bench.admin('therapist', 'approve', 'Rowan', '--reason', reason);
  await bench.admin('grant', 'Rowan', 'directory-entry', '--reason', reason);
  const listed = async (): Promise<number> => (await call(relay, 'findTherapists')).therapists.length;
  await expect.poll(listed, { timeout: 5_000 }).toBe(1);
  expect((await call(relay, 'me', { token: rowan.token })).type).toBe('therapist');
  await bench.admin('therapist', 'end', 'Rowan', '--reason', reason);
  expect([await listed(), (await call(relay, 'me', { token: rowan.token })).type]).toEqual([0, 'member']);
  // The relay's next checkpoint, seconds away, cleans the log of it.
  expect(await relay.database.checkpoint()).toBe(true);
  expect(found()).toEqual([]);
});
