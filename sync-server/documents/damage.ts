import type * as Y from 'yjs';
import type { DocumentName } from '#shared/documents/names.ts';
import { isDamage } from '../database/storage-error.ts';
import type { Documents, Log } from '../ports.ts';

/** What is stored of a document is not what was stored (RELIABILITY A7), or holds what may not be there (GATE G5). */
export class DamagedDocumentError extends Error {
  override readonly name = 'DamagedDocumentError';
}

/** What `work` gives, or null where a document in it is damaged: one must not keep all others waiting for ever (RELIABILITY A7). */
export const unlessDamaged = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    if (error instanceof DamagedDocumentError) return null;
    throw error;
  });

/**
 * For an erasure (RELIABILITY H3): takes something out of a document; where that is damaged, takes the document away whole, since nobody
 * can read it or tell whose words are in it, and says so to the operator, who may have it in a backup. `instead`: what the empty one holds.
 */
export async function takeOutOrErase(
  { documents, log }: { readonly documents: Pick<Documents, 'write' | 'erase'>; readonly log: Pick<Log, 'warn'> },
  name: DocumentName,
  { takeOut, instead }: { readonly takeOut: (doc: Y.Doc) => void; readonly instead?: ((doc: Y.Doc) => void) | undefined },
): Promise<void> {
  const done = await unlessDamaged(documents.write(name, takeOut).then(() => true));
  if (done !== null) return;
  await documents.erase(name);
  log.warn('document-given-up', { document: name });
  if (instead !== undefined) await documents.write(name, instead);
}

/**
 * Documents that are set aside: their rows stay as they are, for whoever can save something of them, and nobody is sent a
 * byte of them. All others are served. A start looks at them anew.
 */
export class DamagedDocuments {
  readonly #errors = new Map<DocumentName, DamagedDocumentError>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  get size(): number {
    return this.#errors.size;
  }

  /** Throws for one that is set aside. */
  check(name: DocumentName): void {
    const error = this.#errors.get(name);
    if (error !== undefined) throw error;
  }

  /** Sets it aside if that is what the error says of it. Gives back the error that is to be thrown. */
  setAside(name: DocumentName, error: unknown): unknown {
    if (!(error instanceof DamagedDocumentError) && !isDamage(error)) return error;
    const damage = error instanceof DamagedDocumentError ? error : new DamagedDocumentError('SQLite cannot read it', { cause: error });
    this.#errors.set(name, damage);
    // Named, since an operator must know which one to save. A name says nothing of what is in it or whose it is.
    this.#log.error('document-damaged', { document: name, why: damage.message });
    return damage;
  }

  /** It was erased: a new one of the name begins empty. */
  forget(name: DocumentName): void {
    this.#errors.delete(name);
  }
}
