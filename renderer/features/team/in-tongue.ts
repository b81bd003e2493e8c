import type { Role } from '#shared/people/roles.ts';

/** A text of the house in the reader's language, or in English. */
export const inTongue = (texts: Role['names'], language: string): string => (language.startsWith('es') ? texts.es : texts.en);
