import { z } from 'zod';
import { TEXT } from '../limits.ts';
import { fields, type LogShape } from './log.ts';

/** A message of one of the two parties. */
export const chatMessage = z.strictObject({
  id: fields.entryId,
  author: fields.account,
  at: fields.atMs,
  kind: z.literal('message'),
  text: fields.text(TEXT.maxMessageLength),
});
export type ChatMessage = z.infer<typeof chatMessage>;

/** Written by the relay: what happened to the chat itself. */
export const chatNotice = z.strictObject({
  id: fields.entryId,
  author: fields.account,
  at: fields.atMs,
  kind: z.literal('notice'),
  what: z.enum(['opened', 'ended']),
  /** Who did it; null when the relay did. A block is told as an ending, so that it accuses nobody. */
  by: fields.account.nullable(),
});
export type ChatNotice = z.infer<typeof chatNotice>;

export type ChatEntry = ChatMessage | ChatNotice;

/** The newest entry that a party's device has (`delivered`) or that the party has looked at (`read`). */
const upTo = z.strictObject({ entry: fields.entryId });

export const CHAT_SHAPE = {
  shape: 'log',
  entries: { message: chatMessage, notice: chatNotice },
  marks: { delivered: { on: 'document', value: upTo }, read: { on: 'document', value: upTo } },
} as const satisfies LogShape;
