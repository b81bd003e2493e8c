import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EditorView } from '@codemirror/view';
import { TEXT } from '#shared/limits.ts';
import type { NoteUndo } from '../../../vault/note-history.ts';
import { createNoteText, type NoteText } from './create-editor.ts';
import { NO_TITLES } from './note-titles.ts';

/** The text of an open note, as the rest of the app holds it. What hands do to it is in e2e/note-editor.test.ts. */
describe('the text of a note', () => {
  let parent: HTMLElement;
  let saved: string[];
  let full: number;
  let text: NoteText;

  const open = (body: string, undo: NoteUndo | null = null): EditorView => {
    text = createNoteText({
      parent, body, undo,
      env: {
        titles: { ...NO_TITLES, find: (title) => (title === 'Sea' ? 'abc' : null) },
        texts: { label: 'Text', placeholder: 'Begin', emptyBox: 'Check box', offers: 'Titles', beginNote: (title) => `Begin ${title}` },
        openTitle: () => undefined,
      },
      onChange: (now) => saved.push(now),
      onLooks: () => undefined,
      onFull: () => (full += 1),
    });
    return EditorView.findFromDOM(parent)!;
  };
  const write = (view: EditorView, insert: string): void =>
    view.dispatch({ changes: { from: view.state.doc.length, insert }, userEvent: 'input.type' });

  beforeEach(() => {
    parent = document.body.appendChild(document.createElement('div'));
    saved = [];
    full = 0;
  });
  afterEach(() => {
    text.remove();
    parent.remove();
  });

  it('is a named text box, corrected as any other, and says each change', () => {
    const view = open('one');
    write(view, ' two');
    const box = parent.querySelector('[role="textbox"]');
    expect(box?.getAttribute('aria-label')).toBe('Text');
    expect(box?.getAttribute('spellcheck')).toBe('true');
    expect(saved).toEqual(['one two']);
  });

  it('leaves out what a note cannot hold, and says so; what is there can still be shortened', () => {
    const view = open('x'.repeat(TEXT.maxNoteBodyLength));
    write(view, 'y');
    expect([full, saved]).toEqual([1, []]);
    view.dispatch({ changes: { from: 0, to: 2 } });
    expect(saved[0]).toHaveLength(TEXT.maxNoteBodyLength - 2);
  });

  it('the words of another window are shown, not saved again, and no step of undo here', () => {
    const view = open('one');
    write(view, ' mine');
    text.replace('zero one mine', 'other-window');
    expect(saved).toEqual(['one mine']);
    text.use('undo');
    expect(text.body()).toBe('zero one');
  });

  it('a restored version is saved, and undo takes it back', () => {
    open('now');
    text.replace('then', 'restore');
    expect(saved).toEqual(['then']);
    text.use('undo');
    expect(text.body()).toBe('now');
  });

  it('undo survives closing', () => {
    const view = open('one');
    write(view, ' two');
    const record = text.undoRecord();
    text.remove();
    open('one two', record);
    text.use('undo');
    expect(text.body()).toBe('one');
  });

  it('boxes are real ones, named by their words, and a link leads to its note', () => {
    open('[ ] call home\n- [x]\nsee [[Sea]] and [[Land]]');
    const boxes = [...parent.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
    expect(boxes.map((box) => [box.getAttribute('aria-label'), box.checked])).toEqual([['call home', false], ['Check box', true]]);
    boxes[0]?.click();
    expect(saved.at(-1)).toContain('[x] call home');
    expect(parent.querySelector('a.sv-link')?.getAttribute('href')).toBe('#/notes/abc');
    expect(parent.querySelector('button.sv-link-new')?.getAttribute('aria-label')).toBe('Begin Land');
  });
});
