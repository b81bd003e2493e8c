import { z } from 'zod';
import { ACCOUNT_TYPES, CHAT_LANGUAGES, TOPICS } from '../words.ts';
import { fields, type LogShape } from './log.ts';

/** Somebody as others may see them: name and kind of account, nothing else. */
export const personCard = z.strictObject({
  account: fields.account,
  name: z.string().min(1).max(40),
  type: z.enum(ACCOUNT_TYPES),
});
export type PersonCard = z.infer<typeof personCard>;

/** One person waiting to be heard (F151, F153). The relay adds it, and deletes it when a listener wins it. */
export const queueRequest = z.strictObject({
  id: fields.entryId,
  author: fields.account,
  /** Since when they wait. */
  at: fields.atMs,
  kind: z.literal('request'),
  request: z.string(),
  seeker: personCard,
  topic: z.enum(TOPICS).nullable(),
  language: z.enum(CHAT_LANGUAGES),
});
export type QueueRequest = z.infer<typeof queueRequest>;

export const QUEUE_SHAPE = {
  shape: 'log',
  entries: { request: queueRequest },
  marks: {},
} as const satisfies LogShape;
