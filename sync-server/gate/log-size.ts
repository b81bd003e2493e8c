import { CONTINUED_KEY } from '#shared/documents/segments.ts';
import { fault, type Fault } from './fault.ts';
import type { Case } from './log-case.ts';
import { structCount } from './yjs-internals.ts';

/**
 * G27: what somebody adds by marks is bounded. A mark that takes the place of another leaves that one behind, and two keys
 * that are set in turn leave what Yjs can never put together. Words need no such bound: they end a segment, and a closed
 * one takes none. Where the log goes on elsewhere an honest app takes its mark there; nowhere else is anybody refused.
 */
export function sizeFault({ log, incoming, marks }: Case): Fault | null {
  if (marks === 0 || structCount(log.doc) + incoming.structCount <= log.limits.maxStructsInLog) return null;
  return log.marks.has(CONTINUED_KEY)
    ? fault('G27', 'segment-full', 'the segment is closed, and full of marks')
    : fault('G27', 'too-large', 'the log is full of marks');
}
