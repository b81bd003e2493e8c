import { EditorView, WidgetType } from '@codemirror/view';
import { editorEnv } from './env.ts';
import { readLine } from './marks.ts';

/** Ticks or clears the box of the line at `at`. One step for undo. */
export function flipBox(view: EditorView, at: number): void {
  const line = view.state.doc.lineAt(at);
  const { kind, box, done } = readLine(line.text);
  if (kind !== 'task') return;
  const from = line.from + box + 1;
  view.dispatch({ changes: { from, to: from + 1, insert: done ? ' ' : 'x' }, userEvent: 'input' });
}

/** A real check box in the text: reached with Tab, ticked with Space, spoken with the words beside it. */
export class BoxWidget extends WidgetType {
  readonly done: boolean;
  readonly label: string;

  constructor(done: boolean, label: string) {
    super();
    this.done = done;
    this.label = label;
  }

  override eq(other: BoxWidget): boolean {
    return other.done === this.done && other.label === this.label;
  }

  override toDOM(view: EditorView): HTMLElement {
    const place = document.createElement('span');
    place.className = 'sv-box';
    const box = document.createElement('input');
    box.type = 'checkbox';
    // Or the browser keeps, with its session, which boxes were ticked.
    box.autocomplete = 'off';
    box.addEventListener('change', () => flipBox(view, view.posAtDOM(place)));
    place.append(box);
    this.updateDOM(place);
    return place;
  }

  /** The same box stays in the page, so that it keeps the focus when it was ticked. */
  override updateDOM(place: HTMLElement): boolean {
    const box = place.querySelector('input');
    if (box === null) return false;
    box.checked = this.done;
    box.setAttribute('aria-label', this.label);
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** The way to another note. Where there is none of that title, a button that begins it. */
export class LinkWidget extends WidgetType {
  readonly title: string;
  readonly note: string | null;

  constructor(title: string, note: string | null) {
    super();
    this.title = title;
    this.note = note;
  }

  override eq(other: LinkWidget): boolean {
    return other.title === this.title && other.note === this.note;
  }

  override toDOM(view: EditorView): HTMLElement {
    const { texts, openTitle } = view.state.facet(editorEnv);
    const way = document.createElement(this.note === null ? 'button' : 'a');
    way.className = this.note === null ? 'sv-link sv-link-new' : 'sv-link';
    way.textContent = this.title;
    way.dir = 'auto';
    if (way instanceof HTMLAnchorElement) way.href = `#/notes/${this.note}`;
    else {
      way.setAttribute('type', 'button');
      way.setAttribute('aria-label', texts.beginNote(this.title));
      way.title = texts.beginNote(this.title);
      way.addEventListener('click', () => openTitle(this.title));
    }
    return way;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
