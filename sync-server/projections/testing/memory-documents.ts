import * as Y from 'yjs';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import type { DocumentName } from '#shared/documents/names.ts';
import type { Documents } from '../../ports.ts';

/** Documents as plain Yjs documents in memory, for tests of what is written into them. Every call is written down. */
export interface MemoryDocuments extends Documents {
  /** `write chat/…`, `refresh chat/…`, `erase chat/…`, in order. */
  readonly calls: string[];
  /** The documents that exist now. */
  names(): readonly DocumentName[];
  entries(name: DocumentName): readonly LogEntry[];
  marks(name: DocumentName): Readonly<Record<string, unknown>>;
  /** What a person writes, which the gate would let pass. */
  append(name: DocumentName, ...entries: LogEntry[]): void;
  /** The next `times` writes fail, as on a full disk. */
  failWrites(times: number): void;
}

export function createMemoryDocuments(): MemoryDocuments {
  const docs = new Map<DocumentName, Y.Doc>();
  const calls: string[] = [];
  let failures = 0;
  const open = (name: DocumentName): Y.Doc => {
    const doc = docs.get(name) ?? new Y.Doc();
    docs.set(name, doc);
    return doc;
  };
  return {
    calls,
    names: () => [...docs.keys()],
    entries: (name) => logRoots(docs.get(name) ?? new Y.Doc()).entries.toArray(),
    marks: (name) => logRoots(docs.get(name) ?? new Y.Doc()).marks.toJSON() as Record<string, unknown>,
    append: (name, ...entries) => logRoots(open(name)).entries.push(entries),
    failWrites: (times) => {
      failures = times;
    },
    write: async (name, change) => {
      calls.push(`write ${name}`);
      await Promise.resolve();
      if (failures > 0) {
        failures -= 1;
        throw new Error('the disk is full');
      }
      const doc = open(name);
      doc.transact(() => change(doc));
    },
    read: async (name, look) => {
      await Promise.resolve();
      return look(open(name));
    },
    refreshDocument: async (name) => {
      calls.push(`refresh ${name}`);
    },
    refreshAccount: async (account) => {
      calls.push(`refresh-account ${account}`);
    },
    closeDevice: async (device) => {
      calls.push(`close ${device}`);
    },
    erase: async (name) => {
      calls.push(`erase ${name}`);
      docs.delete(name);
    },
  };
}
