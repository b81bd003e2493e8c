import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { API, type EndpointName } from '#shared/api/contract.ts';
import type { Session } from '#shared/api/schemas.ts';
import { THERAPIST } from '#shared/limits.ts';
import type { ApplicationView, AuditPage } from '#shared/people/keeping.ts';
import type { KeptTherapist, OwnTherapist, TherapistsPage } from '#shared/people/therapist.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import { newId, type ChatId, type RequestId, type StartId } from '#shared/ids.ts';
import { currentVersions } from '../accounts/accounts.ts';
import { createTestServer, type Answer, type TestServer } from '../http/testing.ts';
import { dropSettled, insertStart, settleStart } from '../starts/start-store.ts';
import { giveRole } from './role-store.ts';

const PASSWORD = 'tall pines beside a slow river';
const PLENTY = { burst: 10_000, refillMs: 1 };
const reason = 'the licence was looked up';
const DAY_MS = 86_400_000;
const LICENCE = { legalName: 'Ana María Müller', country: 'US', region: 'California', number: 'PSY 12345' };
const APPLICATION = { ...LICENCE, text: 'Grief, for twenty years.' };

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ rates: { command: PLENTY, newGuest: PLENTY, lookUp: PLENTY } });
});
afterEach(() => server.close());

async function member(name: string, ageGroup: 'adult' | 'teen' = 'adult'): Promise<Session> {
  const guest = await server.guest();
  const session = (await server.call('becomeMember', { token: guest.token, body: { name, password: PASSWORD } })).json as Session;
  await server.call('giveConsent', { token: session.token, body: { ageGroup, parentalConsent: true, certified: true, versions: currentVersions() } });
  return session;
}
async function admin(): Promise<Session> {
  const session = await member('Abelia');
  await server.database.db.transaction().execute((trx) => giveRole(trx, { by: null, reason, nowMs: 1 }, 'admin', session.me.account));
  return session;
}
const as = (who: Session, name: EndpointName, body?: unknown): Promise<Answer> => server.call(name, { token: who.token, ...(body === undefined ? {} : { body }) });
const codeOf = (answer: Answer): string => (answer.status === 200 ? 'done' : `${answer.problem.code} ${answer.problem.rule ?? ''}`.trim());
const own = async (who: Session) => (await as(who, 'readOwnTherapist')).json as OwnTherapist;
const settle = (by: Session, name: string, grant = true) => as(by, 'settleApplication', { kind: 'therapist', name, grant, reason });
const waiting = async (by: Session) => ((await as(by, 'readApplications')).json as { applications: ApplicationView[] }).applications;
const listed = async (query: Record<string, string> = {}): Promise<string[]> => {
  const answer = await server.app.inject({ method: 'GET', url: `${API.findTherapists.path}?${new URLSearchParams(query)}` });
  return answer.json<TherapistsPage>().therapists.map(({ name }) => name);
};
const set = (name: string, values: object) => server.database.db.updateTable('accounts').set(values).where('name', '=', name).execute();

/** Approved, and in the directory. */
async function therapist(by: Session, name: string, more: object = {}): Promise<Session> {
  const session = await member(name);
  await as(session, 'applyAsTherapist', { ...APPLICATION, ...more });
  await settle(by, name);
  await as(by, 'giveEntry', { name, untilMs: null, reason });
  return session;
}

describe('F042, F046: applying, and who decides', () => {
  it('a member applies with name and licence; those who decide read all of it, everybody the name and where it holds', async () => {
    const [keeper, ana] = [await admin(), await member('AnaM')];
    expect((await own(ana)).mayApply).toEqual({ allowed: true });
    expect(codeOf(await as(ana, 'applyAsTherapist', APPLICATION))).toBe('done');
    expect(codeOf(await as(ana, 'applyAsTherapist', APPLICATION))).toBe('denied P47-one-application');
    expect(await own(ana)).toMatchObject({ licence: null, application: { licence: LICENCE, state: 'waiting' } });
    expect(await waiting(keeper)).toMatchObject([{ kind: 'therapist', name: 'AnaM', licence: LICENCE, known: null, self: false }]);
    expect(codeOf(await settle(keeper, '@anam'))).toBe('done');
    expect(((await as(ana, 'me')).json as Session['me']).type).toBe('therapist');
    const view = (await server.call('readProfile', { params: { name: 'AnaM' } })).json as ProfileView;
    expect(view).toMatchObject({ type: 'therapist', therapist: { legalName: LICENCE.legalName, country: 'US', region: 'California', listed: false } });
    expect(JSON.stringify(view)).not.toContain('PSY');
    const page = (await server.app.inject({ method: 'GET', url: '/@AnaM', headers: { 'accept-language': 'es' } })).body;
    expect(page).toMatch(/<h1><bdi>Ana María Müller<\/bdi><\/h1>[^]*Terapeuta[^]*Con licencia en[^]*California, Estados Unidos/);
    expect(page).not.toContain('PSY');
  });

  it.each([
    ['a guest', { type: 'guest' }, 'P51-account-of-its-own'],
    ['a listener', { type: 'listener' }, 'P51-account-of-its-own'],
    ['a teen', { age_group: 'teen' }, 'P51-account-of-its-own'],
    ['somebody banned', { banned: 1 }, 'P2-not-banned'],
    ['somebody held', { held: 1 }, 'P40-held'],
  ])('P51: not %s; and who has become so meanwhile is not approved', async (_, since, rule) => {
    const [keeper, ana] = [await admin(), await member('AnaM')];
    await as(ana, 'applyAsTherapist', APPLICATION);
    await set('AnaM', since);
    expect(codeOf(await settle(keeper, 'AnaM'))).toBe('denied P51-account-of-its-own');
    await as(ana, 'withdrawTherapist');
    expect(codeOf(await as(ana, 'applyAsTherapist', APPLICATION))).toBe(`denied ${rule}`);
    expect((await own(ana)).mayApply).toMatchObject({ allowed: false, rule });
  });

  it('F077: a legal name or region that leads outside is refused, and one that waits from before is never approved', async () => {
    const [keeper, ana] = [await admin(), await member('AnaM')];
    for (const more of [{ legalName: 'Ana annamuller.example.com' }, { region: 'Call 555 123 4567' }]) {
      expect(codeOf(await as(ana, 'applyAsTherapist', { ...APPLICATION, ...more }))).toBe('contact-details');
    }
    expect(await waiting(keeper)).toEqual([]);
    await as(ana, 'applyAsTherapist', APPLICATION);
    await server.database.db.updateTable('therapist_applications').set({ region: 'Call 555 123 4567' }).execute();
    expect(codeOf(await settle(keeper, 'AnaM'))).toBe('contact-details');
    expect(codeOf(await settle(keeper, 'AnaM', false))).toBe('done');
  });

  it('P3: the gate comes first; somebody who is asked anew meanwhile keeps what they applied for', async () => {
    const [keeper, ana] = [await admin(), await member('AnaM')];
    await set('AnaM', { consent_versions: null });
    expect(codeOf(await as(ana, 'applyAsTherapist', APPLICATION))).toBe('denied P3-consent');
    await set('AnaM', { consent_versions: JSON.stringify(currentVersions()) });
    await as(ana, 'applyAsTherapist', APPLICATION);
    await set('AnaM', { consent_versions: null });
    expect(codeOf(await settle(keeper, 'AnaM'))).toBe('done');
  });

  it('P51: nobody in whose name somebody has talked: a legal name would stand over what was said in private', async () => {
    const [keeper, ana, ben] = [await admin(), await member('AnaM'), await member('BenM')];
    for (const who of [ana, ben]) await as(who, 'applyAsTherapist', APPLICATION);
    const { db } = server.database;
    const common = { seeker: ana.me.account, topic: null, language: 'en' } as const;
    await db.insertInto('requests').values({
      ...common, id: newId<RequestId>(server.fake.random), age_group: 'adult', state: 'withdrawn', created_at_ms: 1, settled_at_ms: 2, chat: null,
    }).execute();
    await db.insertInto('chats').values({
      ...common, id: newId<ChatId>(server.fake.random), seeker: ben.me.account, listener: keeper.me.account, state: 'expired', opened_at_ms: 1, ended_at_ms: 2, ended_by: null,
    }).execute();
    for (const name of ['AnaM', 'BenM']) {
      expect(codeOf(await settle(keeper, name))).toBe('denied P51-account-of-its-own');
      expect(codeOf(await settle(keeper, name, false))).toBe('done');
    }
  });

  it('P51: nor one who left a message, though it is long forgotten', async () => {
    const [keeper, ana] = [await admin(), await member('AnaM')];
    const { db } = server.database;
    const start = {
      id: newId<StartId>(server.fake.random), kind: 'message', writer: ana.me.account, recipient: keeper.me.account, topic: null, language: 'en',
      text: 'hello', thenQueue: false, reaches: true, atMs: 1, lapsesAtMs: 9,
    } as const;
    await insertStart(db, start);
    await settleStart(db, start.id, 'declined', 2);
    expect(await dropSettled(db, 3)).toEqual([ana.me.account]);
    expect(await db.selectFrom('starts').select('id').execute()).toEqual([]);
    expect((await own(ana)).mayApply).toMatchObject({ allowed: false, rule: 'P51-account-of-its-own' });
    expect((await own(keeper)).mayApply).toMatchObject({ allowed: true });
  });

  it('declined, withdrawn or granted: of what was sent nothing is kept but the answer', async () => {
    const keeper = await admin();
    const people = [await member('AnaM'), await member('BenM'), await member('CleoM')] as const;
    for (const who of people) await as(who, 'applyAsTherapist', APPLICATION);
    await settle(keeper, 'AnaM', false);
    await as(people[1], 'withdrawTherapist');
    await settle(keeper, 'CleoM');
    const rows = JSON.stringify(await server.database.db.selectFrom('therapist_applications').selectAll().execute());
    for (const said of ['Ana María', 'PSY', 'California', 'twenty years']) expect(rows).not.toContain(said);
    expect(await own(people[0])).toMatchObject({ licence: null, application: { licence: null, text: '', state: 'declined', answer: reason }, mayApply: { allowed: false, rule: 'P66-after-a-no' } });
    expect((await own(people[1])).application).toBeNull();
    expect(await own(people[2])).toMatchObject({ licence: LICENCE, application: { licence: null, state: 'granted' } });
    expect(codeOf(await settle(keeper, 'BenM'))).toBe('not-found');
  });

  it('F046: another name is an application of its own; until it is granted the old one stands', async () => {
    const keeper = await admin();
    const ana = await therapist(keeper, 'AnaM');
    const changed = { ...LICENCE, legalName: 'Ana María Soto' };
    expect(codeOf(await as(ana, 'applyAsTherapist', { ...changed, text: 'Married.' }))).toBe('done');
    expect(await waiting(keeper)).toMatchObject([{ licence: changed, known: LICENCE }]);
    const nameShown = async () => ((await server.call('readProfile', { params: { name: 'AnaM' } })).json as ProfileView).therapist?.legalName;
    expect([await nameShown(), await listed({ text: 'soto' })]).toEqual(['Ana María Müller', []]);
    await settle(keeper, 'AnaM');
    expect([await nameShown(), await listed({ text: 'soto' }), await listed({ text: 'muller' })]).toEqual(['Ana María Soto', ['AnaM'], []]);
  });

  it('G3, D5, P41, P43: lines by ids and without names or numbers; nobody settles their own; others learn nothing', async () => {
    const [keeper, ana, plain] = [await admin(), await member('AnaM'), await member('Plain')];
    await as(ana, 'applyAsTherapist', APPLICATION);
    const asked = await Promise.all([
      settle(plain, 'AnaM'), settle(plain, 'Nobody'), as(plain, 'giveEntry', { name: 'AnaM', untilMs: null, reason }), as(plain, 'takeEntry', { name: 'Nobody', reason }),
      as(plain, 'endTherapist', { name: 'AnaM', reason }), as(plain, 'readTherapists'),
    ]);
    expect(new Set(asked.map(({ bytes }) => bytes)).size).toBe(1);
    await settle(keeper, 'AnaM');
    await as(keeper, 'endTherapist', { name: 'AnaM', reason });
    const lines = ((await as(keeper, 'readAudit')).json as AuditPage).lines;
    expect(lines.map(({ act, by, whom }) => `${act} ${by} ${whom}`).slice(0, 2)).toEqual(['end-therapist Abelia AnaM', 'approve-therapist Abelia AnaM']);
    expect(JSON.stringify(lines)).not.toMatch(/Müller|PSY/);
    await as(keeper, 'applyAsTherapist', APPLICATION);
    expect(codeOf(await settle(keeper, 'Abelia'))).toBe('denied P43-not-oneself');
  });

  it('bounds: a name is letters, a number a number, a country one of the world\'s; one sign too many is refused', async () => {
    const ana = await member('AnaM');
    const wrong = [
      { legalName: 'A' }, { legalName: 'Ana 4' }, { legalName: 'Ana\u202eM' }, { legalName: `A${'a'.repeat(THERAPIST.maxLegalNameLength)}` }, { legalName: 'ana@example.org' },
      { country: 'XX' }, { country: 'us' }, { number: '' }, { number: '<b>' }, { number: '1'.repeat(THERAPIST.maxLicenceNumberLength + 1) },
      { region: 'x'.repeat(THERAPIST.maxRegionLength + 1) }, { text: ' ' },
    ];
    for (const more of wrong) expect([more, codeOf(await as(ana, 'applyAsTherapist', { ...APPLICATION, ...more }))]).toEqual([more, 'bad-request']);
    for (const legalName of ['Ōe Kenzaburō', 'محمد علی', 'Jean-Luc d’Arc Jr.', 'Ñusta']) {
      expect([legalName, codeOf(await as(ana, 'applyAsTherapist', { ...APPLICATION, legalName, region: '' }))]).toEqual([legalName, 'done']);
      await as(ana, 'withdrawTherapist');
    }
  });
});

describe('F043: the directory entry', () => {
  it('lists at once, ends by itself at its time, and is taken at once; the page stays', async () => {
    const [keeper, ana] = [await admin(), await member('AnaM')];
    await as(ana, 'applyAsTherapist', APPLICATION);
    await settle(keeper, 'AnaM');
    expect(await listed()).toEqual([]);
    const untilMs = server.fake.clock.nowMs() + DAY_MS;
    expect(codeOf(await as(keeper, 'giveEntry', { name: 'AnaM', untilMs, reason }))).toBe('done');
    expect([await listed(), (await own(ana)).listed]).toEqual([['AnaM'], true]);
    server.fake.advance(DAY_MS - 1);
    expect(await listed()).toEqual(['AnaM']);
    server.fake.advance(1);
    expect([await listed(), (await own(ana)).listed, (await own(ana)).entry]).toEqual([[], false, { untilMs }]);
    await as(keeper, 'giveEntry', { name: 'AnaM', untilMs: null, reason });
    expect(await listed()).toEqual(['AnaM']);
    await as(keeper, 'takeEntry', { name: 'AnaM', reason });
    expect(await listed()).toEqual([]);
    expect((await server.call('readProfile', { params: { name: 'AnaM' } })).status).toBe(200);
    const grants = await server.database.db.selectFrom('grants').select(['entitlement', 'granted', 'until_ms']).orderBy('seq').execute();
    expect(grants).toEqual([
      { entitlement: 'directory-entry', granted: 1, until_ms: untilMs }, { entitlement: 'directory-entry', granted: 1, until_ms: null },
      { entitlement: 'directory-entry', granted: 0, until_ms: null },
    ]);
  });

  it('P52: for therapists alone, and never oneself; its end lies ahead, and not too far', async () => {
    const keeper = await admin();
    await member('Plain');
    const ana = await therapist(keeper, 'AnaM');
    const give = async (name: string, untilMs: number | null) => codeOf(await as(keeper, 'giveEntry', { name, untilMs, reason }));
    expect(await give('Plain', null)).toBe('denied P52-entries-for-therapists');
    expect(await give('Nobody', null)).toBe('not-found');
    const nowMs = server.fake.clock.nowMs();
    expect([await give('AnaM', nowMs), await give('AnaM', nowMs + THERAPIST.maxEntryMs + 1), await give('AnaM', nowMs + 1)]).toEqual(['bad-request', 'bad-request', 'done']);
    await set('AnaM', { held: 1 });
    expect(await give('AnaM', null)).toBe('denied P52-entries-for-therapists');
    await set('AnaM', { held: 0, rank: 7, capabilities: '["applications.settle"]' });
    expect(codeOf(await as(ana, 'giveEntry', { name: 'AnaM', untilMs: null, reason }))).toBe('denied P43-not-oneself');
  });

  it.each([['banned', { banned: 1 }], ['held', { held: 1 }], ['found to be a teen', { age_group: 'teen' }], ['forgotten', { forgotten_at_ms: 1 }]])('is not shown of somebody %s, even before the list was made anew', async (_, values) => {
    const keeper = await admin();
    await therapist(keeper, 'AnaM');
    expect(await listed()).toEqual(['AnaM']);
    await set('AnaM', values);
    expect(await listed()).toEqual([]);
  });

  it('an approval that is taken back takes name, licence, entry and page with it, and the account is a member\'s', async () => {
    const keeper = await admin();
    const ana = await therapist(keeper, 'AnaM');
    expect(codeOf(await as(keeper, 'endTherapist', { name: 'AnaM', reason }))).toBe('done');
    expect(((await as(ana, 'me')).json as Session['me'])).toMatchObject({ type: 'member', entitlements: [] });
    expect(await server.database.db.selectFrom('therapists').selectAll().execute()).toEqual([]);
    expect([await listed(), (await server.call('readProfile', { params: { name: 'AnaM' } })).bytes.includes('Müller')]).toEqual([[], false]);
  });

  it('those who settle see all of them, by the beginning of a name', async () => {
    const keeper = await admin();
    await therapist(keeper, 'AnaM');
    await therapist(keeper, 'Berta');
    const read = async (text: string) => {
      const url = `${API.readTherapists.path}?${new URLSearchParams({ text })}`;
      const answer = await server.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${keeper.token}` } });
      return answer.json<{ therapists: KeptTherapist[] }>().therapists;
    };
    expect((await read('')).map(({ name }) => name)).toEqual(['AnaM', 'Berta']);
    expect(await read('@be')).toMatchObject([{ name: 'Berta', ...LICENCE, entry: { untilMs: null }, listed: true, self: false }]);
  });
});

describe('F077: the exceptions that an operator sets', () => {
  const BIO = 'Write to me: office@example.org';
  it('opens a bio to contact details for that therapist alone, and closes it again at once', async () => {
    const keeper = await admin();
    const [ana, ben] = [await therapist(keeper, 'AnaM'), await therapist(keeper, 'BenM')];
    const write = async (who: Session) => codeOf(await as(who, 'changeProfile', { bio: BIO }));
    expect(await write(ana)).toBe('contact-details');
    await set('AnaM', { entitlements: '["directory-entry","contact-details"]' });
    expect([await write(ana), await write(ben)]).toEqual(['done', 'contact-details']);
    const bio = async () => ((await server.call('readProfile', { params: { name: 'AnaM' } })).json as ProfileView).bio;
    expect(await bio()).toBe(BIO);
    await set('AnaM', { entitlements: '["directory-entry"]' });
    expect(await bio()).toBe('');
    await set('BenM', { entitlements: '["contact-details"]', type: 'member' });
    expect(await write(ben)).toBe('contact-details');
  });
});
