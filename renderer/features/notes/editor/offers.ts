import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { editorEnv } from './env.ts';

/** The titles of other notes, offered while `[[` is being written. */
interface Offers {
  /** Where the words after `[[` begin. */
  readonly from: number;
  readonly titles: readonly string[];
  readonly chosen: number;
}

const LIST_ID = 'note-title-offers';
const optionId = (nth: number): string => `${LIST_ID}-${nth}`;
const BEGUN = /\[\[([^[\]]{0,100})$/u;

/** What stands between `[[` and the caret; null where no link is being written. */
export function begunLink(before: string): string | null {
  return BEGUN.exec(before)?.[1] ?? null;
}

const choose = StateEffect.define<number>();
const dismiss = StateEffect.define<null>();

function offersFor(state: EditorState): Offers | null {
  const { main } = state.selection;
  if (!main.empty) return null;
  const line = state.doc.lineAt(main.head);
  const words = begunLink(line.text.slice(Math.max(0, main.head - line.from - 110), main.head - line.from));
  if (words === null) return null;
  const titles = state.facet(editorEnv).titles.holding(words);
  return titles.length === 0 ? null : { from: main.head - words.length, titles, chosen: 0 };
}

/** Only writing brings offers up; wherever the caret goes after that, they stay up to date or go. */
const field = StateField.define<Offers | null>({
  create: () => null,
  update(offers, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(dismiss)) return null;
      if (effect.is(choose) && offers !== null) return { ...offers, chosen: effect.value };
    }
    if (transaction.isUserEvent('input') || transaction.isUserEvent('delete')) return offersFor(transaction.state);
    if (offers !== null && (transaction.docChanged || transaction.selection !== undefined)) return offersFor(transaction.state);
    return offers;
  },
  provide: (self) => [
    showTooltip.from(self, (offers) => (offers === null ? null : tooltip(offers))),
    EditorView.contentAttributes.from(self, (offers) => ({
      'aria-autocomplete': 'list',
      ...(offers === null ? {} : { 'aria-controls': LIST_ID, 'aria-activedescendant': optionId(offers.chosen) }),
    })),
  ],
});

const tooltip = (offers: Offers): Tooltip => ({ pos: offers.from, above: false, create: (view) => ({ dom: drawList(view, offers) }) });

function drawList(view: EditorView, offers: Offers): HTMLElement {
  const list = document.createElement('ul');
  list.id = LIST_ID;
  list.className = 'sv-offers';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', view.state.facet(editorEnv).texts.offers);
  for (const [nth, title] of offers.titles.entries()) {
    const option = document.createElement('li');
    option.id = optionId(nth);
    option.dir = 'auto';
    option.textContent = title;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', String(nth === offers.chosen));
    // Before the text loses the focus.
    option.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      take(view, nth);
    });
    list.append(option);
  }
  return list;
}

/** Puts the title in, closes the link where it is open, and goes on behind it. */
function take(view: EditorView, nth: number): boolean {
  const offers = view.state.field(field);
  const title = offers?.titles[nth];
  if (offers === null || title === undefined) return false;
  const { head } = view.state.selection.main;
  const closed = view.state.sliceDoc(head, head + 2) === ']]';
  view.dispatch({
    changes: { from: offers.from, to: closed ? head + 2 : head, insert: `${title}]]` },
    selection: { anchor: offers.from + title.length + 2 },
    effects: dismiss.of(null),
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
  return true;
}

const step = (by: number) => (view: EditorView): boolean => {
  const offers = view.state.field(field);
  if (offers === null) return false;
  const count = offers.titles.length;
  view.dispatch({ effects: choose.of((offers.chosen + by + count) % count) });
  return true;
};

const close = (view: EditorView): boolean => {
  if (view.state.field(field) === null) return false;
  view.dispatch({ effects: dismiss.of(null) });
  return true;
};

/** To be put before other keys: while offers are up, the arrows and Enter are theirs. */
export const offers: Extension = [
  field,
  keymap.of([
    { key: 'ArrowDown', run: step(1) },
    { key: 'ArrowUp', run: step(-1) },
    { key: 'Enter', run: (view) => take(view, view.state.field(field)?.chosen ?? 0) },
    { key: 'Escape', run: close },
  ]),
  EditorView.domEventHandlers({ blur: (_event, view) => void close(view) }),
];
