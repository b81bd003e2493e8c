import * as Y from 'yjs';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { continuationOf } from '#shared/documents/segments.ts';
import type { AccountId } from '#shared/ids.ts';
import type { RefusalCode } from '#shared/protocol/refusal.ts';

/** What the relay is told to make of a new entry; null to take it. */
export type Judge = (entry: LogEntry & { text?: string }, account: AccountId) => RefusalCode | null;

/** What the fake relay answers to an update, tried on a copy: whether all is there that it builds on, and what `judge` says of each new entry. */
export function verdictOn(doc: Y.Doc, update: Uint8Array, account: AccountId, judge: Judge): RefusalCode | null {
  const trial = new Y.Doc();
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc));
  const before = new Set(logRoots(trial).entries.toArray().map(({ id }) => id));
  Y.applyUpdate(trial, update);
  if (trial.store.pendingStructs !== null || trial.store.pendingDs !== null) return 'incomplete';
  for (const entry of logRoots(trial).entries.toArray()) {
    const full = continuationOf(doc) === null ? null : 'segment-full';
    const code = before.has(entry.id) ? null : (full ?? judge(entry, account));
    if (code !== null) return code;
  }
  return null;
}
