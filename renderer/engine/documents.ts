import type { DocumentName } from '#shared/documents/names.ts';
import type { TimerHandle } from '#shared/ports.ts';
import type { DocumentHandle, DocumentOptions } from './document.ts';
import { openDocument } from './document-handle.ts';

/** Open documents, shared and counted. */
export interface Documents {
  /** The one handle of this name; give it back with `release`, once. */
  acquire(name: DocumentName): { readonly handle: DocumentHandle; release(): void };
  /** The account's rights may have changed: asks again for what was denied. */
  retryDenied(): void;
  /** Forgets the kept copy; what is open of it is closed first. */
  erase(name: DocumentName): Promise<void>;
  close(): Promise<void>;
}

/** Somebody who leaves a screen often comes back to it at once. */
export const GRACE_MS = 10_000;

interface Shared {
  readonly handle: DocumentHandle;
  users: number;
  grace: TimerHandle | null;
}

export interface DocumentsOptions extends Omit<DocumentOptions, 'name' | 'after'> {
  /** A document was closed to us: somebody changed the account's rights, perhaps. */
  onDenied(): void;
}

export function createDocuments(options: DocumentsOptions): Documents {
  const open = new Map<DocumentName, Shared>();
  /** A document is not opened again before its last closing has reached the disk. */
  const closing = new Map<DocumentName, Promise<void>>();

  function closeNow(name: DocumentName): Promise<void> {
    const shared = open.get(name);
    if (shared === undefined) return closing.get(name) ?? Promise.resolve();
    open.delete(name);
    shared.grace?.cancel();
    const closed = shared.handle.close().finally(() => closing.get(name) === closed && closing.delete(name));
    closing.set(name, closed);
    return closed;
  }

  function share(name: DocumentName): Shared {
    const handle = openDocument({ ...options, name, after: closing.get(name) ?? Promise.resolve() });
    handle.subscribe((event) => event.type === 'denied' && options.onDenied());
    const shared: Shared = { handle, users: 0, grace: null };
    open.set(name, shared);
    return shared;
  }

  return {
    acquire(name) {
      const shared = open.get(name) ?? share(name);
      shared.users += 1;
      shared.grace?.cancel();
      shared.grace = null;
      let released = false;
      return {
        handle: shared.handle,
        release() {
          if (released) return;
          released = true;
          shared.users -= 1;
          if (shared.users === 0 && open.get(name) === shared) {
            shared.grace = options.timers.after(GRACE_MS, () => void closeNow(name));
          }
        },
      };
    },
    retryDenied() {
      for (const { handle } of open.values()) handle.retry();
    },
    async erase(name) {
      await closeNow(name);
      await options.store.erase(name);
    },
    async close() {
      await Promise.all([...open.keys()].map(closeNow));
      await Promise.all(closing.values());
    },
  };
}
