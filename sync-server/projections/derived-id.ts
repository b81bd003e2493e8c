import { createHash } from 'node:crypto';
import { RELAY, type AccountId, type EntryId } from '#shared/ids.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const NONCE_LENGTH = 16;

/**
 * The id of an entry that the relay writes about something, or puts down for its author: always the same for the same thing, so that projecting
 * twice never says it twice. 80 bits of SHA-256 over what happened and to what.
 */
export function derivedEntryId(what: string, subject: string, author: AccountId = RELAY): EntryId {
  const digest = createHash('sha256').update(`${what}|${subject}`).digest();
  let nonce = '';
  for (const byte of digest.subarray(0, NONCE_LENGTH)) nonce += ALPHABET[byte & 31];
  return `${author}/${nonce}` as EntryId;
}
