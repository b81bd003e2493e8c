import { type EditorState, type Line, type Range } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { editorEnv } from './env.ts';
import { linkTitle, readLine, readSpans, type LineMarks } from './marks.ts';
import { BoxWidget, LinkWidget } from './widgets.ts';

/**
 * How plain text comes to look rich: only what is in sight is looked at. Marks are hidden where nobody writes, and stand
 * there, faint, in the line of the caret.
 */
const HIDDEN = Decoration.replace({});
/** Blanks before a list's mark, which its place shows. */
const SET_IN = Decoration.replace({ atom: true });
const MARK = Decoration.mark({ class: 'sv-mark' });
const BULLET = Decoration.mark({ class: 'sv-bullet' });
const NUMBER = Decoration.mark({ class: 'sv-number' });
const LINK = Decoration.mark({ class: 'sv-link-open' });
const BOLD = Decoration.mark({ tagName: 'strong' });
const ITALIC = Decoration.mark({ tagName: 'em' });
const DONE = Decoration.mark({ class: 'sv-done' });
const MAX_DEPTH = 4;
const SIGNS_PER_DEPTH = 2;

const lineClass = (marks: LineMarks): string => {
  const depth = Math.min(MAX_DEPTH, Math.floor(marks.indent / SIGNS_PER_DEPTH));
  switch (marks.kind) {
    case 'text':
      return 'sv-line';
    case 'heading':
      return `sv-line sv-h${marks.level}`;
    case 'quote':
      return 'sv-line sv-quote';
    default:
      return `sv-line sv-item sv-depth${depth}`;
  }
};

/** Whether somebody writes between these two places. */
const isTouched = (state: EditorState, focused: boolean, from: number, to: number): boolean =>
  focused && state.selection.ranges.some((range) => range.from <= to && range.to >= from);

function markOfLine(view: EditorView, line: Line, marks: LineMarks, touched: boolean): readonly Range<Decoration>[] {
  const [from, to] = [line.from + marks.indent, line.from + marks.words];
  const indent = marks.indent > 0 && marks.kind !== 'quote' ? [SET_IN.range(line.from, from)] : [];
  switch (marks.kind) {
    case 'text':
      return [];
    case 'heading':
    case 'quote':
      return [(touched ? MARK : HIDDEN).range(from, to)];
    case 'bullet':
      return [...indent, BULLET.range(from, from + 1)];
    case 'number':
      return [...indent, NUMBER.range(from, to)];
    case 'task': {
      const label = line.text.slice(marks.words).trim() || view.state.facet(editorEnv).texts.emptyBox;
      const box = Decoration.replace({ widget: new BoxWidget(marks.done, label), atom: true });
      const words = line.from + marks.words;
      const done = marks.done && words < line.to ? [DONE.range(words, line.to)] : [];
      return [...indent, box.range(from, line.from + marks.box + 3), ...done];
    }
  }
}

function spansOfLine(view: EditorView, line: Line, focused: boolean): readonly Range<Decoration>[] {
  return readSpans(line.text).flatMap((span) => {
    const [from, to] = [line.from + span.from, line.from + span.to];
    const touched = isTouched(view.state, focused, from, to);
    if (span.kind === 'link') {
      if (touched) return [LINK.range(from, to)];
      const title = linkTitle(line.text, span);
      const note = view.state.facet(editorEnv).titles.find(title);
      return [Decoration.replace({ widget: new LinkWidget(title, note) }).range(from, to)];
    }
    const marks = touched ? MARK : HIDDEN;
    const words = span.kind === 'bold' ? BOLD : ITALIC;
    return [marks.range(from, from + span.mark), words.range(from + span.mark, to - span.mark), marks.range(to - span.mark, to)];
  });
}

function decorate(view: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  const focused = view.hasFocus;
  let last = -1;
  for (const visible of view.visibleRanges) {
    for (let at = visible.from; at <= visible.to; ) {
      const line = view.state.doc.lineAt(at);
      at = line.to + 1;
      if (line.from <= last) continue;
      last = line.from;
      const marks = readLine(line.text);
      ranges.push(Decoration.line({ class: lineClass(marks), attributes: { dir: 'auto' } }).range(line.from));
      ranges.push(...markOfLine(view, line, marks, isTouched(view.state, focused, line.from, line.to)));
      ranges.push(...spansOfLine(view, line, focused));
    }
  }
  return Decoration.set(ranges, true);
}

const isAtom = (_from: number, _to: number, { spec }: Decoration): boolean => (spec as { atom?: boolean }).atom === true;

const changesLooks = (update: ViewUpdate): boolean =>
  update.docChanged ||
  update.viewportChanged ||
  update.selectionSet ||
  update.focusChanged ||
  update.startState.facet(editorEnv) !== update.state.facet(editorEnv);

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update(update: ViewUpdate): void {
      if (changesLooks(update)) this.decorations = decorate(update.view);
    }
  },
  {
    decorations: ({ decorations }) => decorations,
    // A box, and the blanks before a list's mark, are stepped over as one.
    provide: (own) => EditorView.atomicRanges.of((view) => view.plugin(own)?.decorations.update({ filter: isAtom }) ?? Decoration.none),
  },
);

export const looks = [plugin, EditorView.perLineTextDirection.of(true)];

/** The title of the link that the caret is in; null when it is in none. */
export function linkAt(state: EditorState): string | null {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const span = readSpans(line.text).find(
    ({ kind, from, to }) => kind === 'link' && line.from + from <= head && head <= line.from + to,
  );
  return span === undefined ? null : linkTitle(line.text, span);
}
