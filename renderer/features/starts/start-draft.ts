import { z } from 'zod';
import { CHAT_LANGUAGES, TOPICS, type StartKind } from '#shared/words.ts';

/** The kinds of start that are made of words, and so are kept as drafts while they are written (F229). */
export type WordsKind = Exclude<StartKind, 'ask'>;

/** What stands around the words. */
export const startForm = z.strictObject({ topic: z.enum(TOPICS).nullable(), language: z.enum(CHAT_LANGUAGES) });
export type StartForm = z.infer<typeof startForm>;

/** Where unfinished words to somebody are kept. The name is in it: on disk the names of places are encrypted (V2). */
export const draftPlace = (kind: WordsKind, to: string): string => `${kind}/${to}`;
