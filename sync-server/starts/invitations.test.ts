import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatDocument, inboxDocument } from '#shared/documents/names.ts';
import type { AccountId, ChatId, StartId } from '#shared/ids.ts';
import { PROFILE, START } from '#shared/limits.ts';
import { EMPTY_PROFILE } from '#shared/people/profile.ts';
import type { Matching } from '../matching/matching.ts';
import { openHouse, type House } from '../matching/testing/house.ts';
import { writeProfile } from '../people/profile-rows.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const WORDS = 'Thank you for last week. I think of it often.';
const denied = (rule: string) => ({ ok: false, error: { code: 'denied', rule } });
const NOT_FOUND = { ok: false, error: { code: 'not-found' } };
let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const valueOf = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: object }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const tryToInvite = (listener: AccountId, to: string, text = WORDS) => house.matching.starts.invite(listener, { to, language: 'en', text });
const invite = async (...args: Parameters<typeof tryToInvite>): Promise<StartId> => valueOf(await tryToInvite(...args)).start;
const marks = (account: AccountId) => house.documents.marks(inboxDocument(account));
const kinds = (account: AccountId) => house.documents.entries(inboxDocument(account)).map(({ kind }) => kind);
const rowOf = (id: StartId) => house.db.selectFrom('starts').selectAll().where('id', '=', id).executeTakeFirst();
const linesOf = (chat: ChatId) => house.documents.entries(chatDocument(chat));
const experienced = (facts: object = {}) => house.listener({ completed_chats: PROFILE.chatsBeforeStarting, ...facts });
const meet = async (seeker: AccountId, listener: AccountId, matching: Matching = house.matching): Promise<ChatId> =>
  valueOf(await matching.acceptRequest(listener, valueOf(await matching.createRequest(seeker, { topic: null, language: 'en' }))));

const say = (chat: ChatId, author: AccountId, lines: number): void =>
  house.documents.append(chatDocument(chat), ...Array.from({ length: lines }, (_, index) => ({
    id: `${author}/${String(index).padStart(16, '0')}` as never, author, at: house.ports.clock.nowMs(), kind: 'message' as const,
  })));

describe('F030, F154–F156: a listener writes to a member first', () => {
  it('the member opens the chat, with those words at its beginning; it is news to the listener', async () => {
    const anna = await experienced({ name: 'anna' });
    const maria = await house.seeker({ name: 'maria' });
    const start = await invite(anna, 'maria');
    expect(marks(maria)).toMatchObject({ [`${start}|relay|start`]: { kind: 'invitation', side: 'theirs', text: WORDS, with: { name: 'anna' } } });
    expect(await house.matching.starts.accept(anna, start)).toEqual(denied('P4-own-only'));
    const chat = valueOf(await house.matching.starts.accept(maria, start));
    expect(linesOf(chat)).toMatchObject([{ kind: 'message', author: anna, text: WORDS }, { what: 'opened', by: maria }]);
    expect([kinds(anna), kinds(maria)]).toEqual([['chat-opened'], []]);
    expect(await house.matching.facts({ kind: 'chat', chat, segment: 0 }, maria)).toMatchObject({ chat: { seeker: maria, listener: anna } });
  });

  it('P39: once to each member, whatever came of it, and ten in a day', async () => {
    const anna = await experienced();
    const maria = await house.seeker({ name: 'maria' });
    await house.matching.starts.decline(maria, await invite(anna, 'maria'));
    expect(kinds(anna)).toEqual(['start-over']);
    expect(await tryToInvite(anna, 'maria')).toEqual(denied('P39-invited-once'));
    house.ports.advance(START.invitedAgainMs);
    for (let n = 1; n < START.maxInvitationsPerDay; n += 1) {
      await house.seeker({ name: `member${n}` });
      await invite(anna, `member${n}`);
    }
    await invite(anna, 'maria');
    await house.seeker({ name: 'eleventh' });
    expect(await tryToInvite(anna, 'eleventh')).toEqual(denied('P39-invited-once'));
    house.ports.advance(DAY_MS);
    await invite(anna, 'eleventh');
  });

  it('F084, F102, F155: to whoever does not wish it, is of the other age, has a block or enough of it, words are taken and reach nobody', async () => {
    const anna = await experienced();
    const adult = await house.seeker({ name: 'adult' });
    await writeProfile(house.db, await house.seeker({ name: 'private' }), { ...EMPTY_PROFILE, acceptsListenerChats: false });
    await house.seeker({ name: 'teen', age_group: 'teen' });
    const blocker = await house.seeker({ name: 'blocker' });
    await house.db.insertInto('blocks').values({ blocker, blocked: anna, at_ms: 1 }).execute();
    const refuser = await house.seeker({ name: 'refuser' });
    await house.db.insertInto('refusals').values({ member: refuser, listener: anna, at_ms: 1 }).execute();
    await house.seeker({ name: 'sought' });
    for (let n = 0; n < START.maxInvitationsPerMember; n += 1) await invite(await experienced(), 'sought');
    const hidden = ['private', 'teen', 'blocker', 'refuser', 'sought'];
    const starts = new Map<string, StartId>();
    for (const to of ['adult', ...hidden]) starts.set(to, await invite(anna, to));
    const seen = async (name: string): Promise<readonly unknown[]> => {
      const { id } = await house.db.selectFrom('accounts').select('id').where('name', '=', name).executeTakeFirstOrThrow();
      const start = starts.get(name) as StartId;
      return [Object.keys(marks(id)).some((key) => key.startsWith(start)), await house.matching.starts.decline(id, start)];
    };
    for (const name of hidden) expect([name, ...(await seen(name))]).toEqual([name, false, NOT_FOUND]);
    expect(Object.keys(marks(adult))).toHaveLength(1);
    // To their writer all of them are alike, while they wait and when nobody opened them.
    const mine = () => [...Object.values(marks(anna)), ...house.documents.entries(inboxDocument(anna))]
      .map((one) => JSON.stringify(one).replaceAll(/"(?:account|name|id|start)":"[^"]*"/g, ''));
    expect(new Set(mine()).size).toBe(1);
    house.ports.advance(START.invitationKeptMs);
    await house.matching.starts.sweep();
    expect([kinds(anna), new Set(mine()).size]).toEqual([Array(6).fill('start-over'), 1]);
    expect([marks(anna), marks(adult)]).toEqual([{}, {}]);
  });

  it('P34: to members alone, and to nobody whom one has blocked; who is not there is not there', async () => {
    const anna = await experienced();
    const blocked = await house.seeker({ name: 'blocked' });
    await house.db.insertInto('blocks').values({ blocker: anna, blocked, at_ms: 1 }).execute();
    await house.listener({ name: 'boris' });
    for (const to of ['blocked', 'boris']) expect([to, await tryToInvite(anna, to)]).toEqual([to, denied('P34-not-open-to-this')]);
    await house.person({ name: 'shyOtter1234' });
    expect(await tryToInvite(anna, 'shyOtter1234')).toEqual(NOT_FOUND);
    expect(await tryToInvite(await house.seeker(), 'boris')).toEqual(denied('P33-experienced-start'));
  });

  it('the listener\'s own break, or block: it is over, before the member opens it', async () => {
    const changes = [
      async (anna: AccountId) => void (await house.db.updateTable('accounts').set({ away: 'hidden' }).where('id', '=', anna).execute()),
      async (anna: AccountId, maria: AccountId) => void (await house.db.insertInto('blocks').values({ blocker: anna, blocked: maria, at_ms: 1 }).execute()),
    ];
    for (const [index, change] of changes.entries()) {
      const anna = await experienced();
      const maria = await house.seeker({ name: `maria${index}` });
      const start = await invite(anna, `maria${index}`);
      await change(anna, maria);
      expect(await house.matching.starts.accept(maria, start)).toEqual(denied('P9-first-wins'));
      expect([(await rowOf(start))?.state, marks(maria), kinds(anna)]).toEqual(['over', {}, ['start-over']]);
    }
  });

  it.each(['looked at', 'opened'] as const)('D3, F084, F155: a wish that changes, or ages that part: %s, it is out of sight at once and for good, and waits on for its writer', async (how) => {
    const wishes = (maria: AccountId, acceptsListenerChats: boolean) => writeProfile(house.db, maria, { ...EMPTY_PROFILE, acceptsListenerChats });
    const isOf = async (maria: AccountId, age_group: 'teen' | 'adult') => void (await house.db.updateTable('accounts').set({ age_group }).where('id', '=', maria).execute());
    const changes = [
      [(maria: AccountId) => wishes(maria, false), (maria: AccountId) => wishes(maria, true)],
      [(maria: AccountId) => isOf(maria, 'teen'), (maria: AccountId) => isOf(maria, 'adult')],
    ] as const;
    const { starts } = house.matching;
    for (const [index, [change, back]] of changes.entries()) {
      const anna = await experienced();
      const maria = await house.seeker({ name: `maria${index}` });
      const start = await invite(anna, `maria${index}`);
      const before = JSON.stringify(marks(anna));
      await change(maria);
      const answer = how === 'opened' ? await starts.accept(maria, start) : await starts.lookAgain([maria]);
      expect(answer).toEqual(how === 'opened' ? denied('P9-first-wins') : undefined);
      expect([marks(maria), JSON.stringify(marks(anna)), kinds(anna)]).toEqual([{}, before, []]);
      await back(maria);
      await starts.sweep();
      expect([marks(maria), await starts.accept(maria, start), await starts.decline(maria, start)]).toEqual([{}, NOT_FOUND, NOT_FOUND]);
      expect(await rowOf(start)).toMatchObject({ state: 'waiting', text: WORDS });
      expect((await starts.withdraw(anna, start)).ok).toBe(true);
    }
  });

  it('P37: a listener with ten chats has no room just now, and the invitation waits on', async () => {
    const anna = await experienced();
    const maria = await house.seeker({ name: 'maria' });
    const start = await invite(anna, 'maria');
    const chats: ChatId[] = [];
    for (let n = 0; n < 10; n += 1) chats.push(await meet(await house.seeker(), anna));
    expect(await house.matching.starts.accept(maria, start)).toEqual(denied('P37-not-free'));
    await house.matching.endChat(anna, chats[0] as ChatId);
    expect((await house.matching.starts.accept(maria, start)).ok).toBe(true);
  });

  it('F154, D5: ten chats with ten people that came to their end, of thirty messages each and some of both, open it', async () => {
    const anna = await house.listener();
    await house.seeker({ name: 'maria' });
    const talk = async (seeker: AccountId, ofSeeker: number, ofListener: number): Promise<number> => {
      const chat = await meet(seeker, anna);
      expect(await tryToInvite(anna, 'maria')).toEqual(denied('P33-experienced-start'));
      say(chat, seeker, ofSeeker);
      say(chat, anna, ofListener);
      await Promise.all([house.matching.endChat(anna, chat), house.matching.endChat(seeker, chat)]);
      const { completed_chats } = await house.db.selectFrom('accounts').select('completed_chats').where('id', '=', anna).executeTakeFirstOrThrow();
      return completed_chats;
    };
    // A message short, and all but some from one side.
    expect(await talk(await house.seeker(), 24, 5)).toBe(0);
    expect(await talk(await house.seeker(), 40, 4)).toBe(0);
    expect(await talk(await house.seeker(), 4, 40)).toBe(0);
    const friend = await house.seeker();
    expect(await talk(friend, 25, 5)).toBe(1);
    // Each seeker counts once.
    expect(await talk(friend, 15, 15)).toBe(1);
    for (let n = 2; n < PROFILE.chatsBeforeStarting; n += 1) expect(await talk(await house.seeker(), 15, 15)).toBe(n);
    await house.db.updateTable('accounts').set({ completed_chats: PROFILE.chatsBeforeStarting }).where('id', '=', anna).execute();
    await invite(anna, 'maria');
  });

  it('F154: how many it takes is the operator\'s to say', async () => {
    const other = await openHouse({ limits: { chatsBeforeStarting: 1 } });
    const [fresh, one] = [await other.listener(), await other.listener({ completed_chats: 1 })];
    await other.seeker({ name: 'maria' });
    const invited = async (listener: AccountId) => (await other.matching.starts.invite(listener, { to: 'maria', language: 'en', text: WORDS })).ok;
    expect([await invited(fresh), await invited(one)]).toEqual([false, true]);
    await other.close();
  });

  it('F237: whoever has listened to somebody writes to them again, without that; not across a block', async () => {
    const anna = await house.listener();
    const maria = await house.seeker({ name: 'maria' });
    const chat = await meet(maria, anna);
    expect(await tryToInvite(anna, 'maria')).toEqual(denied('P33-experienced-start'));
    say(chat, maria, 1);
    await house.matching.endChat(maria, chat);
    const start = await invite(anna, 'maria');
    await house.matching.starts.lookAgain([anna]);
    expect((await rowOf(start))?.state).toBe('waiting');
    await house.matching.starts.withdraw(anna, start);
    // Once for a chat, however little experience the listener has.
    house.ports.advance(START.invitedAgainMs);
    expect(await tryToInvite(anna, 'maria')).toEqual(denied('P33-experienced-start'));
    await house.matching.blockChat(anna, chat);
    house.ports.advance(START.invitedAgainMs);
    expect((await tryToInvite(anna, 'maria')).ok).toBe(false);
  });

  it('F237: a chat in which the other said nothing is not one that somebody listened in', async () => {
    const anna = await house.listener();
    const maria = await house.seeker({ name: 'maria' });
    const chat = await meet(maria, anna);
    say(chat, anna, 3);
    await house.matching.endChat(anna, chat);
    expect(await tryToInvite(anna, 'maria')).toEqual(denied('P33-experienced-start'));
  });
});
