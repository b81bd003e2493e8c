import type * as Y from 'yjs';
import { err, ok, type Result } from '#shared/result.ts';
import { fault, type Fault } from './fault.ts';
import { isKnown, type Incoming } from './incoming.ts';
import { MAX_CLOCK } from './limits.ts';
import { isItem, stateOf, structsWithin, type Item } from './yjs-internals.ts';

/** What the rules say of one live item that is deleted: it counts, it is passed over, or it refuses the update. */
export type JudgeDelete = (item: Item) => 'deletes' | 'passes' | Fault;

/**
 * Goes through the delete set, item by live item, and says whether it deletes anything that is live in the document.
 * What is deleted already is passed over: every sync step 2 repeats the document's whole delete set, others' included (G11).
 */
export function judgeDeleteSet(doc: Y.Doc, incoming: Incoming, maxRanges: number, judge: JudgeDelete): Result<boolean, Fault> {
  let effective = 0;
  for (const [client, ranges] of incoming.deletes) {
    const live = stateOf(doc, client);
    let end = 0;
    for (const { clock, len } of ranges) {
      const at = { client, clock };
      // Yjs never writes them unsorted, overlapping or empty: that costs it quadratic work, or splits items.
      if (len <= 0 || clock < end || clock + len > MAX_CLOCK) return err(fault('G6', 'malformed', 'odd delete range'));
      end = clock + len;
      if (!isKnown(doc, incoming, { client, clock: end - 1 })) {
        return err(fault('G5', 'incomplete', 'deletes what is not there yet', at));
      }
      // What lies behind the document's own end is of this very update, so the sender's own.
      const found = judgeRange(doc, client, clock, Math.min(end, live), judge);
      if (!found.ok) return found;
      if (found.value) effective += 1;
      if (effective > maxRanges) return err(fault('G11', 'too-large', 'too many delete ranges', at));
    }
  }
  return ok(effective > 0);
}

function judgeRange(doc: Y.Doc, client: number, from: number, to: number, judge: JudgeDelete): Result<boolean, Fault> {
  let any = false;
  if (from >= to) return ok(any);
  for (const struct of structsWithin(doc, client, from, to)) {
    if (!isItem(struct) || struct.deleted) continue;
    const found = judge(struct);
    if (typeof found === 'object') return err(found);
    any ||= found === 'deletes';
  }
  return ok(any);
}
