import { z } from 'zod';
import { CHAT_LANGUAGES, TOPICS } from '../words.ts';
import { fields, type LogShape } from './log.ts';
import { personCard } from './queue.ts';

const base = { id: fields.entryId, author: fields.account, at: fields.atMs } as const;

/** News for one account, written by the relay; the newest few are kept (`INBOX.maxNotices`). */
export const inboxNotice = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('chat-opened'), chat: z.string(), with: personCard }),
  z.strictObject({ ...base, kind: z.literal('chat-ended'), chat: z.string(), with: personCard }),
  z.strictObject({ ...base, kind: z.literal('request-lapsed'), request: z.string() }),
  z.strictObject({ ...base, kind: z.literal('signed-in'), device: z.string(), deviceId: z.string().optional() }),
]);
export type InboxNotice = z.infer<typeof inboxNotice>;

/** One's own waiting request, kept current by the relay as the queue moves; absent when one is not waiting. */
export const waitingRequest = z.strictObject({
  request: z.string(),
  sinceMs: fields.atMs,
  topic: z.enum(TOPICS).nullable(),
  language: z.enum(CHAT_LANGUAGES),
  /** 1 is next. */
  place: z.int().positive(),
  /** Median of recent waits; null while there are too few to say. */
  typicalWaitMs: z.int().nonnegative().nullable(),
});
export type WaitingRequest = z.infer<typeof waitingRequest>;

const [opened, ended, lapsed, signedIn] = inboxNotice.options;

export const INBOX_SHAPE = {
  shape: 'log',
  entries: { 'chat-opened': opened, 'chat-ended': ended, 'request-lapsed': lapsed, 'signed-in': signedIn },
  marks: { request: { on: 'document', value: waitingRequest } },
} as const satisfies LogShape;
