const WORDS = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{M}]+|\p{N}+/gu;

/** Names have neither spaces nor signs, so that their words are told apart by capitals and digits. */
export const wordsOfName = (name: string): readonly string[] => name.normalize('NFKC').match(WORDS) ?? [];
