import type { IncomingMessage } from 'node:http';
import { API } from '#shared/api/contract.ts';
import { chatMessage } from '#shared/documents/chat.ts';
import { parseMarkKey } from '#shared/documents/log.ts';
import { parseDocumentName } from '#shared/documents/names.ts';
import { isEntryId, isId } from '#shared/ids.ts';
import { GATE, SESSION, WIRE } from '#shared/limits.ts';
import { nameSkeleton } from '#shared/people/look-alikes.ts';
import { foldName, parseName } from '#shared/people/names.ts';
import { readRecoveryCode } from '#shared/people/recovery-code.ts';
import { decodeFrame, encodeFrame } from '#shared/protocol/frame.ts';
import { decodeMessage } from '#shared/protocol/message.ts';
import { parseRefusal } from '#shared/protocol/refusal.ts';
import { isGuessable, normalizePassword, parseNewPassword } from '../../../sync-server/accounts/password-rules.ts';
import { isToken } from '../../../sync-server/accounts/session-rules.ts';
import { parsePresence } from '../../../sync-server/documents/presence.ts';
import { isPlainJson } from '../../../sync-server/gate/plain-json.ts';
import { isAllowedOrigin } from '../../../sync-server/http/origin.ts';
import { callerAddress, trustIn } from '../../../sync-server/http/proxies.ts';
import { addressKey } from '../../../sync-server/sync/address-key.ts';
import { readUpgrade } from '../../../sync-server/sync/upgrade-request.ts';

/** Everything of the relay and of shared/ that reads what a stranger wrote. */
export interface Reader {
  readonly name: string;
  /** Gets the text ready as it comes in, and gives what is to be timed. */
  readonly reading: (text: string) => () => void;
  /** What reaches it is cut or refused before, at this many UTF-16 units; by default nothing is. */
  readonly maxLength?: number;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const origins = ['https://talk.example.org'];
const isTrusted = trustIn(['127.0.0.1', '10.0.0.0/8', '2001:db8::/32']);
const forwarded = (text: string): IncomingMessage =>
  ({ headers: { 'x-forwarded-for': text }, socket: { remoteAddress: '127.0.0.1' } }) as unknown as IncomingMessage;

/** Node gives nobody longer headers than this (`HANDSHAKE_OPTIONS`). */
const MAX_HEADER_LENGTH = 8_192;

const of = (read: (text: string) => unknown): Reader['reading'] => (text) => () => void read(text);
const after =
  <Given>(prepare: (text: string) => Given, read: (given: Given) => unknown): Reader['reading'] =>
  (text) => {
    const given = prepare(text);
    return () => void read(given);
  };

/** Every body of the HTTP contract, with the text in each of its fields. */
const bodies = Object.entries(API).flatMap(([name, { body }]): Reader[] => {
  if (body === null) return [];
  const fields = Object.keys(body.shape);
  return [{ name: `body of ${name}`, reading: of((text) => body.safeParse(Object.fromEntries(fields.map((field) => [field, text])))) }];
});

export const READERS: readonly Reader[] = [
  { name: 'parseDocumentName', reading: of(parseDocumentName) },
  { name: 'parseDocumentName of a chat', reading: of((text) => parseDocumentName(`chat/${text}`)) },
  { name: 'isId', reading: of(isId) },
  { name: 'isEntryId', reading: of(isEntryId) },
  { name: 'parseMarkKey', reading: of(parseMarkKey) },
  { name: 'chat message', reading: of((text) => chatMessage.safeParse({ id: text, author: text, at: 1, kind: 'message', text })), maxLength: WIRE.maxUpdateBytes },
  { name: 'isPlainJson', reading: of((text) => isPlainJson({ [text]: [text] }, GATE.maxJsonDepth)) },
  { name: 'parseName', reading: of(parseName) },
  { name: 'foldName, as looked up at sign-in', reading: of(foldName) },
  { name: 'nameSkeleton', reading: of(nameSkeleton) },
  { name: 'readRecoveryCode', reading: of(readRecoveryCode) },
  { name: 'parseNewPassword', reading: of((text) => parseNewPassword(text, 'Rowan')) },
  { name: 'isGuessable', reading: of((text) => isGuessable(normalizePassword(text), text.slice(0, 24))), maxLength: SESSION.maxPasswordBytes },
  { name: 'normalizePassword, at sign-in', reading: of(normalizePassword), maxLength: 2 * SESSION.maxPasswordBytes },
  { name: 'parseRefusal', reading: of(parseRefusal) },
  { name: 'decodeFrame', reading: after(utf8, decodeFrame) },
  { name: 'decodeFrame of an open', reading: after((document) => encodeFrame({ op: 'open', channel: 1, document }), decodeFrame) },
  { name: 'decodeMessage', reading: after(utf8, decodeMessage) },
  { name: 'parsePresence', reading: after(utf8, parsePresence) },
  { name: 'isToken', reading: of(isToken) },
  { name: 'addressKey', reading: of(addressKey), maxLength: MAX_HEADER_LENGTH },
  { name: 'callerAddress', reading: of((text) => callerAddress(forwarded(text), isTrusted)), maxLength: MAX_HEADER_LENGTH },
  { name: 'isAllowedOrigin', reading: of((text) => isAllowedOrigin(text, text, origins)), maxLength: MAX_HEADER_LENGTH },
  { name: 'readUpgrade, path', reading: of((text) => readUpgrade(`/sync/${text}`, { 'sec-websocket-protocol': 'samovar.v1' }, origins)), maxLength: MAX_HEADER_LENGTH },
  { name: 'readUpgrade, protocols', reading: of((text) => readUpgrade('/sync', { 'sec-websocket-protocol': text }, origins)), maxLength: MAX_HEADER_LENGTH },
  ...bodies,
];

/** Patterns that break what is careless, each repeated to any length. */
export const PATTERNS: readonly (readonly [name: string, of: (length: number) => string])[] = [
  ['one letter', (length) => 'a'.repeat(length)],
  ['two letters', (length) => 'ab'.repeat(length / 2)],
  ['digits', (length) => '1'.repeat(length)],
  ['spaces', (length) => ' '.repeat(length)],
  ['spaces and a letter', (length) => `${' '.repeat(length - 1)}x`],
  ['marks on one letter', (length) => `a${'\u0301'.repeat(length - 1)}`],
  ['marks in the wrong order', (length) => `a${'\u0301\u0323'.repeat((length - 1) / 2)}`],
  ['ligatures that grow', (length) => '\uFDFA'.repeat(length)],
  ['capitals that grow', (length) => '\u00DF\u0130\u0390'.repeat(length / 3)],
  ['invisible', (length) => '\u200D'.repeat(length)],
  ['faces', (length) => '\u{1F600}'.repeat(length / 2)],
  ['lone surrogates', (length) => '\uD800'.repeat(length)],
  ['zeros', (length) => '\0'.repeat(length)],
  ['rows of keys', (length) => 'qwertyuiop1qaz'.repeat(length / 14)],
  ['common words', (length) => 'passwordpassword1'.repeat(length / 17)],
  ['brackets', (length) => '['.repeat(length)],
  ['braces', (length) => '{"a":'.repeat(length / 5)],
  ['quotes', (length) => '"\\'.repeat(length / 2)],
  ['strokes', (length) => '|'.repeat(length)],
  ['slashes', (length) => '/'.repeat(length)],
  ['commas', (length) => ','.repeat(length)],
  ['colons', (length) => ':'.repeat(length)],
  ['percents', (length) => '%41'.repeat(length / 3)],
  ['dots', (length) => '1.'.repeat(length / 2)],
  ['at signs', (length) => '@'.repeat(length)],
  ['highest bytes', (length) => '\u00FF'.repeat(length)],
];
