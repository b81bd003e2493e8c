import { describe, expect, it } from 'vitest';
import { parseMarkKey } from '#shared/documents/log.ts';
import type { LogShape } from '#shared/documents/log.ts';
import { SHAPES } from '#shared/documents/shapes.ts';
import type { DocumentKind } from '#shared/documents/names.ts';
import { isEntryId, newId, type AccountId, type ChatId, type RequestId, type StartId } from '#shared/ids.ts';
import { INBOX, START } from '#shared/limits.ts';
import { ACCOUNT_TYPES, CHAT_STATES, START_KINDS } from '#shared/words.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import type { OwnChatRow } from './chat-rows.ts';
import { derivedEntryId } from './derived-id.ts';
import { missingChatNotices } from './desired-chat.ts';
import { desiredInbox, signedInNotice } from './desired-inbox.ts';
import { desiredPeople } from './desired-people.ts';
import { desiredQueue } from './desired-queue.ts';
import type { DesiredLog } from './reconcile.ts';
import { MIN_WAITS, typicalWaitMs } from './typical-wait.ts';

const random = seededRandom(7);
const me = newId<AccountId>(random);
// The longest name that parseName lets through, in letters of two UTF-16 units.
const LONGEST = '𐐷'.repeat(24);
const person = (name = LONGEST) => ({ account: newId<AccountId>(random), name, type: 'guest' as const });

const chatRow = (more: Partial<OwnChatRow> = {}): OwnChatRow => ({
  chat: newId<ChatId>(random),
  role: 'seeker',
  other: person(),
  topic: null,
  state: 'open',
  openedAtMs: 1_000,
  endedAtMs: null,
  endedBy: null,
  openedBy: more.role === 'listener' ? me : newId<AccountId>(random),
  agesMeet: true,
  acrossAges: false,
  segments: { first: 0, newest: 0 },
  ...more,
});
const inbox = (chats: readonly OwnChatRow[], present: DesiredLog['entries'] = [], max: number = INBOX.maxNotices) =>
  desiredInbox({ account: me, waiting: null, chats, lapsed: [], starts: [], over: [], corrected: null }, present, max);

/** What the gate would say if people wrote it: every value that the relay writes is held to the same schemas. */
function expectFits(kind: DocumentKind, log: DesiredLog): void {
  const shape = SHAPES[kind] as LogShape;
  for (const entry of log.entries) expect(shape.entries[entry.kind]?.safeParse(entry).error).toBeUndefined();
  for (const [key, value] of log.marks) {
    const parsed = parseMarkKey(key);
    expect(parsed).not.toBeNull();
    expect(shape.marks[parsed!.name]?.value.safeParse(value).error).toBeUndefined();
  }
}

describe('what the relay writes fits the declared shapes (P17)', () => {
  it('the queue', () => {
    const waiting = ACCOUNT_TYPES.map((type) => ({
      request: newId<RequestId>(random),
      sinceMs: 5,
      topic: 'sleep' as const,
      language: 'ar' as const,
      seeker: { ...person(), type },
    }));
    const log = desiredQueue(waiting);
    expect(log.entries).toHaveLength(4);
    expectFits('queue', log);
  });

  it('inboxes, in every state of a chat and of waiting', () => {
    const chats = CHAT_STATES.flatMap((state) =>
      (['seeker', 'listener'] as const).map((role) =>
        chatRow({ state, role, endedAtMs: state === 'open' ? null : 2_000, endedBy: null }),
      ),
    );
    const waiting = {
      request: newId<RequestId>(random),
      sinceMs: 1,
      topic: null,
      language: 'en' as const,
      place: 1,
      typicalWaitMs: 0,
    };
    const lapsed = [{ request: newId<RequestId>(random), atMs: 3 }];
    const about = { topic: null, language: 'en' as const };
    const starts = START_KINDS.flatMap((kind) =>
      (['mine', 'theirs'] as const).map((side) => ({
        start: newId<StartId>(random),
        card: { kind, side, with: person(), ...about, text: kind === 'ask' ? null : 'x'.repeat(START.maxTextLength), sinceMs: 1, untilMs: 2 },
      })),
    );
    const over = START_KINDS.map((what) => ({ start: newId<StartId>(random), what, with: person(), ...about, queued: what === 'ask', atMs: 3 }));
    const log = desiredInbox({ account: me, waiting, chats, lapsed, starts, over, corrected: { seq: 3, atMs: 4, ageGroup: 'teen' } }, [signedInNotice('Phone', 4)], INBOX.maxNotices);
    expect(new Set(log.entries.map((entry) => entry.kind))).toEqual(
      new Set(['chat-opened', 'chat-ended', 'request-lapsed', 'signed-in', 'age-corrected', 'start-over']),
    );
    expectFits('inbox', log);
  });

  it('lists of people', () => {
    const log = desiredPeople(CHAT_STATES.map((state) => chatRow({ state, endedAtMs: 2_000 })));
    expect(log.marks.size).toBe(CHAT_STATES.length - 1);
    expectFits('people', log);
  });

  it('F085: a mark beside the card of an open chat of a teen with a cleared adult, and of no other', () => {
    const rows = [true, false].flatMap((acrossAges) => (['open', 'ended'] as const).map((state) => chatRow({ acrossAges, state, endedAtMs: 2_000 })));
    const log = desiredPeople(rows);
    expectFits('people', log);
    const across = [...log.marks].filter(([key]) => parseMarkKey(key)?.name === 'across');
    expect(across).toEqual([[`${rows[0]?.chat ?? ''}|relay|across`, true]]);
    // A card is what it was: an app of before takes none that it does not know whole.
    expect(JSON.stringify([...log.marks].filter(([, value]) => value !== true))).not.toContain('across');
  });

  it('the notices of a chat', () => {
    const row = { chat: newId<ChatId>(random), openedBy: me, firstWords: null, openedAtMs: 1, endedAtMs: 2, endedBy: me };
    const entries = CHAT_STATES.flatMap((state) => missingChatNotices({ ...row, state }, []));
    expect(entries).toHaveLength(5);
    expectFits('chat', { entries, marks: new Map() });
  });

  it('ids are entry ids in the relay namespace, the same for the same thing alone', () => {
    const chat = newId<ChatId>(random);
    expect(isEntryId(derivedEntryId('chat-opened', chat))).toBe(true);
    expect(derivedEntryId('chat-opened', chat)).toBe(derivedEntryId('chat-opened', chat));
    const ids = new Set([
      derivedEntryId('chat-opened', chat),
      derivedEntryId('chat-ended', chat),
      derivedEntryId('chat-opened', newId(random)),
    ]);
    expect(ids.size).toBe(3);
  });
});

describe('inbox', () => {
  it('tells of what others did, not of what one did oneself', () => {
    const kinds = (row: Partial<OwnChatRow>) => inbox([chatRow(row)]).entries.map((entry) => entry.kind);
    expect(kinds({ role: 'seeker' })).toEqual(['chat-opened']);
    expect(kinds({ role: 'listener' })).toEqual([]);
    expect(kinds({ role: 'listener', state: 'ended', endedAtMs: 2_000, endedBy: me })).toEqual([]);
    expect(kinds({ role: 'listener', state: 'ended', endedAtMs: 2_000, endedBy: person().account })).toEqual([
      'chat-ended',
    ]);
    // Ended by the relay: news to both.
    expect(kinds({ role: 'listener', state: 'ended', endedAtMs: 2_000, endedBy: null })).toEqual(['chat-ended']);
  });

  it('keeps the newest, bounded, whatever kind they are', () => {
    const chats = Array.from({ length: 60 }, (_, index) => chatRow({ openedAtMs: 1_000 + index }));
    const old = signedInNotice('Phone', 1);
    const fresh = signedInNotice('Laptop', 2_000);
    const log = inbox(chats, [old, fresh]);
    expect(log.entries).toHaveLength(INBOX.maxNotices);
    expect(log.entries.at(-1)).toEqual(fresh);
    expect(log.entries).not.toContainEqual(old);
    expect(log.entries[0]?.at).toBe(1_000 + 60 - (INBOX.maxNotices - 1));
  });
});

describe('people (F102)', () => {
  it('shows a block to the listener and an ending to the seeker', () => {
    const stateFor = (role: 'seeker' | 'listener') =>
      [...desiredPeople([chatRow({ role, state: 'blocked', endedAtMs: 2_000 })]).marks.values()][0];
    expect(stateFor('listener')).toMatchObject({ state: 'blocked' });
    expect(stateFor('seeker')).toMatchObject({ state: 'ended' });
  });
});

describe('notices of a chat', () => {
  const row = { chat: newId<ChatId>(random), openedBy: me, firstWords: null, openedAtMs: 1, endedAtMs: 2, endedBy: me };
  const what = (state: OwnChatRow['state'], present: DesiredLog['entries']) =>
    missingChatNotices({ ...row, state }, present).map((notice) => notice.what);

  it('says what is missing, once', () => {
    expect(what('open', [])).toEqual(['opened']);
    expect(what('ended', [])).toEqual(['opened', 'ended']);
    expect(what('blocked', [])).toEqual(['opened', 'ended']);
    expect(what('expired', [])).toEqual([]);
    const all = missingChatNotices({ ...row, state: 'ended' }, []);
    expect(what('ended', all)).toEqual([]);
    expect(what('blocked', all.slice(0, 1))).toEqual(['ended']);
  });

  it('F158: puts the opening behind the words with which a chat began, and behind no others', () => {
    const firstWords = { id: derivedEntryId('first-words', 'x', me), author: me, at: 1, text: '' };
    const words = { id: firstWords.id, author: me, at: 1, kind: 'message' };
    const behind = (present: DesiredLog['entries']) => missingChatNotices({ ...row, firstWords, state: 'open' }, present).map((notice) => notice.what);
    expect(behind([words])).toEqual(['opened']);
    expect(behind([words, { ...words, id: derivedEntryId('others', 'x', me) }])).toEqual([]);
    expect(behind([words, ...missingChatNotices({ ...row, firstWords, state: 'open' }, [words])])).toEqual([]);
  });

  it('never puts the opening behind what people wrote: retention cuts it off in time', () => {
    const message = { ...signedInNotice('x', 1), kind: 'message' };
    expect(what('open', [message])).toEqual([]);
    expect(what('ended', [message])).toEqual(['ended']);
  });
});

describe('typical wait', () => {
  it('is the median, and nothing while there are too few', () => {
    expect(typicalWaitMs([])).toBeNull();
    expect(typicalWaitMs(Array.from({ length: MIN_WAITS - 1 }, () => 9))).toBeNull();
    expect(typicalWaitMs([5, 1, 4, 2, 3])).toBe(3);
    expect(typicalWaitMs([6, 1, 5, 2, 4, 3])).toBe(4);
    expect(typicalWaitMs([10, 9, 100, 1_000, 8])).toBe(10);
  });

  it('is never below nothing, whatever the clock did (A6)', () => {
    expect(typicalWaitMs([-5, -5, -5, -5, -5])).toBe(0);
  });
});
