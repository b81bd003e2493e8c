import type * as Y from 'yjs';
import { parseMarkKey } from '#shared/documents/log.ts';
import type { AccountId } from '#shared/ids.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { fault, policyFault, type Fault } from './fault.ts';
import { isKnown } from './incoming.ts';
import { MAX_CLOCK } from './limits.ts';
import type { Case, Log } from './log-case.ts';
import { isItem, stateOf, structsWithin } from './yjs-internals.ts';

/**
 * Judges the delete set, item by live item, and says whether it deletes anything that is live in the document. What is
 * deleted already is passed over: every sync step 2 repeats the document's whole delete set, others' included (G11).
 */
export function judgeDeletes(subject: Case): Result<boolean, Fault> {
  const { log, incoming } = subject;
  let effective = 0;
  for (const [client, ranges] of incoming.deletes) {
    const live = stateOf(log.doc, client);
    let end = 0;
    for (const { clock, len } of ranges) {
      const at = { client, clock };
      // Yjs never writes them unsorted, overlapping or empty: that costs it quadratic work, or splits items.
      if (len <= 0 || clock < end || clock + len > MAX_CLOCK) return err(fault('malformed', 'odd delete range'));
      end = clock + len;
      if (!isKnown(log.doc, incoming, { client, clock: end - 1 })) {
        return err(fault('incomplete', 'deletes what is not there yet', at));
      }
      const found = judgeRange(subject, client, clock, Math.min(end, live));
      if (!found.ok) return found;
      if (found.value) effective += 1;
      if (effective > log.limits.maxDeleteRanges) return err(fault('too-large', 'too many delete ranges', at));
    }
  }
  return ok(effective > 0);
}

function judgeRange(subject: Case, client: number, from: number, to: number): Result<boolean, Fault> {
  let any = false;
  if (from >= to) return ok(any); // of this very update, so the sender's own
  for (const struct of structsWithin(subject.log.doc, client, from, to)) {
    if (!isItem(struct) || struct.deleted) continue;
    const found = deleteFault(subject, struct);
    if (found !== null) return err(found);
    any = true;
  }
  return ok(any);
}

function deleteFault(subject: Case, item: Y.Item): Fault | null {
  const { log, context } = subject;
  const { rights } = context;
  if (ownerOf(log, item) !== context.account) {
    return policyFault(rights.deleteOther, 'not-yours', "deletes what is somebody else's", item.id);
  }
  const own = item.parent === log.marks ? rights.mark : rights.deleteOwn;
  return policyFault(own, 'denied', 'may not delete here', item.id);
}

/** A mark belongs to whom its key names; an entry to the owner of the client id that brought it. */
function ownerOf(log: Log, item: Y.Item): AccountId | null {
  if (item.parent === log.marks) return parseMarkKey(item.parentSub ?? '')?.account ?? null;
  return log.owners.ownerOf(item.id.client);
}
