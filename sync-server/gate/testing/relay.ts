import { z } from 'zod';
import { CHAT_SHAPE } from '#shared/documents/chat.ts';
import type { LogShape } from '#shared/documents/log.ts';
import type { AccountId } from '#shared/ids.ts';
import type { DocumentRights } from '#shared/policy/rights.ts';
import { ALLOWED, denied } from '#shared/policy/verdict.ts';
import { createGate, GATE_LIMITS, type GateLimits } from '../gate.ts';
import { NOW_MS, SmallRelay } from './small-relay.ts';

/** Test support: people, a log with marks of every kind, and the smallest relay for it. */
export const accountOf = (name: string): AccountId => name.padEnd(20, '0') as AccountId;
export const ANN = accountOf('ann');
export const BEN = accountOf('ben');
export const EVE = accountOf('eve');
export const MEG = accountOf('meg');

export { NOW_MS };
export type { Answer, Sender } from './small-relay.ts';

export const WRITER: DocumentRights = {
  read: ALLOWED,
  append: { kinds: ['message'], verdict: ALLOWED },
  mark: ALLOWED,
  deleteOwn: ALLOWED,
  deleteOther: denied('P14-own-words'),
  edit: denied('P14-own-words'),
};
export const MODERATOR: DocumentRights = { ...WRITER, deleteOther: ALLOWED };
const closed = denied('P13-chat-closed');
export const READER: DocumentRights = {
  read: ALLOWED,
  append: { kinds: ['message'], verdict: closed },
  mark: closed,
  deleteOwn: closed,
  deleteOther: closed,
  edit: closed,
};

/** A chat with marks of every kind. */
export const TEST_SHAPE: LogShape = {
  shape: 'log',
  entries: CHAT_SHAPE.entries,
  marks: {
    ...CHAT_SHAPE.marks,
    heart: { on: 'entry', value: z.literal(1) },
    label: { on: 'item', value: z.strictObject({ text: z.string().max(20) }) },
  },
};

/** The smallest relay for a log. */
export class TestRelay extends SmallRelay {
  constructor(limits: Partial<GateLimits> = {}, shape: LogShape = TEST_SHAPE) {
    const all = { ...GATE_LIMITS, ...limits };
    super((parts) => createGate({ ...parts, shape, limits: all }), all.maxClientIdsPerAccount);
  }
}

let counter = 0;
const NONCE = '0123456789abcdefghjkmnpqrstvwxyz';

/** From here ids go on as they did the last time, so that what is made of a seed is the same to the byte. */
export const countIdsFrom = (number: number): void => {
  counter = number;
};

/** A fresh id in the account's namespace. */
export function entryIdOf(account: AccountId): string {
  counter += 1;
  let nonce = '';
  for (let rest = counter; nonce.length < 16; rest = Math.floor(rest / 32)) nonce += NONCE[rest % 32] ?? '0';
  return `${account}/${nonce}`;
}

export const message = (account: AccountId, words = 'hello', over: object = {}): Record<string, unknown> => ({
  id: entryIdOf(account),
  author: account,
  at: NOW_MS,
  kind: 'message',
  text: words,
  ...over,
});
