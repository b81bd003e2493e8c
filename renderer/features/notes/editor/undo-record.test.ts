import { history, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { Transaction, type EditorState, type StateCommand } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { NOTE_KEPT } from '#shared/limits.ts';
import { toUndoRecord, withUndo } from './undo-record.ts';

const config = { extensions: [history({ newGroupDelay: 0, minDepth: NOTE_KEPT.maxUndoSteps })] };

const run = (state: EditorState, command: StateCommand): EditorState => {
  let after = state;
  command({ state, dispatch: (transaction) => (after = transaction.state) });
  return after;
};

/** Writes each of these at the end, as a step of its own. */
function write(state: EditorState, ...texts: readonly string[]): EditorState {
  return texts.reduce(
    (now, insert, nth) =>
      now.update({
        changes: { from: now.doc.length, insert },
        annotations: [Transaction.userEvent.of(`step.${nth}`), Transaction.time.of(nth * 10_000)],
      }).state,
    state,
  );
}

describe('undo that survives closing', () => {
  it('takes back and brings again what was done before the note was closed', () => {
    const before = run(write(withUndo('', null, config), 'one', ' two', ' three'), undo);
    expect(before.doc.toString()).toBe('one two');
    let again = withUndo('one two', toUndoRecord(before), config);
    again = run(again, redo);
    expect(again.doc.toString()).toBe('one two three');
    again = run(run(again, undo), undo);
    expect(again.doc.toString()).toBe('one');
  });

  it('is forgotten where the text is another one, or the record is from another time', () => {
    const kept = toUndoRecord(write(withUndo('', null, config), 'one'));
    expect(undoDepth(withUndo('one', kept, config))).toBe(1);
    expect(undoDepth(withUndo('one!', kept, config))).toBe(0);
    for (const steps of ['', '{}', '{"done":[{"changes":7}],"undone":[]}']) {
      expect(undoDepth(withUndo('one', { ...kept, steps }, config))).toBe(0);
    }
  });

  it('keeps the newest steps, so many and so long', () => {
    const many = write(withUndo('', null, config), ...Array.from({ length: NOTE_KEPT.maxUndoSteps + 20 }, () => 'a'));
    const again = withUndo(many.doc.toString(), toUndoRecord(many), config);
    expect(undoDepth(again)).toBe(NOTE_KEPT.maxUndoSteps);
    const long = write(withUndo('x'.repeat(NOTE_KEPT.maxUndoLength), null, config), 'a', 'b');
    const emptied = long.update({ changes: { from: 0, to: long.doc.length }, annotations: Transaction.time.of(1e9) }).state;
    const last = write(emptied, 'new');
    const record = toUndoRecord(last);
    expect(record.steps.length).toBeLessThan(NOTE_KEPT.maxUndoLength + 100);
    let back = withUndo('new', record, config);
    expect(undoDepth(back)).toBe(1);
    back = run(back, undo);
    expect(back.doc.toString()).toBe('');
    expect(redoDepth(back)).toBe(1);
  });
});
