import { plain, tokensOf } from './sentences.ts';
import type { ListeningWords } from './types.ts';

/** What may hang on a stem of two or three letters; on a longer one anything may. */
const SHORT_ENDINGS = /^(?:|s|es|d|ed|er|e|y|ly|ing|ness|den|ding|n|o|a|os|as|an|en|al)$/u;

/** Whether a reply takes up one of these stems. */
export function takesUp(sentence: string, stems: readonly string[], words: ListeningWords): boolean {
  const tokens = tokensOf(sentence.replace(words.idioms, ' '));
  return stems.some((stem) => {
    const root = plain(stem);
    return tokens.some((token) => token.startsWith(root) && fits(token, root, words));
  });
}

function fits(token: string, root: string, words: ListeningWords): boolean {
  if (token === root) return true;
  if (words.strangers.has(token)) return false;
  return root.length > 3 || SHORT_ENDINGS.test(token.slice(root.length));
}

const ROOT_LENGTH = 5;
const LEAST_LENGTH = 4;

/** The stems of a line that nobody wrote a list for: its longer words, cut where endings begin. */
export const mattersOf = (said: string, words: ListeningWords): readonly string[] =>
  tokensOf(plain(said))
    .filter((token) => token.length >= LEAST_LENGTH && !words.common.has(token))
    .map((token) => token.slice(0, ROOT_LENGTH));
