import type * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import { pageRoot } from '#shared/documents/page.ts';
import type { DocumentShape } from '#shared/documents/shapes.ts';
import { unreachable } from '#shared/result.ts';

/** What the house needs to know of a live document's content, whatever its shape. */
export interface DocumentContent {
  /** Entries of a log; a page has none. */
  readonly entryCount: number;
}

/**
 * Makes the declared roots, with their right types. `removed` is called whenever words were taken away that must not
 * stay in the relay's files. In a page every key that deletes would do so: there the words leave the files at the next
 * fold, and a page that is erased as a whole leaves them at once, like a log.
 */
export function openContent(doc: Y.Doc, shape: DocumentShape, removed: () => void): DocumentContent {
  switch (shape.shape) {
    case 'log':
      return openLog(doc, removed);
    case 'page':
      pageRoot(doc, shape);
      return { entryCount: 0 };
    default:
      return unreachable(shape);
  }
}

function openLog(doc: Y.Doc, removed: () => void): DocumentContent {
  const { entries, marks } = logRoots(doc);
  // Overwriting a mark also deletes, its older value; only what people would call a deletion counts.
  entries.observe((event) => {
    if (event.transaction.deleteSet.clients.size > 0 && event.changes.deleted.size > 0) removed();
  });
  marks.observe((event) => {
    for (const { action } of event.changes.keys.values()) if (action === 'delete') removed();
  });
  return {
    get entryCount() {
      return entries.length;
    },
  };
}

/** Makes the declared roots before anything is loaded, since Yjs guesses no type that it has not been told. */
export function makeRoots(doc: Y.Doc, shape: DocumentShape): void {
  if (shape.shape === 'log') logRoots(doc);
  else pageRoot(doc, shape);
}
