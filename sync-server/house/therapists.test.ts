import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import { newId, type ChatId, type RequestId, type StartId } from '#shared/ids.ts';
import { THERAPIST } from '#shared/limits.ts';
import type { AuditPage } from '#shared/people/keeping.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import { currentVersions } from '../accounts/accounts.ts';
import type { TestServer } from '../http/testing.ts';
import { dropSettled, insertStart, settleStart } from '../starts/start-store.ts';
import { codeOf } from './testing/kept-house.ts';
import { APPLICATION, LICENCE, openTherapistHouse, reason, type TherapistHouse } from './testing/therapist-house.ts';

let server: TestServer;
let member: TherapistHouse['member'];
let admin: TherapistHouse['admin'];
let therapist: TherapistHouse['therapist'];
let as: TherapistHouse['as'];
let own: TherapistHouse['own'];
let settle: TherapistHouse['settle'];
let waiting: TherapistHouse['waiting'];
let listed: TherapistHouse['listed'];
let set: TherapistHouse['set'];
beforeEach(async () => {
  ({ server, member, admin, therapist, as, own, settle, waiting, listed, set } = await openTherapistHouse());
});
afterEach(() => server.close());

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
