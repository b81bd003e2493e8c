import { historyField } from '@codemirror/commands';
import { EditorState, type EditorStateConfig } from '@codemirror/state';
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { NOTE_KEPT } from '#shared/limits.ts';
import type { NoteUndo } from '../../../vault/note-history.ts';

/**
 * Undo that survives closing: the editor's steps as plain JSON, for the very text that they lead to. Applied to any
 * other text they would scatter words, so they count only where its digest is the same.
 */
const record = z.object({ done: z.array(z.unknown()), undone: z.array(z.unknown()) });

const digestOf = (text: string): string =>
  Array.from(sha256(new TextEncoder().encode(text)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The newest steps that fit, oldest first; both stacks are taken from their ends. */
function newest(steps: readonly unknown[], room: { steps: number; length: number }): unknown[] {
  const kept: unknown[] = [];
  for (const step of steps.toReversed()) {
    room.steps -= 1;
    room.length -= JSON.stringify(step).length;
    if (room.steps < 0 || room.length < 0) break;
    kept.unshift(step);
  }
  return kept;
}

export function toUndoRecord(state: EditorState): NoteUndo {
  const { history } = z.object({ history: record }).parse(state.toJSON({ history: historyField }));
  const room = { steps: NOTE_KEPT.maxUndoSteps, length: NOTE_KEPT.maxUndoLength };
  const done = newest(history.done, room);
  const undone = newest(history.undone, room);
  return { digest: digestOf(state.doc.toString()), steps: JSON.stringify({ done, undone }) };
}

/** The state for this text, with its steps where they belong to it; `config.extensions` holds `history()`. */
export function withUndo(text: string, undo: NoteUndo | null, config: EditorStateConfig): EditorState {
  const plain = EditorState.create({ ...config, doc: text });
  const doc = plain.doc.toString();
  if (undo === null || undo.digest !== digestOf(doc)) return plain;
  try {
    const history = record.parse(JSON.parse(undo.steps));
    return EditorState.fromJSON({ doc, selection: plain.selection.toJSON(), history }, config, { history: historyField });
  } catch {
    // Steps of an editor from another time: the text is what matters.
    return plain;
  }
}
