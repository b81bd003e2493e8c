import { expect, test } from 'vitest';
import type { ChatId } from '#shared/ids.ts';
import { NOTE } from '#shared/limits.ts';
import type { ChatSummary } from '../../engine/types.ts';
import type { NoteLink } from '../../vault/types.ts';
import { cardOf, chatIdOf, person } from '../chats/testing/people.ts';
import { NO_FILTER, siftNotes } from './note-filter.ts';
import { chatOf, isAbout, knownPeople, withLink } from './note-links.ts';
import { peopleNotes } from './people-notes.ts';
import { noteOf } from './testing/notes.ts';

const summary = (word: string, who: string, role: 'seeker' | 'listener', openedAtMs: number): ChatSummary => ({
  chat: chatIdOf(word),
  card: { ...cardOf(person(who)), role, openedAtMs },
  unread: 0,
  otherTyping: false,
  last: null,
  waitingToSend: 0,
});

const chats = [summary('new', 'pear', 'listener', 3), summary('other', 'olive', 'seeker', 2), summary('old', 'pear', 'listener', 1)];
const people = knownPeople(chats);
const [pear, olive] = people;
const toPear: NoteLink = { to: 'person', name: pear?.name ?? '' };
const toOldChat: NoteLink = { to: 'chat', chat: chatIdOf('old'), name: 'as they were called then' };
const toGone: NoteLink = { to: 'chat', chat: chatIdOf('gone'), name: 'somebodyElse' };

test('F181: the people of one’s chats, each once, on the side on which they were, their newest chat first', () => {
  expect(people.map(({ side, chats: with_ }) => [side, with_.map(({ chat }) => chat)])).toEqual([
    ['member', [chatIdOf('new'), chatIdOf('old')]],
    ['listener', [chatIdOf('other')]],
  ]);
});

test('a note is about somebody through their name or any chat with them', () => {
  if (pear === undefined || olive === undefined) throw new Error('two people');
  expect(isAbout({ about: [toPear] }, pear)).toBe(true);
  expect(isAbout({ about: [toOldChat] }, pear)).toBe(true);
  expect(isAbout({ about: [toOldChat, toPear] }, olive)).toBe(false);
});

test('a link leads to its chat, or to the newest with that person; nowhere once the chats are gone', () => {
  expect(chatOf(toOldChat, people)).toBe(chatIdOf('old'));
  expect(chatOf(toPear, people)).toBe(chatIdOf('new'));
  expect(chatOf(toGone, people)).toBeNull();
});

test('no link twice, and no more than a note may have', () => {
  expect(withLink([toPear], toPear)).toEqual([toPear]);
  expect(withLink([toPear], toOldChat)).toEqual([toPear, toOldChat]);
  const full = Array.from({ length: NOTE.maxLinks }, (_, index): NoteLink => ({ to: 'chat', chat: `${index}` as ChatId, name: 'x' }));
  expect(withLink(full, toPear)).toBeNull();
});

test('the list by tag, by what is kept at the top, by person', () => {
  const notes = [
    noteOf({ id: 'a', tags: ['Rain'], about: [toPear] }),
    noteOf({ id: 'b', tags: ['rain'], pinned: true }),
    noteOf({ id: 'c', about: [toOldChat], pinned: true }),
  ];
  const ids = (...of: Parameters<typeof siftNotes>): string[] => siftNotes(...of).map(({ id }) => id);
  expect(siftNotes(notes, NO_FILTER, null)).toBe(notes);
  expect(ids(notes, { tag: 'rain', pinnedOnly: false }, null)).toEqual(['a', 'b']);
  expect(ids(notes, { tag: null, pinnedOnly: true }, null)).toEqual(['b', 'c']);
  expect(ids(notes, NO_FILTER, pear ?? null)).toEqual(['a', 'c']);
  expect(ids(notes, { tag: 'rain', pinnedOnly: true }, pear ?? null)).toEqual([]);
});

test('notes by people: those with notes first, and nobody is forgotten whose chat is gone', () => {
  const gone = noteOf({ id: 'gone', about: [toGone] });
  const { members, listeners, parted } = peopleNotes(people, [noteOf({ about: [toOldChat, toPear] }), gone]);
  expect(members.map(({ count }) => count)).toEqual([1]);
  expect(listeners.map(({ count }) => count)).toEqual([0]);
  expect(parted).toEqual([{ name: 'somebodyElse', notes: [gone] }]);
});
