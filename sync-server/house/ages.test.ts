import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EndpointName } from '#shared/api/contract.ts';
import type { Session } from '#shared/api/schemas.ts';
import { KEEPING } from '#shared/limits.ts';
import type { AgeWishView, OwnAge } from '#shared/people/age-wishes.ts';
import type { AuditPage, PersonView, TeamView } from '#shared/people/keeping.ts';
import { currentVersions } from '../accounts/accounts.ts';
import { createTestServer, type Answer, type TestServer } from '../http/testing.ts';
import { writeAct } from './audit.ts';
import { sweepHouse } from './new-account.ts';
import { giveRole } from './role-store.ts';

const PASSWORD = 'tall pines beside a slow river';
const PLENTY = { burst: 10_000, refillMs: 1 };
const reason = 'they told us so';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ rates: { command: PLENTY, newGuest: PLENTY } });
});
afterEach(() => server.close());

const set = (name: string, values: object) => server.database.db.updateTable('accounts').set(values).where('name', '=', name).execute();

async function member(name: string, ageGroup: 'teen' | 'adult' | null, ...roles: string[]): Promise<Session> {
  const guest = await server.guest();
  const session = (await server.call('becomeMember', { token: guest.token, body: { name, password: PASSWORD } })).json as Session;
  if (ageGroup !== null) await set(name, { age_group: ageGroup, consent_versions: JSON.stringify(currentVersions()) });
  await server.database.db.transaction().execute(async (trx) => {
    for (const role of roles) await giveRole(trx, { by: null, reason, nowMs: 1 }, role, session.me.account);
  });
  return session;
}
const as = (who: Session, name: EndpointName, body?: unknown): Promise<Answer> => server.call(name, { token: who.token, ...(body === undefined ? {} : { body }) });
const codeOf = (answer: Answer): string => (answer.status === 200 ? 'done' : `${answer.problem.code} ${answer.problem.rule ?? ''}`.trim());
const ageOf = async (who: Session) => ((await as(who, 'me')).json as Session['me']).ageGroup;
const ownOf = async (who: Session) => (await as(who, 'readOwnAge')).json as OwnAge;
const wishes = async (who: Session) => ((await as(who, 'readAgeWishes')).json as { wishes: AgeWishView[] }).wishes;

describe('F082: who was noted in the wrong age group', () => {
  it('asks once, is read by those who may, and is noted anew by somebody above them', async () => {
    const [moderator, willow] = [await member('Marigold', 'adult', 'community-manager'), await member('Willow', 'adult')];
    const ask = async (wanted: string) => codeOf(await as(willow, 'askForAge', { wanted, text: 'I tapped the wrong one.' }));
    expect([await ask('adult'), await ask('teen'), await ask('teen')]).toEqual(['denied P57-age-as-noted', 'done', 'denied P47-one-application']);
    expect(await ageOf(willow)).toBe('adult');
    expect(await wishes(moderator)).toMatchObject([{ name: 'Willow', wanted: 'teen', text: 'I tapped the wrong one.', self: false }]);
    expect(codeOf(await as(moderator, 'settleAgeWish', { name: 'Willow', grant: true, reason }))).toBe('done');
    expect(await ageOf(willow)).toBe('teen');
    expect(await ownOf(willow)).toMatchObject({ ageGroup: 'teen', correctedAtMs: expect.any(Number), correctedWhy: reason, wish: { state: 'granted', answer: reason } });
    expect(await wishes(moderator)).toEqual([]);
    expect(codeOf(await as(moderator, 'settleAgeWish', { name: 'Willow', grant: true, reason }))).toBe('not-found');
    // F081: the gate asks for a parent's agreement before the next word.
    expect(((await as(willow, 'me')).json as Session['me']).consent).toBe('missing');
  });

  it('or is left as they are, told why, and may ask again', async () => {
    const [moderator, willow] = [await member('Marigold', 'adult', 'community-manager'), await member('Willow', 'teen')];
    const ask = () => as(willow, 'askForAge', { wanted: 'adult', text: 'I am older.' });
    await ask();
    expect(codeOf(await as(moderator, 'settleAgeWish', { name: 'Willow', grant: false, reason: 'your words say 15' }))).toBe('done');
    expect(await ownOf(willow)).toMatchObject({ ageGroup: 'teen', correctedAtMs: null, wish: { state: 'declined', answer: 'your words say 15' } });
    // P66: not at once; and whoever looks next time reads that it was no.
    expect(codeOf(await ask())).toBe('denied P66-after-a-no');
    const answered = (agoMs: number) =>
      server.database.db.updateTable('age_wishes').set({ answered_at_ms: server.fake.clock.nowMs() - agoMs }).where('state', '=', 'declined').execute();
    await answered(KEEPING.askAgainMs - 1);
    expect([codeOf(await ask()), (await ownOf(willow)).wish?.againFromMs]).toEqual(['denied P66-after-a-no', server.fake.clock.nowMs() + 1]);
    await answered(KEEPING.askAgainMs);
    expect([codeOf(await ask()), (await ownOf(willow)).wish?.againFromMs]).toEqual(['done', null]);
    expect(await wishes(moderator)).toMatchObject([{ name: 'Willow', earlier: { times: 1, answer: 'your words say 15' } }]);
    const { lines } = (await as(await member('Abelia', 'adult', 'admin'), 'readAudit')).json as AuditPage;
    expect(lines.filter(({ act }) => act.endsWith('age'))).toMatchObject([{ act: 'decline-age', by: 'Marigold', whom: 'Willow', reason: 'your words say 15' }]);
    expect(JSON.stringify(lines)).not.toContain('I am older');
  });

  it('nobody corrects themselves, upwards, or whose age nobody said; and others learn of no name (D5)', async () => {
    const [moderator, plain] = [await member('Marigold', 'adult', 'community-manager'), await member('Plain', 'adult')];
    await member('Abelia', 'adult', 'admin');
    await member('Linden', null);
    const correct = async (by: Session, name: string) => codeOf(await as(by, 'correctAge', { name, ageGroup: 'teen', reason }));
    expect(await correct(moderator, 'Marigold')).toBe('denied P43-not-oneself');
    expect(await correct(moderator, 'Abelia')).toBe('denied P42-from-above');
    expect(await correct(moderator, 'Linden')).toBe('denied P56-age-said');
    expect(await correct(moderator, 'Nobody')).toBe('not-found');
    const tried = await Promise.all([
      as(plain, 'correctAge', { name: 'Linden', ageGroup: 'teen', reason }), as(plain, 'correctAge', { name: 'Nowhere', ageGroup: 'teen', reason }),
      as(plain, 'settleAgeWish', { name: 'Linden', grant: true, reason }), as(plain, 'lookUpPerson', { name: 'Linden' }),
      as(plain, 'lookUpPerson', { name: 'Nowhere' }), as(plain, 'readAgeWishes'),
    ]);
    expect(new Set(tried.map(({ bytes }) => bytes)).size).toBe(1);
  });

  it('P65, F084, F085: who may ban opens no teen to adults, with a wish or without; who may settle does so upon a wish alone', async () => {
    const [banning, settling] = [await member('Basil', 'adult', 'moderator', 'mentor-leader'), await member('Marigold', 'adult', 'community-manager')];
    const [kiddo] = [await member('Kiddo', 'teen'), await member('Hazel', 'adult')];
    const correct = async (by: Session, name: string, ageGroup: string) => codeOf(await as(by, 'correctAge', { name, ageGroup, reason }));
    expect(await correct(settling, 'Kiddo', 'adult')).toBe('denied P65-adult-by-own-wish');
    expect(await correct(settling, 'Hazel', 'adult')).toBe('denied P65-adult-by-own-wish'); // what is noted is not told
    await as(kiddo, 'askForAge', { wanted: 'adult', text: 'I am 18.' });
    const tried = [
      await correct(banning, 'Kiddo', 'adult'), await correct(banning, 'Kiddo', 'teen'), codeOf(await as(banning, 'readAgeWishes')),
      codeOf(await as(banning, 'settleAgeWish', { name: 'Kiddo', grant: true, reason })),
    ];
    expect(new Set(tried)).toEqual(new Set(['denied P41-needs-role']));
    expect(await ageOf(kiddo)).toBe('teen');
    expect(await correct(settling, 'Kiddo', 'adult')).toBe('done');
    expect(await ownOf(kiddo)).toMatchObject({ ageGroup: 'adult', correctedWhy: reason, wish: { state: 'granted' } });
  });

  it('what is noted cannot be read off: looking says nothing of it, and an act that changes nothing is answered like one that does', async () => {
    const moderator = await member('Marigold', 'adult', 'community-manager');
    await member('Willow', 'teen');
    await member('Hazel', 'adult');
    const answers = await Promise.all(['Willow', 'Hazel'].map(async (name) => (await as(moderator, 'correctAge', { name, ageGroup: 'teen', reason })).bytes));
    expect(answers[0]).toBe(answers[1]);
    const seen = await Promise.all(['Willow', 'Hazel'].map(async (name) => (await as(moderator, 'lookUpPerson', { name })).bytes));
    expect(seen.join()).not.toMatch(/age|teen|adult/i);
    const acts = await server.database.db.selectFrom('audit').select('act').where('act', '=', 'correct-age').execute();
    expect(acts).toHaveLength(1); // Hazel's; nothing changed of Willow
  });

  it('what was an adult\'s goes with it: a clearance, an application for one, the tag 35 or over; and a wish of their own is answered', async () => {
    const [moderator, hazel] = [await member('Marigold', 'adult', 'community-manager'), await member('Hazel', 'adult')];
    await set('Hazel', { type: 'listener', cleared_for_teens: 1 });
    const { account } = hazel.me;
    const line = { account, text: 'My check.', at_ms: 1, state: 'waiting', answer: null, answered_at_ms: null } as const;
    await server.database.db.insertInto('clearance_applications').values(line).execute();
    await server.database.db.insertInto('age_wishes').values({ ...line, wanted: 'teen' }).execute();
    await server.database.db
      .insertInto('profiles')
      .values({ account, bio: '', topics: '[]', languages: '[]', over_35: 1, accepts_starts: 1, no_chats: 0, status: 'online', away_until_ms: null, away_note: '' })
      .execute();
    await as(moderator, 'correctAge', { name: 'Hazel', ageGroup: 'teen', reason });
    expect((await as(hazel, 'me')).json).toMatchObject({ ageGroup: 'teen', clearedForTeens: false });
    const left = async (table: 'clearance_applications' | 'age_wishes') => (await server.database.db.selectFrom(table).select('state').execute())[0]?.state;
    expect([await left('clearance_applications'), await left('age_wishes')]).toEqual(['declined', 'granted']);
    expect((await server.database.db.selectFrom('profiles').select('over_35').execute())[0]?.over_35).toBe(0);
  });

  it('F207, F084: a mentor who is a teen is teen star on Our Team and on their page, and only once they said yes to it', async () => {
    const admin = await member('Abelia', 'adult', 'admin');
    const rowan = await member('Rowan', 'adult', 'mentor');
    const titles = async () => {
      const team = (await server.call('readTeam')).json as TeamView;
      const holders = team.tracks.flatMap(({ roles }) => roles).flatMap((role) => role.holders);
      const page = (await server.call('readProfile', { params: { name: 'Rowan' } })).json as { titles: { en: string }[] };
      return [holders.find(({ name }) => name === 'Rowan')?.title.en, ...page.titles.map(({ en }) => en)];
    };
    expect(await titles()).toEqual(['Mentor', 'Mentor']);
    await as(admin, 'correctAge', { name: 'Rowan', ageGroup: 'teen', reason });
    expect(await titles()).toEqual(['Mentor', 'Mentor']);
    await set('Rowan', { parental_consent: 1 });
    expect(await ownOf(rowan)).toMatchObject({ teenTitle: { titles: [{ en: 'Teen star' }], shown: false } });
    expect((await as(rowan, 'showTeenTitle', { shown: true })).json).toMatchObject({ teenTitle: { shown: true } });
    expect(await titles()).toEqual(['Teen star', 'Teen star']);
    await set('Rowan', { held: 1 });
    expect(codeOf(await as(rowan, 'showTeenTitle', { shown: false }))).toBe('done');
    expect(codeOf(await as(rowan, 'showTeenTitle', { shown: true }))).toBe('denied P40-held');
    await set('Rowan', { held: 0 });
    expect(await titles()).toEqual(['Mentor', 'Mentor']);
    // What is given anew asks anew, whoever gives it.
    await as(rowan, 'showTeenTitle', { shown: true });
    for (const act of ['takeRole', 'giveRole'] as const) await as(admin, act, { role: 'mentor', name: 'Rowan', reason, password: PASSWORD });
    expect(await titles()).toEqual(['Mentor', 'Mentor']);
    // An adult's yes is none.
    await as(rowan, 'showTeenTitle', { shown: true });
    await as(rowan, 'askForAge', { wanted: 'adult', text: 'I am 18 now.' });
    await as(admin, 'settleAgeWish', { name: 'Rowan', grant: true, reason });
    await as(rowan, 'showTeenTitle', { shown: true });
    expect(await ownOf(rowan)).toMatchObject({ teenTitle: null });
    await as(admin, 'correctAge', { name: 'Rowan', ageGroup: 'teen', reason });
    expect(await titles()).toEqual(['Mentor', 'Mentor']);
  });

  it('H4: a wish is kept 180 days after its answer, and one that nobody answers is closed after as long', async () => {
    const willow = await member('Willow', 'adult');
    await as(willow, 'askForAge', { wanted: 'teen', text: 'I tapped the wrong one.' });
    const count = async () => (await server.database.db.selectFrom('age_wishes').select('seq').execute()).length;
    const nowMs = server.fake.clock.nowMs();
    await sweepHouse(server.database.db, nowMs + KEEPING.waitingKeptMs);
    expect((await ownOf(willow)).wish?.state).toBe('waiting');
    await sweepHouse(server.database.db, nowMs + KEEPING.waitingKeptMs + 1);
    expect((await ownOf(willow)).wish).toMatchObject({ state: 'declined', answer: null });
    await server.database.db.updateTable('age_wishes').set({ state: 'declined', answered_at_ms: nowMs }).execute();
    await sweepHouse(server.database.db, nowMs + KEEPING.answeredKeptMs);
    expect(await count()).toBe(1);
    await sweepHouse(server.database.db, nowMs + KEEPING.answeredKeptMs + 1);
    expect(await count()).toBe(0);
  });
});

describe('F024, F103: somebody by their exact name', () => {
  it('what stands against them, why and since when; the roles they hold; nothing of what is over', async () => {
    const [moderator, hazel] = [await member('Marigold', 'adult', 'moderator'), await member('Hazel', 'adult')];
    await member('Willow', 'adult', 'supporter');
    const look = async (name: string) => (await as(moderator, 'lookUpPerson', { name })).json as PersonView;
    expect(await look('@willow')).toMatchObject({ name: 'Willow', restriction: null, reason: null, sinceMs: null, appeal: null, self: false });
    expect((await look('Willow')).roles.map(({ en }) => en)).toEqual(['Supporter']);
    await as(moderator, 'banPerson', { name: 'Willow', reason: 'unkind words' });
    expect(await look('WILLOW')).toMatchObject({ restriction: 'banned', reason: 'unkind words', sinceMs: expect.any(Number) });
    await as(moderator, 'unbanPerson', { name: 'Willow', reason });
    expect(await look('Willow')).toMatchObject({ restriction: null, reason: null, sinceMs: null });
    // A hold of before is over, too.
    const { account } = hazel.me;
    await server.database.db.transaction().execute((trx) => writeAct(trx, 5, { act: 'hold', by: null, whom: account, reason: 'the device', after: 'held' }));
    await set('Hazel', { held: 1 });
    expect(await look('Hazel')).toMatchObject({ restriction: 'held', reason: null, sinceMs: 5 });
    await as(moderator, 'releasePerson', { name: 'Hazel', reason });
    expect(await look('Hazel')).toMatchObject({ restriction: null, sinceMs: null });
    expect(await look('Marigold')).toMatchObject({ self: true });
    for (const name of ['Will', 'illow', 'Willo w', 'Nobody']) expect(codeOf(await as(moderator, 'lookUpPerson', { name }))).toBe('not-found');
  });
});
