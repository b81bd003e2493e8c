import { VaultFailure } from '../../../vault/failure.ts';
import { handTimers } from '../../../vault/vault.fixture.ts';
import type { Note, Vault } from '../../../vault/types.ts';
import { noteOf } from './notes.ts';

/** Notes over a disk that a test can fill, and another window that can change them. */
export interface FillableDisk {
  readonly notes: Map<string, Note>;
  readonly vault: Vault;
  readonly timers: ReturnType<typeof handTimers>;
  full: boolean;
  /** Another window has changed something. */
  tell(): void;
}

const nothing = { all: async () => [], get: async () => null, subscribe: () => () => undefined };

export function fillableDisk(...there: readonly Note[]): FillableDisk {
  const hear = new Set<() => void>();
  const notes = new Map(there.map((note) => [note.id, note]));
  const vault = {
    profile: { id: 'mine', protection: 'device' },
    notes: {
      list: async () => [...notes.values()],
      bin: async () => [],
      get: async (id: string) => notes.get(id) ?? null,
      async create() {
        const made = noteOf({ id: 'made' });
        notes.set(made.id, made);
        return made;
      },
      async save(id: string, change: Partial<Note> | ((there: Note) => Partial<Note>)) {
        const before = notes.get(id);
        if (disk.full) throw new VaultFailure('full', 'test');
        if (before === undefined) throw new VaultFailure('missing', id);
        const after = { ...before, ...(typeof change === 'function' ? change(before) : change) };
        notes.set(id, after);
        disk.tell();
        return after;
      },
      keepUndo: async () => undefined,
      erase: async (id: string, onlyIf: (note: Note) => boolean) => {
        const before = notes.get(id);
        if (before !== undefined && onlyIf(before)) notes.delete(id);
      },
      subscribe(listener: () => void) {
        const own = (): void => listener();
        hear.add(own);
        return () => hear.delete(own);
      },
    },
    settings: { get: async () => null, set: async () => undefined },
    collection: () => nothing,
    close: async () => undefined,
  } as unknown as Vault;
  const disk: FillableDisk = {
    notes,
    vault,
    timers: handTimers(),
    full: false,
    tell() {
      for (const listener of hear) listener();
    },
  };
  return disk;
}
