import { EditorSelection, type ChangeSpec, type EditorState, type Line, type StateCommand } from '@codemirror/state';
import { markOf, nextMark, readLine, readSpans, type LineKind } from './marks.ts';

/** What keys and buttons do to a note's text. Each is one step for undo. They know the text and the caret, and no page. */

const INDENT = '  ';

/** Every line that the selection touches, once and in order. */
function touchedLines(state: EditorState): readonly Line[] {
  const lines = new Map<number, Line>();
  for (const { from, to } of state.selection.ranges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at);
      lines.set(line.number, line);
      at = line.to + 1;
    }
  }
  return [...lines.values()];
}

/** Makes changes and leaves the caret behind what was put before it. */
function change(target: Parameters<StateCommand>[0], changes: readonly ChangeSpec[], userEvent: string): boolean {
  if (changes.length === 0 || target.state.readOnly) return false;
  const set = target.state.changes(changes);
  const selection = EditorSelection.create(
    target.state.selection.ranges.map(({ anchor, head }) => EditorSelection.range(set.mapPos(anchor, 1), set.mapPos(head, 1))),
    target.state.selection.mainIndex,
  );
  target.dispatch(target.state.update({ changes: set, selection, userEvent, scrollIntoView: true }));
  return true;
}

/** Enter in a list or a quote: the next line begins with the same mark; on a line with nothing but its mark, it ends there. */
export const continueList: StateCommand = (target) => {
  const { state } = target;
  const { main } = state.selection;
  if (state.selection.ranges.length > 1 || !main.empty) return false;
  const line = state.doc.lineAt(main.head);
  const marks = readLine(line.text);
  const next = nextMark(line.text, marks);
  if (next === null || main.head < line.from + marks.words) return false;
  if (line.text.slice(marks.words).trim() === '') return change(target, [{ from: line.from, to: line.to }], 'delete');
  return change(target, [{ from: main.head, insert: `\n${next}` }], 'input');
};

/** Backspace where the words of a marked line begin takes the mark away, and leaves the words. */
export const removeMark: StateCommand = (target) => {
  const { main } = target.state.selection;
  if (target.state.selection.ranges.length > 1 || !main.empty) return false;
  const line = target.state.doc.lineAt(main.head);
  const marks = readLine(line.text);
  if (marks.kind === 'text' || main.head !== line.from + marks.words) return false;
  return change(target, [{ from: line.from + marks.indent, to: line.from + marks.words }], 'delete');
};

/** Makes the touched lines of this kind, or plain again when all of them are so already. Empty lines between stay empty. */
export const toggleLines = (kind: LineKind, level = 1): StateCommand => (target) => {
  const touched = touchedLines(target.state);
  const lines = touched.length === 1 ? touched : touched.filter((line) => line.text.trim() !== '');
  const marked = lines.map((line) => ({ line, marks: readLine(line.text) }));
  const already = marked.every(({ marks }) => marks.kind === kind && (kind !== 'heading' || marks.level === level));
  return change(
    target,
    marked.map(({ line, marks }, nth) => ({
      from: line.from + marks.indent,
      to: line.from + marks.words,
      insert: already ? '' : markOf(kind, level, nth + 1),
    })),
    'input',
  );
};

/** Puts stars around the selected words, or the word at the caret; takes them away where they are. */
export const toggleStars = (kind: 'bold' | 'italic'): StateCommand => (target) => {
  const { state } = target;
  const { main } = state.selection;
  const line = state.doc.lineAt(main.from);
  if (main.to > line.to || state.readOnly) return false;
  const mark = kind === 'bold' ? '**' : '*';
  const [from, to] = [main.from - line.from, main.to - line.from];
  const there = readSpans(line.text).find((span) => span.kind === kind && span.from <= from && to <= span.to);
  if (there !== undefined) {
    return change(target, [
      { from: line.from + there.from, to: line.from + there.from + mark.length },
      { from: line.from + there.to - mark.length, to: line.from + there.to },
    ], 'input');
  }
  const words = main.empty ? (state.wordAt(main.head) ?? main) : trimmed(state, main);
  target.dispatch(
    state.update({
      changes: [{ from: words.from, insert: mark }, { from: words.to, insert: mark }],
      selection: main.empty && words.empty
        ? EditorSelection.cursor(main.head + mark.length)
        : EditorSelection.range(words.from + mark.length, words.to + mark.length),
      userEvent: 'input',
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Stars stand close to their words. */
function trimmed(state: EditorState, { from, to }: { from: number; to: number }): { from: number; to: number; empty: boolean } {
  const text = state.sliceDoc(from, to);
  const begin = from + (text.length - text.trimStart().length);
  const end = Math.max(begin, to - (text.length - text.trimEnd().length));
  return { from: begin, to: end, empty: begin === end };
}

/** Begins a link to another note around the selection; the titles are offered as soon as it is there. */
export const beginLink: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { from, to } = state.selection.main;
  const title = state.sliceDoc(from, Math.min(to, state.doc.lineAt(from).to));
  dispatch(
    state.update({
      changes: { from, to: from + title.length, insert: title === '' ? '[[' : `[[${title}]]` },
      selection: EditorSelection.cursor(from + 2 + title.length),
      userEvent: 'input.type',
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Ticks the check boxes of the touched lines, or clears them when all are ticked. */
export const tick: StateCommand = (target) => {
  const boxes = touchedLines(target.state).flatMap((line) => {
    const marks = readLine(line.text);
    return marks.kind === 'task' ? [{ at: line.from + marks.box + 1, done: marks.done }] : [];
  });
  const done = boxes.every((box) => box.done);
  return change(target, boxes.map(({ at }) => ({ from: at, to: at + 1, insert: done ? ' ' : 'x' })), 'input');
};

/** Sets the touched lines of lists further in or out. Tab itself goes on to the next thing, as everywhere in the app. */
export const setIn: StateCommand = (target) =>
  change(target, listLines(target.state).map((line) => ({ from: line.from, insert: INDENT })), 'input.indent');

export const setOut: StateCommand = (target) =>
  change(
    target,
    listLines(target.state).flatMap((line) => {
      const blanks = /^(?: {1,2}|\t)/u.exec(line.text)?.[0].length ?? 0;
      return blanks === 0 ? [] : [{ from: line.from, to: line.from + blanks }];
    }),
    'delete.dedent',
  );

const listLines = (state: EditorState): readonly Line[] =>
  touchedLines(state).filter((line) => ['bullet', 'number', 'task'].includes(readLine(line.text).kind));

/** How the words at the caret look, for the buttons to show. */
export interface Looks {
  readonly kind: LineKind;
  readonly level: number;
  readonly bold: boolean;
  readonly italic: boolean;
}

export function looksAt(state: EditorState): Looks {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const { kind, level } = readLine(line.text);
  const [from, to] = [main.from - line.from, main.to - line.from];
  const within = readSpans(line.text).filter((span) => span.from <= from && to <= span.to);
  return { kind, level, bold: within.some((span) => span.kind === 'bold'), italic: within.some((span) => span.kind === 'italic') };
}
