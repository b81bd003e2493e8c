/** What became of a text, line by line: the same, only in the earlier one, or only in the later one. */
export interface DiffLine {
  readonly was: 'same' | 'before' | 'after';
  readonly text: string;
}

/** Beyond this many comparisons the middle is told as replaced whole: nobody waits for a picture of changes. */
const MAX_COMPARISONS = 2_000_000;

const same = (text: string): DiffLine => ({ was: 'same', text });

export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let begin = 0;
  while (begin < Math.min(a.length, b.length) && a[begin] === b[begin]) begin += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - begin && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [
    ...a.slice(0, begin).map(same),
    ...diffMiddle(a.slice(begin, a.length - end), b.slice(begin, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

/** The longest common lines, by the book. */
function diffMiddle(a: readonly string[], b: readonly string[]): readonly DiffLine[] {
  const width = b.length + 1;
  const lines: DiffLine[] = [];
  const common = (a.length + 1) * width > MAX_COMPARISONS ? null : commonLengths(a, b);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (common !== null && left !== undefined && left === right) {
      lines.push({ was: 'same', text: left });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || common === null || at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))) {
      lines.push({ was: 'before', text: left });
      i += 1;
    } else {
      lines.push({ was: 'after', text: right ?? '' });
      j += 1;
    }
  }
  return lines;
}

const at = (lengths: Uint32Array, index: number): number => lengths[index] ?? 0;

/** How many lines are common from (i, j) to the ends. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const here = i * width + j;
      lengths[here] = a[i] === b[j] ? at(lengths, here + width + 1) + 1 : Math.max(at(lengths, here + width), at(lengths, here + 1));
    }
  }
  return lengths;
}

export type DiffPart = { readonly kind: 'lines'; readonly lines: readonly DiffLine[] } | { readonly kind: 'skipped'; readonly count: number };

/** Lines that stay the same beside a change are shown; longer runs of them are counted. */
const SHOWN_AROUND = 2;

export function foldSame(lines: readonly DiffLine[]): readonly DiffPart[] {
  const near = (nth: number): boolean =>
    lines.slice(Math.max(0, nth - SHOWN_AROUND), nth + SHOWN_AROUND + 1).some(({ was }) => was !== 'same');
  // One line alone takes no more room than its count.
  const isShown = (nth: number): boolean =>
    near(nth) || ((nth === 0 || near(nth - 1)) && (nth === lines.length - 1 || near(nth + 1)) && lines.length > 1);
  const parts: ({ kind: 'lines'; lines: DiffLine[] } | { kind: 'skipped'; count: number })[] = [];
  for (const [nth, line] of lines.entries()) {
    const last = parts.at(-1);
    if (isShown(nth)) {
      if (last?.kind === 'lines') last.lines.push(line);
      else parts.push({ kind: 'lines', lines: [line] });
    } else if (last?.kind === 'skipped') last.count += 1;
    else parts.push({ kind: 'skipped', count: 1 });
  }
  return parts;
}
