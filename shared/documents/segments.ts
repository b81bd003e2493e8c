import type * as Y from 'yjs';
import { z } from 'zod';
import { RELAY } from '../ids.ts';
import { SEGMENT } from '../limits.ts';
import { formatMarkKey, logRoots, WHOLE } from './log.ts';
import { documentName, type DocumentAddress, type DocumentName } from './names.ts';

/**
 * Long logs are cut into segments, so that opening one costs the same in its tenth year (DESIGN §4, GATE G10). Segment
 * 0 is the log's own document; later ones are `<log>/1`, `<log>/2` … The relay closes a segment by a mark of its own,
 * after which it takes no entry any more; marks, up to a bound (GATE-RULES G27), and deletions go on. So the entries of
 * a closed segment only ever get fewer, and whoever holds them knows for good what is in it.
 */

/** The segments of one log that are kept, both included; those before `first` are erased. Segment 0 always has its document. */
export interface SegmentRange {
  readonly first: number;
  readonly newest: number;
}

/** A log that was never cut: nearly all of them. */
export const UNCUT: SegmentRange = { first: 0, newest: 0 };

/** Kinds whose address names a segment are cut; a later kind joins them by that field alone. */
type SegmentedAddress = Extract<DocumentAddress, { readonly segment: number }>;

const isSegmented = (address: DocumentAddress): address is SegmentedAddress => 'segment' in address;

/** Which log a document is a part of, and which part; null for kinds that are never cut. */
export const segmentOf = (address: DocumentAddress): { readonly log: DocumentName; readonly segment: number } | null =>
  isSegmented(address) ? { log: documentName({ ...address, segment: 0 }), segment: address.segment } : null;

/** The document of another segment of the same log. Throws for a kind that is never cut. */
export function segmentDocument(address: DocumentAddress, segment: number): DocumentName {
  if (!isSegmented(address)) throw new Error(`a ${address.kind} has no segments`);
  return documentName({ ...address, segment });
}

/** The documents of a log that are there, oldest first; the head stands before the first that is kept. */
export function documentsOf(address: DocumentAddress, { first, newest }: SegmentRange): readonly DocumentName[] {
  const kept = Array.from({ length: newest - first + 1 }, (_, index) => segmentDocument(address, first + index));
  return first === 0 ? kept : [segmentDocument(address, 0), ...kept];
}

/** What a document of a log is to somebody who asks for it. */
export type SegmentStanding = 'open' | 'closed' | 'erased' | 'not-there';

/** Only the newest takes entries; none is there before the one in front of it is closed (PROTOCOL W20). */
export function segmentStanding(segment: number, { first, newest }: SegmentRange): SegmentStanding {
  if (segment > newest) return 'not-there';
  if (segment === newest) return 'open';
  return segment > 0 && segment < first ? 'erased' : 'closed';
}

/** The relay's mark on a closed segment: where the log goes on. People cannot set it: no shape declares it. */
export const CONTINUED_KEY = formatMarkKey({ subject: WHOLE, account: RELAY, name: 'continued' });
const continued = z.strictObject({ segment: z.int().positive().max(SEGMENT.maxSegments) });

/** The value of that mark. */
export const continuedIn = (segment: number): z.infer<typeof continued> => ({ segment });

/** Reads that mark; null for none, and for what is none of the relay's. */
export function parseContinued(value: unknown): number | null {
  const parsed = continued.safeParse(value);
  return parsed.success ? parsed.data.segment : null;
}

/** The segment in which a closed one goes on; null while it is open. Only for documents of the log shape. */
export const continuationOf = (doc: Y.Doc): number | null => parseContinued(logRoots(doc).marks.get(CONTINUED_KEY));

/** How far a segment has grown: entries ever appended that still cost something, pieces that Yjs keeps, encoded bytes. */
export interface SegmentSize {
  readonly entries: number;
  readonly structs: number;
  readonly bytes: number;
}

/** Where segments end. */
export interface SegmentLimits {
  readonly maxEntries: number;
  readonly maxStructs: number;
  readonly maxBytes: number;
}

export const isFull = (size: SegmentSize, limits: SegmentLimits = SEGMENT): boolean =>
  size.entries >= limits.maxEntries || size.structs >= limits.maxStructs || size.bytes >= limits.maxBytes;
