import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatDocument, inboxDocument } from '#shared/documents/names.ts';
import type { AccountId, ChatId, StartId } from '#shared/ids.ts';
import { PROFILE, START } from '#shared/limits.ts';
import type { Matching } from '../matching/matching.ts';
import { openHouse, type House } from '../matching/testing/house.ts';

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
const tryToLeave = (seeker: AccountId, to = 'anna', text = WORDS) =>
  house.matching.starts.leaveMessage(seeker, { to, topic: 'grief', language: 'en', text });
const leave = async (...args: Parameters<typeof tryToLeave>): Promise<StartId> => valueOf(await tryToLeave(...args)).start;
const tryToInvite = (listener: AccountId, to: string, text = WORDS) => house.matching.starts.invite(listener, { to, language: 'en', text });
const marks = (account: AccountId) => house.documents.marks(inboxDocument(account));
const kinds = (account: AccountId) => house.documents.entries(inboxDocument(account)).map(({ kind }) => kind);
const rowOf = (id: StartId) => house.db.selectFrom('starts').selectAll().where('id', '=', id).executeTakeFirst();
const linesOf = (chat: ChatId) => house.documents.entries(chatDocument(chat));
const experienced = (facts: object = {}) => house.listener({ completed_chats: PROFILE.chatsBeforeStarting, ...facts });
const meet = async (seeker: AccountId, listener: AccountId, matching: Matching = house.matching): Promise<ChatId> =>
  valueOf(await matching.acceptRequest(listener, valueOf(await matching.createRequest(seeker, { topic: null, language: 'en' }))));

describe('F158: leaving a message', () => {
  it('waits for a listener who is away, opens no chat by itself, and becomes the first words of the one that is opened', async () => {
    const anna = await house.listener({ name: 'anna' });
    const seeker = await house.seeker({ name: 'maria' });
    const start = await leave(seeker);
    const writtenMs = house.ports.clock.nowMs();
    expect(marks(anna)).toMatchObject({ [`${start}|relay|start`]: { kind: 'message', side: 'theirs', text: WORDS, with: { name: 'maria' }, untilMs: writtenMs + START.messageKeptMs } });
    expect(marks(seeker)).toMatchObject({ [`${start}|relay|start`]: { kind: 'message', side: 'mine', text: WORDS, with: { name: 'anna' } } });
    house.here.add(anna);
    await house.matching.starts.lookAgain([anna]);
    expect(await house.db.selectFrom('chats').select('id').execute()).toEqual([]);

    house.ports.advance(3 * DAY_MS);
    const chat = valueOf(await house.matching.starts.accept(anna, start));
    const [words, opened, ...more] = linesOf(chat);
    expect(words).toMatchObject({ kind: 'message', author: seeker, text: WORDS, at: writtenMs });
    expect(words?.id.startsWith(`${seeker}/`)).toBe(true);
    expect([opened, more]).toMatchObject([{ kind: 'notice', what: 'opened', by: anna }, []]);
    expect([marks(anna), marks(seeker), kinds(seeker), kinds(anna)]).toEqual([{}, {}, ['chat-opened'], []]);
    // The words are kept in one place alone.
    expect((await rowOf(start))?.text).toBe('');
  });

  it('a stop between agreeing and writing: the words stand in the chat once, whoever opens it first', async () => {
    const anna = await house.listener({ name: 'anna' });
    const seeker = await house.seeker();
    const start = await leave(seeker);
    house.documents.failWrites(Infinity);
    const chat = valueOf(await house.matching.starts.accept(anna, start));
    expect([linesOf(chat), (await rowOf(start))?.text]).toEqual([[], WORDS]);
    house.documents.failWrites(0);
    const matching = await house.restart();
    await matching.start();
    for (let n = 0; n < 2; n += 1) await matching.facts({ kind: 'chat', chat, segment: 0 }, seeker);
    await house.settle();
    expect(linesOf(chat).map(({ kind }) => kind)).toEqual(['message', 'notice']);
    expect((await rowOf(start))?.text).toBe('');
    // A stop right behind the writing, before the row was emptied: nothing is said twice.
    await house.db.updateTable('starts').set({ text: WORDS }).where('id', '=', start).execute();
    const again = await house.restart();
    await again.facts({ kind: 'chat', chat, segment: 0 }, anna);
    await house.settle();
    expect(linesOf(chat)).toHaveLength(2);
    expect((await rowOf(start))?.text).toBe('');
  });

  it('set aside, taken back or run out: the words are gone from the relay and from both inboxes', async () => {
    const anna = await house.listener({ name: 'anna' });
    for (const how of ['declined', 'withdrawn', 'lapsed'] as const) {
      const seeker = await house.seeker();
      const start = await leave(seeker);
      if (how === 'declined') await house.matching.starts.decline(anna, start);
      if (how === 'withdrawn') await house.matching.starts.withdraw(seeker, start);
      if (how === 'lapsed') {
        house.ports.advance(START.messageKeptMs);
        await house.matching.starts.sweep();
      }
      expect(await rowOf(start)).toMatchObject({ state: how, text: '' });
      expect([marks(seeker), marks(anna)]).toEqual([{}, {}]);
      expect(kinds(seeker)).toEqual(how === 'withdrawn' ? [] : ['start-over']);
      house.ports.advance(START.settledKeptMs);
      await house.matching.starts.sweep();
      expect([await rowOf(start), kinds(seeker)]).toEqual([undefined, []]);
    }
  });

  it('F160: is taken whatever the status is, and by no one on a break; who may not reach whom is not told', async () => {
    const ways: Record<string, string> = {};
    const seeker = await house.seeker();
    await house.freeListener({ name: 'online' });
    await house.freeListener({ name: 'busy' }, { status: 'busy' });
    await house.listener({ name: 'offline' });
    await house.freeListener({ name: 'nochats' }, { noChats: true });
    await house.freeListener({ name: 'stated', away: 'stated' });
    const blocker = await house.listener({ name: 'blocker' });
    await house.db.insertInto('blocks').values({ blocker, blocked: seeker, at_ms: 1 }).execute();
    await house.listener({ name: 'teens', age_group: 'teen' });
    for (const to of ['online', 'busy', 'offline', 'nochats', 'stated', 'blocker', 'teens']) {
      const left = await tryToLeave(seeker, to);
      ways[to] = left.ok ? 'taken' : (left.error.rule ?? left.error.code);
      if (left.ok) await house.matching.starts.withdraw(seeker, left.value.start);
    }
    expect(ways).toEqual({
      online: 'taken', busy: 'taken', offline: 'taken', nochats: 'taken', stated: 'P37-not-free', blocker: 'taken', teens: 'P8-age-groups-apart',
    });
    await house.seeker({ name: 'member' });
    expect(await tryToLeave(seeker, 'member')).toEqual(denied('P36-listeners-hear'));
    for (const nobody of ['nobodyatall', 'shyOtter1234']) expect(await tryToLeave(seeker, nobody)).toEqual(NOT_FOUND);
    expect(await tryToLeave(await house.person({ type: 'therapist' }), 'offline')).toEqual(denied('P5-seekers-ask'));
  });

  it('F164: during a hidden break, and during a ban, it waits on, for the same "unknown"', async () => {
    const shown: string[] = [];
    for (const [name, set] of [['anna', { away: 'hidden' }], ['boris', { banned: 1 }]] as const) {
      const listener = await house.listener({ name });
      const seeker = await house.seeker();
      const start = await leave(seeker, name);
      await house.db.updateTable('accounts').set(set).where('id', '=', listener).execute();
      await house.matching.accountChanged(listener);
      expect((await rowOf(start))?.state).toBe('waiting');
      shown.push(JSON.stringify([marks(seeker), kinds(seeker)]).replaceAll(start, 'START').replaceAll(listener, 'WHO').replaceAll(/"(since|until)Ms":\d+/g, ''));
    }
    expect(shown[0]).toBe(shown[1]);
    expect(shown[0]).toContain('"name":"unknown"');
  });

  it('F102: a block takes a message out of the listener\'s sight alone; its writer sees it wait, and end as if nothing were', async () => {
    const [anna, seeker] = [await house.listener({ name: 'anna' }), await house.seeker()];
    const chat = await meet(seeker, anna);
    const start = await leave(seeker);
    const before = [JSON.stringify(marks(seeker)), kinds(seeker)];
    await house.matching.blockChat(anna, chat);
    expect(Object.keys(marks(anna)).filter((key) => key.endsWith('start'))).toEqual([]);
    expect([JSON.stringify(marks(seeker)), kinds(seeker).filter((kind) => kind === 'start-over')]).toEqual([before[0], []]);
    expect([await house.matching.starts.accept(anna, start), await house.matching.starts.decline(anna, start)]).toEqual([NOT_FOUND, NOT_FOUND]);
    house.ports.advance(START.messageKeptMs);
    await house.matching.starts.sweep();
    expect(await rowOf(start)).toMatchObject({ state: 'lapsed', text: '' });
    expect(kinds(seeker)).toContain('start-over');
  });

  it('F077: no contact details, whatever the app let through', async () => {
    await house.listener({ name: 'anna' });
    const listener = await experienced();
    await house.seeker({ name: 'maria' });
    const refused = { ok: false, error: { code: 'contact-details' } };
    expect(await tryToLeave(await house.seeker(), 'anna', 'Write to me: maria@example.org')).toEqual(refused);
    expect(await tryToInvite(listener, 'maria', 'My number is +49 170 1234567')).toEqual(refused);
  });

  it('P38: one for each listener and five in all, and so many for one listener; so often in a day', async () => {
    const names = ['anna', 'boris', 'clara', 'dora', 'emil', 'fritz'];
    for (const name of names) await house.listener({ name });
    const seeker = await house.seeker();
    const first = await leave(seeker, 'anna');
    expect(await tryToLeave(seeker, 'anna')).toEqual(denied('P38-messages-wait'));
    for (const name of names.slice(1, START.maxMessagesPerAccount)) await leave(seeker, name);
    expect(await tryToLeave(seeker, 'fritz')).toEqual(denied('P38-messages-wait'));
    await house.matching.starts.withdraw(seeker, first);
    await leave(seeker, 'fritz');

    for (let n = 1; n < START.maxMessagesPerListener; n += 1) await leave(await house.seeker(), 'fritz');
    expect(await tryToLeave(await house.seeker(), 'fritz')).toEqual(denied('P37-not-free'));

    const again = await house.seeker();
    for (let n = 0; n < START.maxMessagesOfPair; n += 1) await house.matching.starts.withdraw(again, await leave(again, 'anna'));
    expect(await tryToLeave(again, 'anna')).toEqual(denied('P64-asked-often'));
  });

  it('P35, P24, P18: who takes it up is back, has agreed, and has room', async () => {
    const anna = await house.listener({ name: 'anna' });
    const start = await leave(await house.seeker());
    const accept = () => house.matching.starts.accept(anna, start);
    const account = (set: object) => house.db.updateTable('accounts').set(set).where('id', '=', anna).execute();
    await account({ away: 'stated' });
    expect(await accept()).toEqual(denied('P35-on-a-break'));
    await account({ away: 'no', listener_version: 'of before' });
    expect(await accept()).toEqual(denied('P24-listener-agreement'));
    await account(await house.db.selectFrom('accounts').select('listener_version').where('id', '!=', anna).limit(1).executeTakeFirstOrThrow());
    for (let n = 0; n < 10; n += 1) await meet(await house.seeker(), anna);
    expect(await accept()).toEqual(denied('P18-enough-chats'));
    expect((await rowOf(start))?.state).toBe('waiting');
  });
});

describe('F016: whoever is forgotten', () => {
  it.each(['seeker', 'listener'] as const)('the %s: what waits is over for both, without its words', async (who) => {
    const anna = await house.freeListener({ name: 'anna' });
    const seeker = await house.seeker({ name: 'maria' });
    const message = await leave(seeker);
    const asked = valueOf(await house.matching.starts.ask(seeker, { to: 'anna', topic: null, language: 'en', thenQueue: true })).start;
    const gone = who === 'seeker' ? seeker : anna;
    await house.db.updateTable('accounts').set({ name: 'forgotten', forgotten_at_ms: 1 }).where('id', '=', gone).execute();
    await house.matching.forgetAccount(gone);
    await house.matching.accountChanged(gone);
    for (const id of [message, asked]) expect(await rowOf(id)).toMatchObject({ state: 'over', text: '' });
    const left = who === 'seeker' ? anna : seeker;
    expect(Object.keys(marks(left)).filter((key) => key.endsWith('start'))).toEqual([]);
    expect(JSON.stringify([marks(left), house.documents.entries(inboxDocument(left))])).not.toContain(who === 'seeker' ? 'maria' : 'anna');
  });
});
