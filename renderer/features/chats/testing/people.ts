import type { Me } from '#shared/api/schemas.ts';
import type { ChatCard } from '#shared/documents/people.ts';
import type { PersonCard, QueueRequest } from '#shared/documents/queue.ts';
import type { AccountId, ChatId, DeviceId, EntryId } from '#shared/ids.ts';
import { RELAY } from '#shared/ids.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';

/** Ids that look like real ones and say in a failing test whose they are. */
export const idOf = (word: string): string => `${word.toLowerCase().replaceAll(/[^0-9a-hjkmnp-tv-z]/g, 'v')}${'0'.repeat(20)}`.slice(0, 20);
let serial = 0;
export const entryOf = (author: string): EntryId => {
  serial += 1;
  return `${author}/${String(serial).padStart(16, '0')}` as EntryId;
};

export const person = (name: string, type: PersonCard['type'] = 'guest'): PersonCard => ({
  account: idOf(name.toLowerCase().replaceAll(/[^a-z]/g, '')) as AccountId,
  name,
  type,
});

export const meOf = (name: string, more: Partial<Me> = {}): Me => {
  const type = more.type ?? 'guest';
  return {
    account: person(name).account,
    name,
    type,
    ageGroup: 'adult',
    consent: 'given',
    clearedForTeens: false,
    banned: false,
    admin: false,
    standing: { ...PLAIN_STANDING, listenerConsent: type === 'listener' ? 'given' : 'missing' },
    entitlements: [],
    device: idOf('device') as DeviceId,
    ...more,
  };
};

export const cardOf = (other: PersonCard, more: Partial<ChatCard> = {}): ChatCard => ({
  with: other,
  role: 'listener',
  state: 'open',
  topic: null,
  openedAtMs: 1_000,
  endedAtMs: null,
  ...more,
});

export const chatIdOf = (word: string): ChatId => idOf(word) as ChatId;

export const requestOf = (seeker: PersonCard, more: Partial<QueueRequest> = {}): QueueRequest => ({
  id: entryOf(RELAY),
  author: RELAY,
  at: Date.now(),
  kind: 'request',
  request: idOf(`r${seeker.name.toLowerCase().replaceAll(/[^a-z]/g, '')}`),
  seeker,
  topic: null,
  language: 'en',
  ...more,
});
