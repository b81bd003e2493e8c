import { RELAY } from '#shared/ids.ts';
import type { QueueRequest } from '#shared/documents/queue.ts';
import { derivedEntryId } from './derived-id.ts';
import type { DesiredLog } from './reconcile.ts';
import type { WaitingRow } from './waiting-rows.ts';

/** What listeners see of an age group's queue (F151, F153): everybody who waits, longest first. */
export function desiredQueue(waiting: readonly WaitingRow[]): DesiredLog {
  return { entries: waiting.map(toEntry), marks: new Map() };
}

const toEntry = (row: WaitingRow): QueueRequest => ({
  id: derivedEntryId('request', row.request),
  author: RELAY,
  at: row.sinceMs,
  kind: 'request',
  request: row.request,
  seeker: row.seeker,
  topic: row.topic,
  language: row.language,
});
