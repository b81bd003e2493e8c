import { z } from 'zod';
import { START } from '../limits.ts';
import { AGE_GROUPS, CHAT_LANGUAGES, START_KINDS, TOPICS } from '../words.ts';
import { fields, type LogShape } from './log.ts';
import { personCard } from './queue.ts';

const base = { id: fields.entryId, author: fields.account, at: fields.atMs } as const;

/** News for one account, written by the relay; the newest few are kept (`INBOX.maxNotices`). */
export const inboxNotice = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('chat-opened'), chat: z.string(), with: personCard }),
  z.strictObject({ ...base, kind: z.literal('chat-ended'), chat: z.string(), with: personCard }),
  z.strictObject({ ...base, kind: z.literal('request-lapsed'), request: z.string() }),
  z.strictObject({ ...base, kind: z.literal('signed-in'), device: z.string(), deviceId: z.string().optional() }),
  // The age group that somebody else has noted (F082); why, one's own page says.
  z.strictObject({ ...base, kind: z.literal('age-corrected'), ageGroup: z.enum(AGE_GROUPS) }),
  // Nothing came of what one asked or wrote. Why is not told: set aside, run out, or no longer free are the same "not now".
  z.strictObject({
    ...base,
    kind: z.literal('start-over'),
    start: z.string(),
    what: z.enum(START_KINDS),
    with: personCard,
    topic: z.enum(TOPICS).nullable(),
    language: z.enum(CHAT_LANGUAGES),
    /** As one wished, the same request went to the queue. */
    queued: z.boolean(),
  }),
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

/** What waits between two people (F030, F157, F158), under the mark `<start id>|relay|start` in both their inboxes; gone when it is settled. */
export const startCard = z.strictObject({
  kind: z.enum(START_KINDS),
  /** `mine`: one waits for the other. `theirs`: it waits for oneself. */
  side: z.enum(['mine', 'theirs']),
  with: personCard,
  topic: z.enum(TOPICS).nullable(),
  language: z.enum(CHAT_LANGUAGES),
  /** Of an ask there is none. */
  text: fields.text(START.maxTextLength).nullable(),
  sinceMs: fields.atMs,
  /** When it ends by itself. */
  untilMs: fields.atMs,
  /** Of one's own ask: when nothing comes of it, it goes to the queue. */
  thenQueue: z.literal(true).optional(),
});
export type StartCard = z.infer<typeof startCard>;

const [opened, ended, lapsed, signedIn, ageCorrected, startOver] = inboxNotice.options;

export const INBOX_SHAPE = {
  shape: 'log',
  entries: {
    'chat-opened': opened, 'chat-ended': ended, 'request-lapsed': lapsed, 'signed-in': signedIn, 'age-corrected': ageCorrected, 'start-over': startOver,
  },
  marks: { request: { on: 'document', value: waitingRequest }, start: { on: 'item', value: startCard } },
} as const satisfies LogShape;
