import { expect, test } from 'vitest';
import type { ChatId } from '#shared/ids.ts';
import { aboutAddress, beginAddress, noteAddress, placeOf, type NotesPlace } from './note-places.ts';

const chat = '0123456789abcdefghjk' as ChatId;

const at = (address: string): NotesPlace => {
  const [first, second, third] = address.split('/').slice(2);
  return placeOf({ first, second, third });
};

test.each<[string, NotesPlace]>([
  ['/notes', { at: 'list', note: null }],
  ['/notes/some-note', { at: 'list', note: 'some-note' }],
  ['/notes/bin', { at: 'bin' }],
  ['/notes/calendar', { at: 'calendar' }],
  [aboutAddress(chat), { at: 'about', chat, note: null }],
  [noteAddress('some-note', chat), { at: 'about', chat, note: 'some-note' }],
  [noteAddress('some-note', null), { at: 'list', note: 'some-note' }],
  [beginAddress(null), { at: 'begin', chat: null }],
  [beginAddress(chat), { at: 'begin', chat }],
  ['/notes/about/no-such-id', { at: 'list', note: null }],
  ['/notes/begin/no-such-id', { at: 'begin', chat: null }],
])('%s', (address, place) => {
  expect(at(address)).toEqual(place);
});
