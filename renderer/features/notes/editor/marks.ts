/**
 * The marks of a note, read one line at a time. A note is plain text and stays it; the marks
 * only say how a line looks. Pure: knows neither the editor nor the page.
 */
export type LineKind = 'text' | 'heading' | 'bullet' | 'number' | 'task' | 'quote';

export interface LineMarks {
  readonly kind: LineKind;
  /** How far the line is set in, in signs. */
  readonly indent: number;
  /** Where the words begin, after the mark and its blank. */
  readonly words: number;
  /** Of a heading: 1 to 3. */
  readonly level: number;
  /** Of a check box: where its `[` stands, and whether it is ticked. */
  readonly box: number;
  readonly done: boolean;
  /** Of a numbered line. */
  readonly number: number;
}

const PLAIN = { kind: 'text', level: 0, box: -1, done: false, number: 0 } as const;
const LINE =
  /^(?<indent>[ \t]*)(?:(?<heading>#{1,3}) |(?<quote>>) ?|(?:(?<bullet>[-*+•])|(?<number>\d{1,4})[.)]) (?:\[(?<task>[ xX])\](?: |$))?|\[(?<bare>[ xX])\](?: |$))/u;

export function readLine(text: string): LineMarks {
  const found = LINE.exec(text);
  const { indent = '', heading, quote, bullet, number, task, bare } = found?.groups ?? {};
  if (found === null) return { ...PLAIN, indent: 0, words: 0 };
  const line = { ...PLAIN, indent: indent.length, words: found[0].length };
  if (heading !== undefined) return { ...line, kind: 'heading', level: heading.length };
  if (quote !== undefined) return { ...line, kind: 'quote' };
  const ticked = task ?? bare;
  if (ticked !== undefined) return { ...line, kind: 'task', box: found[0].lastIndexOf('['), done: ticked !== ' ' };
  if (bullet !== undefined) return { ...line, kind: 'bullet' };
  return { ...line, kind: 'number', number: Number(number) };
}

/** Words within a line that look different: where they begin and end, their marks included. */
export interface Span {
  readonly kind: 'bold' | 'italic' | 'link';
  readonly from: number;
  readonly to: number;
  /** Signs of the mark on either side. */
  readonly mark: 1 | 2;
}

/** A line longer than this has no spans after it: nobody writes such a one by hand. */
const MAX_READ = 10_000;
const SPAN = /\[\[(?<link>[^[\]]{1,200})\]\]|\*\*(?=\S)(?<bold>[^*]*[^*\s])\*\*|(?<!\*)\*(?=[^*\s])(?<italic>[^*]*[^*\s])\*(?!\*)/gu;

export function readSpans(text: string): readonly Span[] {
  return [...text.slice(0, MAX_READ).matchAll(SPAN)].map((found) => {
    const kind = found.groups?.['link'] !== undefined ? 'link' : found.groups?.['bold'] !== undefined ? 'bold' : 'italic';
    return { kind, from: found.index, to: found.index + found[0].length, mark: kind === 'italic' ? 1 : 2 };
  });
}

/** The words of a link, without their brackets. */
export const linkTitle = (text: string, { from, to, mark }: Span): string => text.slice(from + mark, to - mark).trim();

/** The mark with which a list or a quote goes on in the next line; null for a line that does not go on by itself. */
export function nextMark(text: string, marks: LineMarks): string | null {
  const indent = text.slice(0, marks.indent);
  const mark = text.slice(marks.indent, marks.words);
  switch (marks.kind) {
    case 'text':
    case 'heading':
      return null;
    case 'number':
      return `${indent}${mark.replace(/\d+/u, String(marks.number + 1))}`;
    case 'task':
      return `${indent}${mark.replace(/\[[xX]\]/u, '[ ]').replace(/\d+/u, (digits) => String(Number(digits) + 1)).trimEnd()} `;
    case 'bullet':
    case 'quote':
      return `${indent}${mark.trimEnd()} `;
  }
}

/** What the marks of a line are for this kind. */
const MARK_OF: Readonly<Record<LineKind, (level: number, number: number) => string>> = {
  text: () => '',
  heading: (level) => `${'#'.repeat(level)} `,
  bullet: () => '- ',
  number: (_level, number) => `${number}. `,
  task: () => '- [ ] ',
  quote: () => '> ',
};

/** The mark that makes a line one of this kind. */
export const markOf = (kind: LineKind, level = 1, number = 1): string => MARK_OF[kind](level, number);

/** A line as it reads without its marks, for lists and snippets of notes. */
export function withoutMarks(text: string): string {
  const words = text.slice(readLine(text).words);
  return readSpans(words).reduceRight(
    (plain, span) => plain.slice(0, span.from) + words.slice(span.from + span.mark, span.to - span.mark) + plain.slice(span.to),
    words,
  );
}
