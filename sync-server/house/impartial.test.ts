import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import { newId, type ChatId } from '#shared/ids.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import { currentVersions } from '../accounts/accounts.ts';
import type { TestServer } from '../http/testing.ts';
import { talksWith } from './impartial.ts';
import { codeOf, openKeptHouse, reason, type KeptHouse } from './testing/kept-house.ts';

let server: TestServer;
let member: KeptHouse['member'];
let as: KeptHouse['as'];
beforeEach(async () => {
  ({ server, member, as } = await openKeptHouse());
});
afterEach(() => server.close());

const set = (name: string, values: object) => server.database.db.updateTable('accounts').set(values).where('name', '=', name).execute();

async function chatBetween(seeker: Session, listener: Session): Promise<ChatId> {
  const id = newId<ChatId>(server.fake.random);
  await server.database.db
    .insertInto('chats')
    .values({
      id, seeker: seeker.me.account, listener: listener.me.account, topic: null, language: 'en', state: 'open', opened_at_ms: 1, ended_at_ms: null,
      ended_by: null, opened_by: listener.me.account,
    })
    .execute();
  return id;
}

/** A keeper of each kind, the same person for both, and a listener who has applied, asked and appealed. */
async function scene() {
  const [keeper, hazel] = [await member('Magnolia', 'community-manager'), await member('Hazel')];
  await set('Hazel', {
    type: 'listener', age_group: 'adult', consent_versions: JSON.stringify(currentVersions()), listener_version: LISTENER_AGREEMENT.version,
  });
  await as(hazel, 'applyForClearance', { text: 'My check.' });
  await as(hazel, 'askForAge', { wanted: 'teen', text: 'I tapped the wrong one.' });
  return { keeper, hazel };
}

const ABOUT = { name: 'Hazel', reason };
/** What is decided about somebody, for them or against. */
const decisions = (by: Session) => [
  () => as(by, 'settleApplication', { ...ABOUT, grant: false }),
  () => as(by, 'settleApplication', { ...ABOUT, grant: true }),
  () => as(by, 'settleAgeWish', { ...ABOUT, grant: false }),
  () => as(by, 'settleAgeWish', { ...ABOUT, grant: true }),
  () => as(by, 'correctAge', { ...ABOUT, ageGroup: 'teen' }),
];

describe('P59: whoever has an open chat with somebody does not decide about them', () => {
  it.each([['seeks', true], ['listens', false]])('no application and no age, also where the keeper %s', async (_, seeks) => {
    const { keeper, hazel } = await scene();
    const chat = seeks ? await chatBetween(keeper, hazel) : await chatBetween(hazel, keeper);
    for (const decide of decisions(keeper)) expect(codeOf(await decide())).toBe('denied P59-impartial');
    expect((await as(keeper, 'readApplications')).json).toMatchObject({
      applications: [{ name: 'Hazel', sharesChat: true, mayGrant: { rule: 'P59-impartial' }, mayDecline: { rule: 'P59-impartial' } }],
    });
    expect((await as(keeper, 'readAgeWishes')).json).toMatchObject({ wishes: [{ name: 'Hazel', sharesChat: true }] });
    // Somebody else does, and so does the same person when the chat is over.
    const other = await member('Larch', 'community-manager');
    expect((await as(other, 'readApplications')).json).toMatchObject({ applications: [{ sharesChat: false }] });
    expect(codeOf(await as(other, 'settleAgeWish', { ...ABOUT, grant: false }))).toBe('done');
    for (const state of ['ended', 'blocked', 'expired'] as const) {
      await server.database.db.updateTable('chats').set({ state }).where('id', '=', chat).execute();
      expect(await talksWith(server.database.db, keeper.me.account)).toEqual(new Set());
    }
    expect(codeOf(await as(keeper, 'settleApplication', { ...ABOUT, grant: true }))).toBe('done');
  });

  it('no appeal, ban or hold is settled; a ban and a picture taken away protect others, and happen', async () => {
    const { keeper, hazel } = await scene();
    await chatBetween(hazel, keeper);
    expect(codeOf(await as(keeper, 'removePicture', ABOUT))).toBe('done');
    expect(codeOf(await as(keeper, 'banPerson', ABOUT))).toBe('done');
    await as(hazel, 'writeAppeal', { text: 'It was not me.' });
    expect(codeOf(await as(keeper, 'answerAppeal', { name: 'Hazel', answer: 'No.' }))).toBe('denied P59-impartial');
    expect(codeOf(await as(keeper, 'unbanPerson', ABOUT))).toBe('denied P59-impartial');
    expect((await as(keeper, 'readRestrictions')).json).toMatchObject({ people: [{ name: 'Hazel', sharesChat: true }] });
    expect((await as(keeper, 'lookUpPerson', { name: 'Hazel' })).json).toMatchObject({ sharesChat: true });
    await set('Hazel', { banned: 0, held: 1 });
    expect(codeOf(await as(keeper, 'releasePerson', ABOUT))).toBe('denied P59-impartial');
    expect(codeOf(await as(await member('Larch', 'moderator'), 'releasePerson', ABOUT))).toBe('done');
  });

  it('F042: nor who is a therapist', async () => {
    const [keeper, ana] = [await member('Magnolia', 'community-manager'), await member('Ana')];
    await set('Ana', { age_group: 'adult', consent_versions: JSON.stringify(currentVersions()) });
    await as(ana, 'applyAsTherapist', { legalName: 'Ana Miller', country: 'DE', region: '', number: 'N-77', text: 'Grief.' });
    await chatBetween(ana, keeper);
    for (const grant of [true, false]) {
      expect(codeOf(await as(keeper, 'settleApplication', { kind: 'therapist', name: 'Ana', grant, reason }))).toBe('denied P59-impartial');
    }
  });

  it('D5: to those who may decide nothing it tells of no chat', async () => {
    const { hazel } = await scene();
    const plain = await member('Plain');
    await chatBetween(hazel, plain);
    for (const decide of decisions(plain)) expect(codeOf(await decide())).toBe('denied P41-needs-role');
  });
});
