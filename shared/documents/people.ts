import { z } from 'zod';
import { CHAT_STATES, TOPICS } from '../words.ts';
import { fields, type LogShape } from './log.ts';
import { personCard } from './queue.ts';

/** One chat of the account, under the mark `<chat id>|relay|chat`. Removed when the chat has expired (D7). */
export const chatCard = z.strictObject({
  with: personCard,
  /** The account's own part in it. */
  role: z.enum(['seeker', 'listener']),
  /** As this account may know it: one who was blocked sees `ended`. */
  state: z.enum(CHAT_STATES),
  topic: z.enum(TOPICS).nullable(),
  openedAtMs: fields.atMs,
  endedAtMs: fields.atMs.nullable(),
  /** Only in an open chat whose two sides may no longer meet (P20); which of the two facts changed is not told. */
  agesParted: z.literal(true).optional(),
  /** Only of a chat that was cut into segments: the first that is kept, and the newest (segments.ts). */
  segments: z.strictObject({ first: z.int().nonnegative(), newest: z.int().positive() }).optional(),
});

/**
 * F085: an open chat of a teen with an adult who is cleared for it, under the mark `<chat id>|relay|across` of both. A mark beside the
 * card: an app of before takes no card that it does not know whole, and would be without the chat.
 */
export const acrossAges = z.literal(true);

export type ChatCardMark = z.infer<typeof chatCard>;
/** A card, with what stands beside it. */
export type ChatCard = ChatCardMark & { readonly acrossAges?: true };

/** "My members" and "my listeners" (F181), written by the relay alone. */
export const PEOPLE_SHAPE = {
  shape: 'log',
  entries: {},
  marks: { chat: { on: 'item', value: chatCard }, across: { on: 'item', value: acrossAges } },
} as const satisfies LogShape;
