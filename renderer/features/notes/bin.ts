import { NOTE } from '#shared/limits.ts';
import type { Note, Vault } from '../../vault/types.ts';

const DAY_MS = 86_400_000;

/** When a note in the bin is erased by itself. */
export const erasedAtMs = (note: Pick<Note, 'deletedAtMs'>): number | null =>
  note.deletedAtMs === null ? null : note.deletedAtMs + NOTE.binKeptMs;

/**
 * Whole days that a note still lies in the bin; the last one counts until it is over. Never more than it was given: the time
 * on screen may be a little older than the moment in which the note was put there.
 */
export const daysLeft = (note: Pick<Note, 'deletedAtMs'>, nowMs: number): number => {
  const leftMs = Math.min(NOTE.binKeptMs, (erasedAtMs(note) ?? nowMs) - nowMs);
  return Math.max(0, Math.ceil(leftMs / DAY_MS));
};

/** Those whose time in the bin is over. */
export const overdue = (binned: readonly Note[], nowMs: number): readonly Note[] =>
  binned.filter((note) => {
    const atMs = erasedAtMs(note);
    return atMs !== null && atMs <= nowMs;
  });

/** Erases what is overdue, each as it is stored at that moment: brought back meanwhile, also in another window, it stays. */
export async function sweep(notes: Pick<Vault['notes'], 'bin' | 'erase'>, nowMs: () => number): Promise<void> {
  for (const { id } of overdue(await notes.bin(), nowMs())) {
    await notes.erase(id, (note) => overdue([note], nowMs()).length > 0);
  }
}
