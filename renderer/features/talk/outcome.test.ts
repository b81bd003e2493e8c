import { expect, it } from 'vitest';
import type { InboxNotice } from '#shared/documents/inbox.ts';
import { RELAY } from '#shared/ids.ts';
import { entryOf, idOf, person } from '../chats/testing/people.ts';
import { languageName, languageOf } from './languages.ts';
import { lapsedLast } from './outcome.ts';

const base = (at: number) => ({ id: entryOf(RELAY), author: RELAY, at });
const lapsed = (at: number): InboxNotice => ({ ...base(at), kind: 'request-lapsed', request: idOf('r') });
const opened = (at: number): InboxNotice => ({ ...base(at), kind: 'chat-opened', chat: idOf('c'), with: person('a') });
const signedIn = (at: number): InboxNotice => ({ ...base(at), kind: 'signed-in', device: idOf('d') });

it.each([
  [[], false],
  [[lapsed(1)], true],
  [[lapsed(1), opened(2)], false],
  [[opened(1), lapsed(2), signedIn(3)], true],
  [[lapsed(2), opened(1)], true],
])('a request that lapsed is told until another was answered', (notices, expected) => {
  expect(lapsedLast(notices)).toBe(expected);
});

it('F153: finds the chat language of a locale, and names it in the reader’s language', () => {
  expect(languageOf('es-MX')).toBe('es');
  expect(languageOf('xx')).toBe('en');
  expect(languageName('de', 'es')).toBe('Alemán');
});
