import type { AgreementSection } from '../../content/agreements/agreement.ts';

/** A stretch of text: in both versions, in the old one alone, or in the new one alone. */
export interface Stretch {
  readonly is: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** A section with its words as they changed. Only of sections in which something did. */
export interface ChangedSection {
  readonly heading: string;
  readonly stretches: readonly Stretch[];
}

/** What became of an agreement, section by section, by their headings (F089). */
export function changedSections(before: readonly AgreementSection[], after: readonly AgreementSection[]): readonly ChangedSection[] {
  const headings = [...after, ...before.filter(({ heading }) => !after.some((section) => section.heading === heading))];
  return headings.flatMap(({ heading }) => {
    const stretches = diffWords(textUnder(before, heading), textUnder(after, heading));
    return stretches.every(({ is }) => is === 'same') ? [] : [{ heading, stretches }];
  });
}

const textUnder = (sections: readonly AgreementSection[], heading: string): string =>
  sections.find((section) => section.heading === heading)?.paragraphs.join(PARAGRAPH) ?? '';

/** Between paragraphs; a sign of its own, so that a new paragraph shows. */
const PARAGRAPH = ' ¶ ';

/** The longest run of words that two texts share in their order; whatever stands between is gone, or new. */
export function diffWords(before: string, after: string): readonly Stretch[] {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  const shared = sharedLengths(old, fresh);
  const found: Stretch[] = [];
  let [at, to] = [0, 0];
  while (at < old.length || to < fresh.length) {
    if (at < old.length && to < fresh.length && old[at] === fresh[to]) {
      found.push({ is: 'same', text: fresh[to] ?? '' });
      at += 1;
      to += 1;
    } else if (to >= fresh.length || (at < old.length && cell(shared, at + 1, to) >= cell(shared, at, to + 1))) {
      found.push({ is: 'gone', text: old[at] ?? '' });
      at += 1;
    } else {
      found.push({ is: 'new', text: fresh[to] ?? '' });
      to += 1;
    }
  }
  return joined(found);
}

const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
const cell = (lengths: readonly Uint16Array[], at: number, to: number): number => lengths[at]?.[to] ?? 0;

/** How many words both have in common from each place on. */
function sharedLengths(old: readonly string[], fresh: readonly string[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let at = old.length - 1; at >= 0; at -= 1) {
    const row = lengths[at];
    if (row === undefined) continue;
    for (let to = fresh.length - 1; to >= 0; to -= 1) {
      row[to] = old[at] === fresh[to] ? cell(lengths, at + 1, to + 1) + 1 : Math.max(cell(lengths, at + 1, to), cell(lengths, at, to + 1));
    }
  }
  return lengths;
}

/** Neighbours of one kind become one stretch. */
function joined(words: readonly Stretch[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const word of words) {
    const last = stretches.at(-1);
    if (last?.is === word.is) stretches.splice(-1, 1, { is: word.is, text: `${last.text} ${word.text}` });
    else stretches.push(word);
  }
  return stretches;
}
