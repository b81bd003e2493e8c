import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatDocument, inboxDocument, peopleDocument, queueDocument } from '#shared/documents/names.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import { openHouse, type House } from './testing/house.ts';

let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const meet = async (seeker: AccountId, listener: AccountId): Promise<ChatId> => {
  const request = await house.matching.createRequest(seeker, { topic: null, language: 'de' });
  const chat = request.ok ? await house.matching.acceptRequest(listener, request.value) : request;
  if (!chat.ok) throw new Error(`they did not meet: ${chat.error.rule}`);
  return chat.value;
};
const card = (owner: AccountId, chat: ChatId): unknown => house.documents.marks(peopleDocument(owner))[`${chat}|relay|chat`];
const kinds = (account: AccountId): readonly string[] =>
  house.documents.entries(inboxDocument(account)).map((entry) => entry.kind);

describe('accounts that change', () => {
  it('F016: a forgotten guest leaves the queue and its chats; its documents are erased, its name soon after', async () => {
    await house.matching.start();
    const guest = await house.person({ type: 'guest', name: 'shyOtter1234' });
    const listener = await house.listener();
    const chat = await meet(guest, listener);
    await house.matching.createRequest(guest, { topic: null, language: 'en' });
    await house.matching.forgetAccount(guest);
    expect(house.documents.entries(queueDocument('adult'))).toEqual([]);
    expect(card(listener, chat)).toMatchObject({ state: 'ended' });
    expect(house.documents.names()).not.toContain(inboxDocument(guest));
    expect(house.documents.names()).not.toContain(peopleDocument(guest));

    await house.db
      .updateTable('accounts')
      .set({ name: 'forgotten', forgotten_at_ms: house.ports.clock.nowMs() })
      .where('id', '=', guest)
      .execute();
    house.ports.advance(60_000);
    await house.settle();
    expect(JSON.stringify(house.documents.marks(peopleDocument(listener)))).not.toContain('shyOtter1234');
    expect(JSON.stringify(house.documents.entries(inboxDocument(listener)))).not.toContain('shyOtter1234');
    expect(house.documents.names()).not.toContain(inboxDocument(guest));
    expect(await house.matching.facts({ kind: 'inbox', account: guest })).toBeNull();
  });

  it('F021: a guest who becomes a member under a new name is shown so everywhere', async () => {
    const guest = await house.person({ type: 'guest', name: 'shyOtter1234' });
    const listener = await house.listener();
    const chat = await meet(guest, listener);
    await house.matching.createRequest(guest, { topic: null, language: 'en' });
    await house.db.updateTable('accounts').set({ type: 'member', name: 'maria' }).where('id', '=', guest).execute();
    await house.matching.accountChanged(guest);
    const shown = { account: guest, name: 'maria', type: 'member' };
    expect(house.documents.entries(queueDocument('adult'))).toMatchObject([{ seeker: shown }]);
    expect(card(listener, chat)).toMatchObject({ with: shown });
  });

  it.each([
    ['an age was corrected', { age_group: 'teen' }, 'seeker'],
    ['a clearance was taken back', { cleared_for_teens: 0 }, 'listener'],
  ] as const)('D2, P20: %s, and at once neither side may write; both cards say so, and it heals', async (_, change, whose) => {
    const cleared = whose === 'listener';
    const seeker = await house.seeker(cleared ? { age_group: 'teen' } : {});
    const listener = await house.listener(cleared ? { cleared_for_teens: 1 } : {});
    const chat = await meet(seeker, listener);
    const changed = cleared ? listener : seeker;
    const before = await house.db.selectFrom('accounts').selectAll().where('id', '=', changed).executeTakeFirstOrThrow();
    const meetNow = async () => {
      const facts = await house.matching.facts({ kind: 'chat', chat, segment: 0 });
      return facts?.kind === 'chat' && facts.chat.agesMeet;
    };
    expect([await meetNow(), card(seeker, chat)]).toEqual([true, expect.not.objectContaining({ agesParted: true })]);
    await house.db.updateTable('accounts').set(change).where('id', '=', changed).execute();
    const calls = house.documents.calls.length;
    await house.matching.accountChanged(changed);
    expect(house.documents.calls.slice(calls)).toContain(`refresh ${chatDocument(chat)}`);
    expect(await meetNow()).toBe(false);
    for (const party of [seeker, listener]) expect(card(party, chat)).toMatchObject({ state: 'open', agesParted: true });

    const { age_group, cleared_for_teens } = before;
    await house.db.updateTable('accounts').set({ age_group, cleared_for_teens }).where('id', '=', changed).execute();
    await house.matching.accountChanged(changed);
    expect([await meetNow(), card(seeker, chat)]).toEqual([true, expect.not.objectContaining({ agesParted: true })]);
  });

  it('F085: a teen and a cleared adult both read in their chat that it is one; nobody else reads anybody\'s age', async () => {
    const across = (account: AccountId) => Object.entries(house.documents.marks(peopleDocument(account))).filter(([key]) => key.endsWith('|across'));
    const [teen, cleared] = [await house.seeker({ age_group: 'teen' }), await house.listener({ cleared_for_teens: 1 })];
    const [adult, young] = [await house.seeker(), await house.listener({ age_group: 'teen' })];
    const chat = await meet(teen, cleared);
    await meet(adult, cleared);
    await meet(await house.seeker({ age_group: 'teen' }), young);
    for (const account of [teen, cleared]) expect(across(account)).toEqual([[`${chat}|relay|across`, true]]);
    for (const account of [adult, young]) expect(across(account)).toEqual([]);
    await house.db.updateTable('accounts').set({ age_group: 'adult' }).where('id', '=', teen).execute();
    await house.matching.accountChanged(teen);
    for (const account of [teen, cleared]) expect(across(account)).toEqual([]);
    await house.db.updateTable('accounts').set({ age_group: 'teen' }).where('id', '=', teen).execute();
    await house.matching.accountChanged(teen);
    await house.db.updateTable('accounts').set({ cleared_for_teens: 0 }).where('id', '=', cleared).execute();
    await house.matching.accountChanged(cleared);
    for (const account of [teen, cleared]) expect(across(account)).toEqual([]);
  });

  it('P8: whoever waits when their age is corrected waits on among their own', async () => {
    const seeker = await house.seeker();
    await house.matching.createRequest(seeker, { topic: null, language: 'en' });
    const [waiting] = house.documents.entries(queueDocument('adult'));
    await house.db.updateTable('accounts').set({ age_group: 'teen' }).where('id', '=', seeker).execute();
    await house.matching.accountChanged(seeker);
    expect(house.documents.entries(queueDocument('adult'))).toEqual([]);
    expect(house.documents.entries(queueDocument('teen'))).toEqual([waiting]);
  });

  it('news of a sign-in stays through later projections', async () => {
    const seeker = await house.seeker();
    await house.matching.projector.announceSignIn(seeker, 'Laptop', house.ports.clock.nowMs());
    await house.matching.projector.announceSignIn(seeker, 'Laptop', house.ports.clock.nowMs());
    house.ports.advance(1);
    await meet(seeker, await house.listener());
    expect(kinds(seeker)).toEqual(['signed-in', 'chat-opened']);
  });

  it('leaves no timer behind', async () => {
    await house.matching.start();
    await house.seeker().then((seeker) => house.matching.createRequest(seeker, { topic: null, language: 'en' }));
    await house.matching.close();
    await house.matching.close();
    expect(house.ports.running()).toBe(0);
  });
});
