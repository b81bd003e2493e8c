import { fold } from '../../vault/fold.ts';

/** A stretch of text; `hit` where it is what was looked for. */
export interface LinePart {
  readonly text: string;
  readonly hit: boolean;
}

/** How much of a long line is shown before and after the first hit. */
const BEFORE = 36;
const AFTER = 140;

/**
 * The first line of a note's text that holds one of the words, cut to its neighbourhood; null where only the title or a
 * tag holds them. `words` are folded (fold.ts).
 */
export function matchingLine(body: string, words: readonly string[]): readonly LinePart[] | null {
  if (words.length === 0) return null;
  for (const line of body.split('\n')) {
    const folded = fold(line);
    if (!words.some((word) => folded.includes(word))) continue;
    return markHits(aroundFirstHit(line.trim(), words), words);
  }
  return null;
}

/** The text in stretches, with every word marked where it stands first. */
export function markHits(text: string, words: readonly string[]): readonly LinePart[] {
  const ranges = words
    .map((word) => rangeOf(text, word))
    .filter((range) => range !== null)
    .toSorted((one, other) => one.start - other.start || other.end - one.end);
  const parts: LinePart[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    if (start < at) continue;
    if (start > at) parts.push({ text: text.slice(at, start), hit: false });
    parts.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a folded word stands first in a text. Folding changes lengths, so the place in the folded text is no place in
 * this one: it is narrowed down from both sides instead, by halves.
 */
function rangeOf(text: string, word: string): Range | null {
  const holds = (start: number, end: number): boolean => fold(text.slice(start, end)).includes(word);
  if (!holds(0, text.length)) return null;
  const end = smallest(0, text.length, (at) => holds(0, at));
  const start = smallest(0, end, (back) => holds(end - back, end));
  return { start: end - start, end: end + marksAt(text, end) };
}

/** The smallest number for which it holds, which holds for `high` and for every number above the one looked for. */
function smallest(low: number, high: number, holds: (at: number) => boolean): number {
  let [no, yes] = [low - 1, high];
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

/** Accents that belong to the letter before them go with it. */
const marksAt = (text: string, at: number): number => /^\p{M}*/u.exec(text.slice(at, at + 8))?.[0].length ?? 0;

function aroundFirstHit(line: string, words: readonly string[]): string {
  if (line.length <= AFTER) return line;
  const starts = words.flatMap((word) => rangeOf(line, word)?.start ?? []);
  const first = Math.min(...starts);
  const from = first <= BEFORE ? 0 : afterSpace(line, first - BEFORE, first);
  const to = from + BEFORE + AFTER;
  return `${from > 0 ? '… ' : ''}${line.slice(from, to)}${to < line.length ? '…' : ''}`;
}

/** The beginning of the next word, if there is one before `limit`. */
function afterSpace(line: string, from: number, limit: number): number {
  const space = line.indexOf(' ', from);
  return space === -1 || space >= limit ? from : space + 1;
}
