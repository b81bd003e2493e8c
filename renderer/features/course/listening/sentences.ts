import { fold } from '../../../vault/fold.ts';
import type { ListeningWords } from './types.ts';

/** One breath of a reply, folded, and whether it carries a question mark. */
export interface Sentence {
  readonly text: string;
  readonly marked: boolean;
}

/** As the patterns of a language expect it: folded, without apostrophes, one space between words. */
export const plain = (text: string): string =>
  fold(text).replace(/['’‘`´]/gu, '').replace(/[^\S\n]+/gu, ' ').trim();

/** Cuts a reply where a sentence ends, and where a question begins in the middle of one. */
export function sentencesOf(reply: string, words: ListeningWords): readonly Sentence[] {
  return plain(reply)
    .split(/(?<=[.!?…;\n])|(?=[¿¡])|\s[–—-]\s/u)
    .flatMap((piece) => piece.split(words.turnsToAsk))
    .map((piece) => ({
      text: piece.replace(/[¿¡?!.…;,:"“”«»()]+/gu, ' ').replace(/\s+/gu, ' ').trim().replace(words.openers, ''),
      marked: piece.includes('?'),
    }))
    .filter(({ text }) => text !== '');
}

export const tokensOf = (folded: string): readonly string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? [];
