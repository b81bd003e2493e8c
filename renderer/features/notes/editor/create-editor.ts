import { history, historyKeymap, redo, standardKeymap, undo } from '@codemirror/commands';
import { Annotation, Compartment, EditorState, Prec, Transaction, type StateCommand } from '@codemirror/state';
import { EditorView, keymap, placeholder, type Command } from '@codemirror/view';
import { NOTE_KEPT, TEXT } from '#shared/limits.ts';
import type { NoteUndo } from '../../../vault/note-history.ts';
import { beginLink, continueList, looksAt, removeMark, setIn, setOut, tick, toggleLines, toggleStars, type Looks } from './commands.ts';
import { editorEnv, type EditorEnv } from './env.ts';
import { linkAt, looks } from './looks.ts';
import { SHORTCUTS, type ToolName } from './tools.ts';
import { toUndoRecord, withUndo } from './undo-record.ts';
import { offers } from './offers.ts';

/** The text of an open note, for the rest of the app. */
export interface NoteText {
  focus(): void;
  /** Does what a button of the tool bar says, and gives the focus back to the text. */
  use(tool: ToolName): void;
  /** Puts other words in place. `restore` can be taken back; what another window wrote is no step of this one. */
  replace(body: string, why: 'restore' | 'other-window'): void;
  setEnv(env: EditorEnv): void;
  body(): string;
  undoRecord(): NoteUndo;
  /** Takes it out of the page. Its text and its steps can still be asked for. */
  remove(): void;
}

export interface NoteTextParts {
  readonly parent: HTMLElement;
  readonly body: string;
  readonly undo: NoteUndo | null;
  readonly env: EditorEnv;
  /** Called with the whole text after each change that is to be saved. */
  readonly onChange: (body: string) => void;
  readonly onLooks: (looks: Looks) => void;
  /** More was written or pasted than a note can hold; it was left out. */
  readonly onFull: () => void;
}

const COMMANDS: Readonly<Record<ToolName, StateCommand>> = {
  heading: toggleLines('heading', 1),
  subheading: toggleLines('heading', 2),
  bold: toggleStars('bold'),
  italic: toggleStars('italic'),
  bullet: toggleLines('bullet'),
  number: toggleLines('number'),
  task: toggleLines('task'),
  quote: toggleLines('quote'),
  link: beginLink,
  undo,
  redo,
};

/** Ticks the box of this line, or goes where the link at the caret leads. */
const actHere: Command = (view) => {
  const title = linkAt(view.state);
  if (title === null) return tick(view);
  view.state.facet(editorEnv).openTitle(title);
  return true;
};

const ownKeys = [
  { key: 'Enter', run: continueList },
  { key: 'Backspace', run: removeMark },
  { key: 'Mod-Enter', run: actHere },
  { key: 'Mod-]', run: setIn },
  { key: 'Mod-[', run: setOut },
  ...Object.entries(SHORTCUTS).map(([tool, key]) => ({ key, run: COMMANDS[tool as ToolName], preventDefault: true })),
];

const fromOutside = Annotation.define<boolean>();

const envOf = (env: EditorEnv) => [
  editorEnv.of(env),
  placeholder(env.texts.placeholder),
  EditorView.contentAttributes.of({ 'aria-label': env.texts.label }),
];

/** Only the middle that differs is changed, so that the caret stays with its words. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < most - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

export function createNoteText(parts: NoteTextParts): NoteText {
  const env = new Compartment();
  const bound = EditorState.changeFilter.of((transaction) => {
    const tooLong = transaction.newDoc.length > Math.max(TEXT.maxNoteBodyLength, transaction.startState.doc.length);
    if (tooLong) parts.onFull();
    return !tooLong;
  });
  const extensions = [
    history({ minDepth: NOTE_KEPT.maxUndoSteps }),
    bound,
    EditorView.lineWrapping,
    // What Chromium does for any text field; words of another window's are no reason to correct anything.
    EditorView.contentAttributes.of({ spellcheck: 'true', autocorrect: 'on', autocapitalize: 'sentences' }),
    env.of(envOf(parts.env)),
    looks,
    Prec.highest(offers),
    Prec.high(keymap.of(ownKeys)),
    keymap.of([...historyKeymap, ...standardKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.every((one) => one.annotation(fromOutside) === true)) {
        parts.onChange(update.state.doc.toString());
      }
      if (update.docChanged || update.selectionSet) parts.onLooks(looksAt(update.state));
    }),
  ];
  const view = new EditorView({ parent: parts.parent, state: withUndo(parts.body, parts.undo, { extensions }) });
  parts.onLooks(looksAt(view.state));
  return {
    focus: () => view.focus(),
    use(tool) {
      COMMANDS[tool](view);
      view.focus();
    },
    replace(body, why) {
      const theirs = why === 'other-window';
      const annotations = theirs ? [Transaction.addToHistory.of(false), fromOutside.of(true)] : [Transaction.userEvent.of('input.restore')];
      view.dispatch({ changes: difference(view.state.doc.toString(), body), annotations });
    },
    setEnv: (next) => view.dispatch({ effects: env.reconfigure(envOf(next)) }),
    body: () => view.state.doc.toString(),
    undoRecord: () => toUndoRecord(view.state),
    remove: () => view.destroy(),
  };
}
