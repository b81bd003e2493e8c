import type * as Y from 'yjs';
import { logRoots, type LogEntry, type LogShape } from '#shared/documents/log.ts';

/** What a document holds, in plain values. Keeps its identity until the document changes. */
export interface LogView {
  /** In the order of the list, each id once (RELIABILITY B4), whatever does not match its schema left out. */
  readonly entries: readonly LogEntry[];
  readonly marks: Readonly<Record<string, unknown>>;
}

export const EMPTY_LOG: LogView = { entries: [], marks: {} };

/** Yjs gives back the same object for the same entry, so each is parsed once in its life. */
export type ParsedEntries = WeakMap<object, LogEntry | false>;

/**
 * Reads a document of the log shape. The relay has judged what is in it; what comes from disk, or from a relay newer
 * than this app, is parsed all the same, and left out when it is not understood.
 */
export function readLog(doc: Y.Doc, shape: LogShape, parsed: ParsedEntries): LogView {
  const { entries, marks } = logRoots(doc);
  const seen = new Set<string>();
  const kept: LogEntry[] = [];
  for (const raw of entries.toArray() as readonly unknown[]) {
    const entry = parseEntry(raw, shape, parsed);
    if (entry === null || seen.has(entry.id)) continue;
    seen.add(entry.id);
    kept.push(entry);
  }
  return { entries: kept, marks: marks.toJSON() as Record<string, unknown> };
}

function parseEntry(raw: unknown, shape: LogShape, parsed: ParsedEntries): LogEntry | null {
  if (typeof raw !== 'object' || raw === null) return null;
  let entry = parsed.get(raw);
  if (entry === undefined) {
    const kind = 'kind' in raw && typeof raw.kind === 'string' ? raw.kind : '';
    const schema = Object.hasOwn(shape.entries, kind) ? shape.entries[kind] : undefined;
    const result = schema?.safeParse(raw);
    entry = result?.success === true ? result.data : false;
    parsed.set(raw, entry);
  }
  return entry === false ? null : entry;
}
