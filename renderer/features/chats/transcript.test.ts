import { describe, expect, it } from 'vitest';
import type { EntryId } from '#shared/ids.ts';
import type { ChatLine, Whereabouts } from '../../engine/types.ts';
import { createFakeChat } from './testing/fake-chat.ts';
import { cardOf, chatIdOf, meOf, person } from './testing/people.ts';
import { actorOf } from '../../engine/types.ts';
import { firstUnread, transcript, type TranscriptItem } from './transcript.ts';

const MINUTE_MS = 60_000;
const dayOf = (atMs: number): string => String(Math.floor(atMs / (24 * 60 * MINUTE_MS)));

function talk() {
  let nowMs = 0;
  const me = actorOf(meOf('me', { type: 'listener' }));
  const chat = createFakeChat(chatIdOf('a'), cardOf(person('other')), () => me, () => nowMs);
  return {
    chat,
    wait: (minutes: number) => (nowMs += minutes * MINUTE_MS),
    lines: (): readonly ChatLine[] => chat.view.getSnapshot().lines,
    items: (fresh: EntryId | null = null) => transcript(chat.view.getSnapshot().lines, fresh, dayOf),
  };
}

/** A transcript as one line of text: `mine: a b(relay)` and so on. */
const shown = (items: readonly TranscriptItem[]): string[] =>
  items.map((item) => {
    if (item.kind !== 'turn') return item.kind;
    const said = item.messages.map(
      ({ message, place, worded }) => message.text + (place === null ? '' : worded ? `(${place})` : `[${place}]`),
    );
    return `${item.mine ? 'mine' : 'theirs'}: ${said.join(' ')}`;
  });

describe('transcript', () => {
  it('groups by author, and tells the day once', () => {
    const { chat, items } = talk();
    chat.hear('a');
    chat.hear('b');
    chat.write('c', 'seen');
    chat.hear('d');
    expect(shown(items())).toEqual(['day', 'theirs: a b', 'mine: c(seen)', 'theirs: d']);
  });

  it('begins a new turn after a pause, and a new day with its date', () => {
    const { chat, items, wait } = talk();
    chat.hear('a');
    wait(11);
    chat.hear('b');
    wait(24 * 60);
    chat.hear('c');
    expect(shown(items())).toEqual(['day', 'theirs: a', 'theirs: b', 'day', 'theirs: c']);
  });

  it('puts the divider inside a turn where the new words begin', () => {
    const { chat, items } = talk();
    chat.hear('a');
    const fresh = chat.hear('b');
    expect(shown(items(fresh))).toEqual(['day', 'theirs: a', 'fresh', 'theirs: b']);
  });

  it('DESIGN promise 2: every own line’s place can be told, and the newest of each kind is in words', () => {
    const { chat, items } = talk();
    const places: Exclude<Whereabouts['at'], 'arrived'>[] = ['seen', 'delivered', 'relay', 'relay', 'device', 'device'];
    chat.write('old', 'seen');
    chat.hear('yes');
    places.forEach((place, index) => chat.write(String(index), place));
    expect(shown(items())).toEqual([
      'day',
      'mine: old[seen]',
      'theirs: yes',
      'mine: 0(seen) 1(delivered) 2 3(relay) 4 5(device)',
    ]);
  });

  it('lets a notice stand between turns', () => {
    const { chat, items } = talk();
    chat.notice('opened', null);
    chat.hear('a');
    chat.notice('ended', 'me');
    expect(shown(items())).toEqual(['day', 'notice', 'theirs: a', 'notice']);
  });
});

describe('firstUnread', () => {
  it('counts the other side’s messages from the end, past own ones and notices', () => {
    const { chat, lines } = talk();
    chat.hear('a');
    const b = chat.hear('b');
    chat.write('mine', 'relay');
    const c = chat.hear('c');
    chat.notice('ended', null);
    expect(firstUnread(lines(), 0)).toBeNull();
    expect(firstUnread(lines(), 1)).toBe(c);
    expect(firstUnread(lines(), 2)).toBe(b);
  });

  it('gives the oldest there is when more are unread than are kept', () => {
    const { chat, lines } = talk();
    const a = chat.hear('a');
    expect(firstUnread(lines(), 9)).toBe(a);
  });
});
