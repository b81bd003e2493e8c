import { z } from 'zod';
import type { StartId } from '#shared/ids.ts';
import { FORGOTTEN_NAME, UNKNOWN_NAME } from '#shared/people/unknown.ts';
import { CHAT_LANGUAGES, TOPICS, type StartKind } from '#shared/words.ts';

/** The kinds of start that are made of words, and so are kept as drafts while they are written (F229). */
export type WordsKind = Exclude<StartKind, 'ask'>;

/** What stands around the words. */
export const startForm = z.strictObject({ topic: z.enum(TOPICS).nullable(), language: z.enum(CHAT_LANGUAGES) });
export type StartForm = z.infer<typeof startForm>;

/** Where unfinished words to somebody are kept. The name is in it: on disk the names of places are encrypted (V2). */
export const draftPlace = (kind: WordsKind, to: string): string => `${kind}/${to}`;

/**
 * Where words are put that come back. Whom they were for may be somebody whose name is told to nobody any more: then no box has them,
 * and they are kept by what waited, to be read and copied.
 */
export const backPlace = (kind: WordsKind, to: string, start: StartId): string =>
  to === UNKNOWN_NAME || to === FORGOTTEN_NAME ? `words/${start}` : draftPlace(kind, to);
