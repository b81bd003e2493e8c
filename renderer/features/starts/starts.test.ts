import { describe, expect, it } from 'vitest';
import type { InboxNotice } from '#shared/documents/inbox.ts';
import { RELAY, type StartId } from '#shared/ids.ts';
import { START } from '#shared/limits.ts';
import type { PresenceShown } from '#shared/people/presence-shown.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import { denied } from '#shared/policy/verdict.ts';
import { actorOf } from '../../engine/types.ts';
import { startOf } from '../chats/testing/fake-starts.ts';
import { entryOf, idOf, meOf, person } from '../chats/testing/people.ts';
import { kindFor, offerOn } from './offer.ts';
import type { ChatLine } from '../../engine/types.ts';
import { fateOf, type Known } from './sent-words.ts';
import { cameSince, newsOf, ownAsk, waitingWith } from './what-waits.ts';

const online: PresenceShown = { status: 'online', personalRequests: true, noChats: false, onBreak: null };
const busy: PresenceShown = { ...online, status: 'busy', personalRequests: false };
const noChats: PresenceShown = { ...online, personalRequests: false, noChats: true };
const away: PresenceShown = { status: 'offline', personalRequests: false, noChats: false, onBreak: { untilMs: null, note: '' } };
const actor = (type: 'guest' | 'member' | 'listener' | 'therapist') => actorOf(meOf('somebody', { type }));
const listenerView = (presence: PresenceShown, more: Partial<ProfileView> = {}): ProfileView => ({
  name: 'warmOak', type: 'listener', bio: '', topics: [], languages: [], sinceMonth: '2026-11',
  listener: { over35: false, hears: ['adult'], presence }, mayStart: null, ...more,
});
const memberView = (mayStart: ProfileView['mayStart']): ProfileView => ({ ...listenerView(online), name: 'calmPear', type: 'member', listener: null, mayStart });

describe('which button stands there', () => {
  it.each([
    ['F157: Chat Now of who is free', online, 'member', 'ask'],
    ['F157: guests, too', online, 'guest', 'ask'],
    ['F158: Leave Message of who is busy', busy, 'member', 'message'],
    ['F160: offline is offline, whatever is behind it', { ...busy, status: 'offline' }, 'member', 'message'],
    ['F162: "no 1-to-1 chats" takes Chat Now away', noChats, 'member', 'message'],
    ['F165: none on a break', away, 'member', null],
    ['F036: a listener, too', online, 'listener', 'ask'],
    ['F036: a listener with words', busy, 'listener', 'message'],
    ['P5: a therapist asks nobody', busy, 'therapist', null],
  ] as const)('%s', (_, presence, type, kind) => expect(kindFor(presence, actor(type), 'listener')).toBe(kind));

  it('P5: a listener asks no therapist', () => expect(kindFor(online, actor('listener'), 'therapist')).toBeNull());

  it('whoever has no account yet asks as the guest they become', () => expect(kindFor(online, null, 'listener')).toBe('ask'));

  it('P3: the gate asks at the press, so the button is there; another rule takes it away and can be asked why', () => {
    expect(offerOn(listenerView(online, { mayAsk: denied('P3-consent', 'consent') }), actor('member'), false)).toEqual({ kind: 'ask', may: true });
    expect(offerOn(listenerView(online, { mayAsk: denied('P6-one-request', 'withdraw-first') }), actor('member'), false))
      .toEqual({ kind: 'ask', may: false, rule: 'P6-one-request', remedy: 'withdraw-first' });
  });

  it('P37, P64: who is shown as free and has no room, or was asked often, can be left a message, and not where a message is refused as well', () => {
    const full = denied('P37-not-free', 'wait');
    expect(offerOn(listenerView(online, { mayAsk: full, mayMessage: { allowed: true } }), actor('member'), false)).toEqual({ kind: 'message', may: true });
    expect(offerOn(listenerView(online, { mayAsk: full, mayMessage: full }), actor('member'), false)).toMatchObject({ kind: 'ask', may: false });
    const often = denied('P64-asked-often', 'wait');
    expect(offerOn(listenerView(online, { mayAsk: often, mayMessage: { allowed: true } }), actor('member'), false)).toEqual({ kind: 'message', may: true });
  });

  it('without a network a message can be written, and nobody is asked', () =>
    expect(offerOn(listenerView(online), actor('member'), true)).toEqual({ kind: 'message', may: true }));

  it('F043, P53: with a therapist the same while the entry runs; without one the page says why, before anybody has an account', () => {
    const shown = (presence: PresenceShown | null, listed = true): ProfileView =>
      listenerView(online, { type: 'therapist', listener: null, therapist: { legalName: 'Anna Miller', country: 'DE', region: '', listed, hears: ['adult'], presence } });
    expect(offerOn(shown(online), actor('member'), false)).toEqual({ kind: 'ask', may: true });
    expect(offerOn(shown(busy), null, false)).toEqual({ kind: 'message', may: true });
    expect(offerOn(shown(away), actor('guest'), false)).toBeNull();
    for (const who of [null, actor('guest'), actor('member')]) {
      expect(offerOn(shown(null, false), who, false)).toEqual({ kind: 'message', may: false, rule: 'P53-entry-runs', remedy: 'none' });
    }
    for (const who of ['listener', 'therapist'] as const) for (const listed of [true, false]) expect(offerOn(shown(listed ? online : null, listed), actor(who), false)).toBeNull();
    // A relay of before says nothing of their being here, and takes nothing for them.
    expect(offerOn({ ...shown(null), therapist: { legalName: 'A M', country: 'DE', region: '', listed: true } }, actor('member'), false)).toBeNull();
  });

  it('F030, P34: a listener writes first where the relay says so', () => {
    expect(offerOn(memberView({ allowed: true }), actor('listener'), false)).toEqual({ kind: 'invitation', may: true });
    expect(offerOn(memberView(denied('P34-not-open-to-this')), actor('listener'), false)).toMatchObject({ kind: 'invitation', may: false });
    expect(offerOn(memberView(null), actor('member'), false)).toBeNull();
  });
});

describe('what waits', () => {
  const start = (word: string) => idOf(word) as StartId;
  const own = { ...startOf('warmOak', { side: 'mine' }), start: start('own') };
  const other = { ...startOf('calmPear'), start: start('other') };

  it('finds one\'s own ask, and what waits with somebody whatever the case of the name', () => {
    expect(ownAsk([other, { ...own, kind: 'message', text: 'x' }])).toBeNull();
    expect(ownAsk([other, own])).toBe(own);
    expect(waitingWith([other, own], 'WARMOAK')).toEqual([own]);
  });

  it('who came is nobody at the first look', () => {
    expect(cameSince(null, [own, other])).toEqual([]);
    expect(cameSince(new Set([own.start]), [own, other])).toEqual([other]);
  });
});

describe('promise 2: what becomes of the copy of a message that waits', () => {
  const copy = { id: idOf('sent'), value: { to: 'warmOak', account: person('warmOak').account, text: 'Hello?', topic: null, language: 'en' as const, sentAtMs: 1_000 } };
  const nothing: Known = { waiting: [], notices: [], chats: [], linesOf: () => [], nowMs: 2_000 };
  const lines = (text: string, mine = true) => ({ linesOf: () => [{ mine, entry: { kind: 'message', text } }] as unknown as readonly ChatLine[] });
  const late = 1_001 + START.messageKeptMs + START.settledKeptMs;
  const over: InboxNotice = {
    id: entryOf(RELAY), author: RELAY, at: 5, kind: 'start-over', start: copy.id, what: 'message', with: person('warmerOak', 'listener'), topic: null, language: 'en', queued: false,
  };
  const chat = (name: string, openedAtMs: number) => ({ chat: idOf('c'), card: { with: person(name), openedAtMs } }) as unknown as Known['chats'][number];

  it.each([
    ['it waits on while the relay says so, whatever else is there', { waiting: [{ ...startOf('warmOak', { side: 'mine', kind: 'message' }), start: copy.id as StartId }], notices: [over], chats: [chat('warmOak', 1_500)] }, 'waits'],
    ['it waits while this device has heard nothing', {}, 'waits'],
    ['nothing came of it: back, under the name of now', { notices: [over] }, { backTo: 'warmerOak' }],
    ['of another message nothing came', { notices: [{ ...over, start: idOf('other') }] }, 'waits'],
    ['it became a chat', { chats: [chat('warmOak', 1_500)], ...lines('Hello?') }, 'goes'],
    ['a chat with them that does not hold it, or not yet, says nothing of it', { chats: [chat('warmOak', 1_500)] }, 'waits'],
    ['in a chat by another door other words are said', { chats: [chat('warmOak', 1_500)], ...lines('Hello? Are you there?') }, 'waits'],
    ['somebody else said the same there', { chats: [chat('warmOak', 1_500)], ...lines('Hello?', false) }, 'waits'],
    ['nothing came of it, whatever chat there is by another door', { chats: [chat('warmOak', 1_500)], notices: [over], ...lines('Good evening') }, { backTo: 'warmerOak' }],
    ['a chat of before, or with somebody else', { chats: [chat('warmOak', 999), chat('mildPlum', 1_500)], ...lines('Hello?') }, 'waits'],
    ['long over, and nothing can be learnt any more: this copy is the last one', { nowMs: late }, { backTo: 'warmOak' }],
    ['... and a chat by another door does not hold it', { chats: [chat('warmOak', 1_500)], nowMs: late }, { backTo: 'warmOak' }],
    ['... or does', { chats: [chat('warmOak', 1_500)], nowMs: late, ...lines('Hello?') }, 'goes'],
  ] as const)('%s', (_, known, fate) => expect(fateOf(copy, { ...nothing, ...known })).toEqual(fate));
});

describe('what became of it', () => {
  const base = (at: number) => ({ id: entryOf(RELAY), author: RELAY, at });
  const over = (at: number): InboxNotice =>
    ({ ...base(at), kind: 'start-over', start: idOf(`s${at}`), what: 'ask', with: person('warmOak', 'listener'), topic: null, language: 'en', queued: false });
  const opened = (at: number): InboxNotice => ({ ...base(at), kind: 'chat-opened', chat: idOf('c'), with: person('a') });
  const signedIn = (at: number): InboxNotice => ({ ...base(at), kind: 'signed-in', device: 'x' });

  it.each([
    [[], null],
    [[over(1)], 1],
    [[over(1), opened(2)], null],
    [[opened(1), over(2), signedIn(3)], 2],
    [[over(1), over(2)], 2],
  ] as const)('the last outcome is told until there is another', (notices, at) => expect(newsOf([...notices], null)?.at ?? null).toBe(at));

  it('is put away once', () => expect(newsOf([over(1)], idOf('s1'))).toBeNull());
});
