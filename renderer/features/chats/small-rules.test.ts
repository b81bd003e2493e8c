import { describe, expect, it } from 'vitest';
import { CHAT, TEXT } from '#shared/limits.ts';
import type { ChatSummary } from '../../engine/types.ts';
import { draftState, putBack, readyToSend } from './composing.ts';
import { chatForDigit, columnsOf, deskOrder, digitOf, unreadTotal } from './desk-order.ts';
import { keptUntilMs } from './keeping.ts';
import { openWhileWatched } from '../../app/open-while-watched.ts';
import { cardOf, chatIdOf, person } from './testing/people.ts';
import { dayName } from './time-words.ts';
import { titleWithCount } from './use-title-count.ts';

const summary = (word: string, openedAtMs: number, state: 'open' | 'ended' = 'open', unread = 0): ChatSummary => ({
  chat: chatIdOf(word),
  card: cardOf(person(word), { openedAtMs, state }),
  unread,
  otherTyping: false,
  last: null,
  waitingToSend: 0,
});

describe('the order of the desk', () => {
  const chats = [summary('b', 2), summary('gone', 0, 'ended', 1), summary('a', 1, 'open', 2)];
  const order = deskOrder(chats);

  it('keeps open chats where they began, whoever wrote last', () => {
    expect(order.open.map(({ chat }) => chat)).toEqual([chatIdOf('a'), chatIdOf('b')]);
    expect(deskOrder(chats.toReversed()).open).toEqual(order.open);
  });

  it('shows an ended chat on the desk only while it is chosen', () => {
    expect(columnsOf(order, null)).toEqual(order.open);
    expect(columnsOf(order, chatIdOf('gone')).at(-1)?.chat).toBe(chatIdOf('gone'));
  });

  it('Alt and a digit: 1 to 9, 0 for the tenth, nothing where there is none', () => {
    const ten = deskOrder(Array.from({ length: 10 }, (_, index) => summary(`t${'abcdefghjk'[index]}`, index)));
    expect(chatForDigit(ten, '1')).toBe(ten.open[0]);
    expect(chatForDigit(ten, '0')).toBe(ten.open[9]);
    expect(chatForDigit(order, '3')).toBeNull();
    expect(chatForDigit(order, 'x')).toBeNull();
    expect([0, 8, 9, 10].map(digitOf)).toEqual(['1', '9', '0', null]);
  });

  it('adds up what was not looked at', () => expect(unreadTotal(chats)).toBe(3));
});

describe('composing', () => {
  const { maxMessageLength } = TEXT;
  it.each([
    ['', { at: 'empty' }],
    [' \n ', { at: 'empty' }],
    ['a', { at: 'fine' }],
    ['a'.repeat(maxMessageLength * 0.9 - 1), { at: 'fine' }],
    ['a'.repeat(maxMessageLength), { at: 'near', left: 0 }],
    ['a'.repeat(maxMessageLength + 2), { at: 'over', excess: 2 }],
  ])('a text is fine, near its limit, or over it', (text, expected) => {
    expect(draftState(text)).toEqual(expected);
  });

  it('sends nothing that the relay would refuse for its form', () => {
    expect(readyToSend('  hi\ud800 ')).toBe('hi\ufffd');
  });

  it('puts words back without overwriting what was typed since', () => {
    expect(putBack('first', '')).toBe('first');
    expect(putBack('first', 'second')).toBe('first\nsecond');
  });
});

it('D7: names the last day of the words of an ended chat, and none while it is open', () => {
  const ended = cardOf(person('a'), { state: 'ended', endedAtMs: 5 });
  expect(keptUntilMs(cardOf(person('a')), [])).toBeNull();
  expect(keptUntilMs(ended, [])).toBe(5 + CHAT.windowMs);
});

it('today, yesterday, or a date, across midnight', () => {
  const noon = new Date(2026, 10, 22, 12).getTime();
  expect(dayName(new Date(2026, 10, 22, 0, 1).getTime(), noon)).toBe('today');
  expect(dayName(new Date(2026, 10, 21, 23, 59).getTime(), noon)).toBe('yesterday');
  expect(dayName(new Date(2026, 10, 20, 23).getTime(), noon)).toBe('date');
});

it('puts the count before a title once', () => {
  expect(titleWithCount('Notes · Samovar', 3)).toBe('(3) Notes · Samovar');
  expect(titleWithCount('(3) Notes · Samovar', 12)).toBe('(12) Notes · Samovar');
  expect(titleWithCount('(3) Notes · Samovar', 0)).toBe('Notes · Samovar');
});

it('opens with the first watcher, closes with the last, and opens again', () => {
  const log: string[] = [];
  const held = openWhileWatched(
    () => log.push('open'),
    () => log.push('close'),
  );
  expect(held.getSnapshot()).toBeNull();
  const one = held.subscribe(() => undefined);
  const other = held.subscribe(() => undefined);
  one();
  one();
  expect(log).toEqual(['open']);
  other();
  expect(log).toEqual(['open', 'close']);
  held.subscribe(() => undefined)();
  expect(log).toEqual(['open', 'close', 'open', 'close']);
});
