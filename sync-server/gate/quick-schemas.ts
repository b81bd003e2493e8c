import type { z } from 'zod';
import { CHAT_SHAPE } from '#shared/documents/chat.ts';
import { isAccountId, isEntryId } from '#shared/ids.ts';
import { TEXT } from '#shared/limits.ts';
import { isJsonObject } from './plain-json.ts';

/** True only for what the schema passes as it is; of what it says no to, the schema itself has the last word. */
type Quick = (value: Fields) => boolean;
type Fields = Readonly<Record<string, unknown>>;

/**
 * The schemas that nearly every update is held against, written out by hand: a tenth of what the schema costs. They add
 * no rule and take none away, which quick-schemas.test.ts shows on values that are nearly right.
 */
export const QUICK: ReadonlyMap<z.ZodType, Quick> = new Map<z.ZodType, Quick>([
  [CHAT_SHAPE.entries.message, isChatMessage],
  [CHAT_SHAPE.marks.read.value, isUpTo],
  [CHAT_SHAPE.marks.delivered.value, isUpTo],
]);

/** Whether `value`, which is plain JSON, is as `schema` wants it. Schemas of documents only check: they change nothing. */
export function matches<T>(schema: z.ZodType<T>, value: unknown): value is T {
  const quick = QUICK.get(schema);
  return (quick !== undefined && isJsonObject(value) && quick(value)) || schema.safeParse(value).success;
}

function isChatMessage(value: Fields): boolean {
  const { id, author, at, kind, text } = value;
  return hasFields(value, 5) && isEntryId(id) && isAccountId(author) && isTime(at) && kind === 'message' && isMessageText(text);
}

function isUpTo(value: Fields): boolean {
  return hasFields(value, 1) && isEntryId(value['entry']);
}

const isTime = (at: unknown): boolean => Number.isSafeInteger(at) && (at as number) >= 0;

const isMessageText = (text: unknown): boolean =>
  typeof text === 'string' && text.length <= TEXT.maxMessageLength && text.isWellFormed() && text.trim() !== '';

function hasFields(value: Fields, count: number): boolean {
  return Object.keys(value).length === count;
}
