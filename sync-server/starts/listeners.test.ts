import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatDocument, inboxDocument, peopleDocument, queueDocument } from '#shared/documents/names.ts';
import { newEntryId, type AccountId, type StartId } from '#shared/ids.ts';
import { START } from '#shared/limits.ts';
import { openHouse, type House } from '../matching/testing/house.ts';

const ABOUT = { topic: null, language: 'en' } as const;
const denied = (rule: string) => ({ ok: false, error: { code: 'denied', rule } });
let house: House;

beforeEach(async () => {
  house = await openHouse({ limits: { countedMessages: 2 } });
});
afterEach(() => house.close());

const tryToAsk = (account: AccountId, to = 'anna', thenQueue = false) => house.matching.starts.ask(account, { to, ...ABOUT, thenQueue });
const tryToLeave = (account: AccountId, to = 'anna') => house.matching.starts.leaveMessage(account, { to, ...ABOUT, text: 'A hard chat. Do you have time?' });
const started = async (begun: ReturnType<typeof tryToAsk>): Promise<StartId> => {
  const answer = await begun;
  if (!answer.ok) throw new Error(`refused: ${answer.error.rule}`);
  return answer.value.start;
};
const set = (account: AccountId, facts: object) => house.db.updateTable('accounts').set(facts).where('id', '=', account).execute();
const stateOf = async (id: StartId) => (await house.db.selectFrom('starts').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
const inbox = (account: AccountId) => Object.values(house.documents.marks(inboxDocument(account)));
const chatsOf = (account: AccountId) => Object.values(house.documents.marks(peopleDocument(account)));

describe('F036: a listener asks another', () => {
  it('by Chat Now and by words; the one who agrees listens, in a chat that both may write in', async () => {
    const [boris, anna] = [await house.listener({ name: 'boris' }), await house.freeListener({ name: 'anna' })];
    const start = await started(tryToAsk(boris));
    expect(inbox(anna)).toMatchObject([{ kind: 'ask', side: 'theirs', with: { account: boris, type: 'listener' } }]);
    const opened = await house.matching.starts.accept(anna, start);
    if (!opened.ok) throw new Error('not opened');
    expect(chatsOf(boris)).toMatchObject([{ role: 'seeker', state: 'open', with: { account: anna } }]);
    expect(chatsOf(anna)).toMatchObject([{ role: 'listener', state: 'open', with: { account: boris, type: 'listener' } }]);
    expect(await house.matching.facts({ kind: 'chat', chat: opened.value, segment: 0 }, boris)).toMatchObject({ chat: { seeker: boris, agesMeet: true } });
    const words = await started(tryToLeave(await house.listener({ name: 'clara' })));
    const talk = await house.matching.starts.accept(anna, words);
    if (!talk.ok) throw new Error('not opened');
    expect(house.documents.entries(chatDocument(talk.value))).toMatchObject([{ kind: 'message', text: 'A hard chat. Do you have time?' }, { kind: 'notice' }]);
  });

  it('P5, P11: nobody else, not oneself, and never by the queue', async () => {
    const anna = await house.freeListener({ name: 'anna' });
    await house.seeker({ name: 'maria' });
    expect([await tryToAsk(anna), await tryToLeave(anna)]).toEqual([denied('P11-not-oneself'), denied('P11-not-oneself')]);
    expect([await tryToAsk(anna, 'maria'), await tryToLeave(anna, 'maria')]).toEqual([denied('P5-seekers-ask'), denied('P5-seekers-ask')]);
    const boris = await house.listener({ name: 'boris' });
    const start = await started(tryToAsk(boris, 'anna', true));
    await house.matching.starts.decline(anna, start);
    expect([await stateOf(start), house.documents.entries(queueDocument('adult'))]).toEqual(['declined', []]);
  });

  it.each([
    ['an adult asks a teen', {}, { age_group: 'teen' }, false],
    ['a teen asks an adult', { age_group: 'teen' }, {}, false],
    ['a cleared adult asks a teen, who is cleared for nobody', { cleared_for_teens: 1 }, { age_group: 'teen' }, false],
    ['a teen asks a cleared adult', { age_group: 'teen' }, { cleared_for_teens: 1 }, true],
    ['a teen asks a teen', { age_group: 'teen' }, { age_group: 'teen' }, true],
  ] as const)('F084, F085: %s', async (_, from, to, may) => {
    await house.freeListener({ name: 'anna', ...to });
    const boris = await house.listener({ name: 'boris', ...from });
    const answers = (await Promise.all([tryToAsk(boris), tryToLeave(boris)])).map((one) => (one.ok ? 'taken' : (one.error as { rule?: string }).rule));
    const ought = may ? 'taken' : 'P8-age-groups-apart';
    expect(answers).toEqual([ought, ought]);
  });

  it('D2, D3: a clearance that is taken back ends what waits between a teen and an adult, and parts their chat', async () => {
    const anna = await house.freeListener({ name: 'anna', cleared_for_teens: 1 });
    const [boris, clara] = [await house.listener({ name: 'boris', age_group: 'teen' }), await house.listener({ name: 'clara', age_group: 'teen' })];
    await house.matching.starts.accept(anna, await started(tryToAsk(boris)));
    const waiting = await started(tryToLeave(clara));
    await set(anna, { cleared_for_teens: 0 });
    await house.matching.accountChanged(anna);
    expect(await stateOf(waiting)).toBe('over');
    expect(chatsOf(boris)).toMatchObject([{ state: 'open', agesParted: true }]);
  });

  it('P35: who goes on a break asks nobody, and what they asked is over', async () => {
    await house.freeListener({ name: 'anna' });
    const boris = await house.listener({ name: 'boris' });
    const start = await started(tryToLeave(boris));
    await set(boris, { away: 'hidden' });
    await house.matching.accountChanged(boris);
    expect(await stateOf(start)).toBe('over');
    expect([await tryToAsk(boris), await tryToLeave(boris)]).toEqual([denied('P35-on-a-break'), denied('P35-on-a-break')]);
  });

  it('P37: they leave the places that are kept for members', async () => {
    await house.freeListener({ name: 'anna' });
    const free = START.maxAsksPerListener - START.asksKeptForMembers;
    const asks = [];
    for (let index = 0; index <= free; index += 1) asks.push(await tryToAsk(await house.listener()));
    expect(asks.map(({ ok }) => ok)).toEqual([...Array.from({ length: free }, () => true), false]);
    expect((await tryToAsk(await house.seeker())).ok).toBe(true);
  });
});

it.each([['a member', 'member', 1], ['another listener', 'listener', 0]] as const)('F154: a chat with %s counts %3$i', async (_, type, counted) => {
  const anna = await house.freeListener({ name: 'anna' });
  const other = await house.person({ type });
  const opened = await house.matching.starts.accept(anna, await started(tryToAsk(other)));
  if (!opened.ok) throw new Error('not opened');
  const { random, clock } = house.ports;
  for (const author of [other, anna]) {
    const line = { id: newEntryId(author, random), author, at: clock.nowMs(), kind: 'message', text: 'Hello.' };
    house.documents.append(chatDocument(opened.value), line);
  }
  await house.matching.endChat(other, opened.value);
  const row = await house.db.selectFrom('accounts').select('completed_chats').where('id', '=', anna).executeTakeFirstOrThrow();
  expect(row.completed_chats).toBe(counted);
});
