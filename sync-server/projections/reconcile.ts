import { isDeepStrictEqual } from 'node:util';
import type * as Y from 'yjs';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';

/** What a document of the log shape ought to hold: entries in order, and marks by key. */
export interface DesiredLog {
  readonly entries: readonly LogEntry[];
  readonly marks: ReadonlyMap<string, unknown>;
}

/** True when the document holds exactly what it ought to, so that nothing needs to be written. */
export function isLevel(doc: Y.Doc, desired: DesiredLog): boolean {
  const { entries, marks } = logRoots(doc);
  if (marks.size !== desired.marks.size || entries.length !== desired.entries.length) return false;
  for (const [key, value] of desired.marks) if (!isDeepStrictEqual(marks.get(key), value)) return false;
  return isDeepStrictEqual(entries.toArray(), desired.entries);
}

/**
 * Makes a document that the relay alone writes hold exactly what is desired, and writes only the difference: what is
 * right already costs no struct and no byte on the wire. Call it within one transaction.
 */
export function reconcile(doc: Y.Doc, desired: DesiredLog): void {
  const { entries, marks } = logRoots(doc);
  reconcileEntries(entries, desired.entries);
  reconcileMarks(marks, desired.marks);
}

function reconcileEntries(entries: Y.Array<LogEntry>, desired: readonly LogEntry[]): void {
  const wanted = new Map(desired.map((entry, index) => [entry.id, { entry, index }]));
  const isWanted = (entry: LogEntry): boolean => isDeepStrictEqual(wanted.get(entry.id)?.entry, entry);
  deleteWhere(entries, (entry) => !isWanted(entry));

  const positions = entries.toArray().map((entry) => wanted.get(entry.id)?.index ?? -1);
  const inOrder = positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? -1));
  if (!inOrder) entries.delete(0, entries.length);
  insertMissing(entries, desired, new Set(inOrder ? positions : []));
}

/** From the end, so that indexes stay true; neighbours go in one piece, which leaves one tombstone. */
function deleteWhere(entries: Y.Array<LogEntry>, unwanted: (entry: LogEntry) => boolean): void {
  const present = entries.toArray();
  let end = present.length;
  while (end > 0) {
    let start = end;
    for (let entry = present[start - 1]; entry !== undefined && unwanted(entry); entry = present[start - 1]) start -= 1;
    if (start < end) entries.delete(start, end - start);
    end = start - 1;
  }
}

function insertMissing(entries: Y.Array<LogEntry>, desired: readonly LogEntry[], present: ReadonlySet<number>): void {
  let run: LogEntry[] = [];
  desired.forEach((entry, index) => {
    if (!present.has(index)) run.push(entry);
    if (run.length > 0 && (present.has(index) || index === desired.length - 1)) {
      entries.insert(present.has(index) ? index - run.length : index - run.length + 1, run);
      run = [];
    }
  });
}

function reconcileMarks(marks: Y.Map<unknown>, desired: ReadonlyMap<string, unknown>): void {
  for (const key of marks.keys()) if (!desired.has(key)) marks.delete(key);
  for (const [key, value] of desired) if (!isDeepStrictEqual(marks.get(key), value)) marks.set(key, value);
}
