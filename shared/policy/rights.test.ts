import { describe, expect, it } from 'vitest';
import { newId, type AccountId } from '../ids.ts';
import { SHAPES } from '../documents/shapes.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { CHAT_STATES, type ChatState } from '../words.ts';
import type { Actor } from './actor.ts';
import { rightsIn, type DocumentFacts } from './rights.ts';
import { PLAIN_STANDING } from './standing.ts';

const random = seededRandom(2);
const me = newId<AccountId>(random);
const other = newId<AccountId>(random);
const actor = (more: Partial<Actor> = {}): Actor => ({
  account: me, type: 'member', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING,
  ...more,
});
const chat = (state: ChatState, seeker = me, agesMeet = true): DocumentFacts => ({
  kind: 'chat',
  chat: { seeker, listener: other, state, agesMeet },
});
const summary = (caller: Actor | null, facts: DocumentFacts): string => {
  const rights = rightsIn(caller, facts);
  const verdicts = [rights.read, rights.append.verdict, rights.mark, rights.deleteOwn, rights.deleteOther];
  return verdicts.map((verdict) => (verdict.allowed ? 'yes' : verdict.rule.split('-')[0])).join(' ');
};

describe('what one may do in a document: read, append, mark, delete own, delete other', () => {
  it.each([
    ['open', 'yes yes yes yes P14'],
    ['ended', 'yes P13 P13 yes P14'],
    ['blocked', 'yes P13 P13 yes P14'],
    ['expired', 'P19 P19 P19 P19 P19'],
  ] as const)('a party of a chat that is %s: %s', (state, expected) => {
    expect(summary(actor(), chat(state))).toBe(expected);
  });

  it('D2, P20: where the ages have parted one reads, and takes back what one said, and nothing else', () => {
    expect(summary(actor(), chat('open', me, false))).toBe('yes P20 P20 yes P14');
    expect(summary(actor(), chat('ended', me, false))).toBe('yes P13 P13 yes P14');
  });

  it('F102: ended and blocked cannot be told apart by what one may do', () => {
    expect(rightsIn(actor(), chat('blocked'))).toEqual(rightsIn(actor(), chat('ended')));
  });

  it.each(CHAT_STATES)('P12: a stranger may nothing in a chat that is %s, whatever they are', (state) => {
    const facts = chat(state, newId<AccountId>(random));
    for (const type of ['guest', 'member', 'listener', 'therapist'] as const) {
      expect(summary(actor({ type, admin: true }), facts)).toBe('P12 P12 P12 P12 P12');
    }
    expect(summary(null, facts)).toBe('P1 P1 P1 P1 P1');
  });

  it('P2, F103: a banned party reads and writes nothing', () => {
    expect(summary(actor({ banned: true }), chat('open'))).toBe('yes P2 P2 P2 P2');
  });

  it('P3: without consent a chat can be read, and one\'s own words taken back', () => {
    expect(summary(actor({ consent: 'outdated' }), chat('open'))).toBe('yes P3 P3 yes P14');
  });

  it('P17: nobody writes what the relay writes, whoever may read it', () => {
    const listener = actor({ type: 'listener' });
    expect(summary(listener, { kind: 'queue', ageGroup: 'adult' })).toBe('yes P17 P17 P17 P17');
    expect(summary(listener, { kind: 'queue', ageGroup: 'teen' })).toBe('P8 P17 P17 P17 P17');
    expect(summary(actor(), { kind: 'queue', ageGroup: 'adult' })).toBe('P7 P17 P17 P17 P17');
    for (const kind of ['inbox', 'people'] as const) {
      expect(summary(actor({ admin: true }), { kind, account: me })).toBe('yes P17 P17 P17 P17');
      expect(summary(actor({ admin: true }), { kind, account: other })).toBe('P4 P17 P17 P17 P17');
    }
  });

  it('P21, P22: a page is read by those it is open to, edited by its editors, and no log', () => {
    const page = (readers: 'everyone' | 'listeners' | AccountId[], editors: AccountId[]): DocumentFacts => ({ kind: 'page', page: { readers, editors } });
    const editing = (caller: Actor | null, facts: DocumentFacts): string => {
      const { edit } = rightsIn(caller, facts);
      return `${summary(caller, facts)}, edit ${edit.allowed ? 'yes' : edit.rule.split('-')[0]}`;
    };
    expect(editing(actor(), page('everyone', [me]))).toBe('yes P22 P22 P22 P22, edit yes');
    expect(editing(actor(), page('everyone', [other]))).toBe('yes P22 P22 P22 P22, edit P22');
    expect(editing(actor(), page('listeners', [me]))).toBe('yes P22 P22 P22 P22, edit yes');
    expect(editing(actor(), page([other], [other]))).toBe('P21 P21 P21 P21 P21, edit P21');
    expect(editing(actor({ consent: 'outdated' }), page('everyone', [me]))).toBe('yes P3 P3 P3 P3, edit P3');
    expect(editing(null, page('everyone', []))).toBe('P1 P1 P1 P1 P1, edit P1');
  });

  it('nobody edits a log, and its own people neither', () => {
    for (const facts of [chat('open'), { kind: 'inbox', account: me }, { kind: 'people', account: me }, { kind: 'queue', ageGroup: 'adult' }] as const) {
      for (const type of ['guest', 'member', 'listener', 'therapist'] as const) expect(rightsIn(actor({ type, admin: true }), facts).edit.allowed).toBe(false);
    }
  });

  it('people append only kinds that the shape declares, and no notices', () => {
    const facts: readonly DocumentFacts[] = [
      chat('open'),
      { kind: 'queue', ageGroup: 'adult' },
      { kind: 'inbox', account: me },
      { kind: 'people', account: me },
    ];
    const kinds = facts.map((each) => rightsIn(actor(), each).append.kinds);
    expect(kinds).toEqual([['message'], [], [], []]);
    for (const kind of kinds[0]!) expect(SHAPES.chat.entries).toHaveProperty(kind);
  });
});
