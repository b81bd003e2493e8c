import type { Random } from './ports.ts';

declare const brand: unique symbol;
/** A string that was checked to be of one kind; no kind can stand in for another. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

export type AccountId = Branded<'AccountId'>;
export type DeviceId = Branded<'DeviceId'>;
export type ChatId = Branded<'ChatId'>;
export type PageId = Branded<'PageId'>;
export type RequestId = Branded<'RequestId'>;
export type StartId = Branded<'StartId'>;
/** `<author>/<nonce>`: lies in its author's namespace, so nobody can take another's id (GATE, Identity). */
export type EntryId = Branded<'EntryId'>;

/** Lower-case Crockford base 32: no `i`, `l`, `o` or `u`, so ids survive being read aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ID_LENGTH = 20;
const NONCE_LENGTH = 16;
const ID = /^[0-9a-hjkmnp-tv-z]{20}$/;
const ENTRY_ID = /^(relay|[0-9a-hjkmnp-tv-z]{20})\/[0-9a-hjkmnp-tv-z]{16}$/;

/** The relay's own account: author of notices and of every document that the relay alone writes. */
export const RELAY = 'relay' as AccountId;

const symbols = (random: Random, length: number): string => {
  let text = '';
  for (const byte of random.bytes(length)) text += ALPHABET[byte & 31];
  return text;
};

/** A new opaque id of 100 random bits. The caller says which kind: `newId<ChatId>(random)`. */
export const newId = <Id extends Branded<string>>(random: Random): Id => symbols(random, ID_LENGTH) as Id;

export const newEntryId = (author: AccountId, random: Random): EntryId =>
  `${author}/${symbols(random, NONCE_LENGTH)}` as EntryId;

/** True for the form of an account, device, chat or request id. */
export const isId = (value: unknown): value is Branded<string> => typeof value === 'string' && ID.test(value);

/** True for an account id, the relay's included. */
export const isAccountId = (value: unknown): value is AccountId => value === RELAY || isId(value);

export const isEntryId = (value: unknown): value is EntryId => typeof value === 'string' && ENTRY_ID.test(value);

/** The account in whose namespace an entry id lies. */
export const authorOf = (entry: EntryId): AccountId => entry.slice(0, entry.indexOf('/')) as AccountId;
