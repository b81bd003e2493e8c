import type { AccountId } from '#shared/ids.ts';
import type { Result } from '#shared/result.ts';
import { judgeDeleteSet } from './delete-set.ts';
import { policyFault, type Fault } from './fault.ts';
import type { Case, Log } from './log-case.ts';
import type { Item } from './yjs-internals.ts';

/** Judges the delete set of an update, and says whether it deletes anything that is live in the log. */
export function judgeDeletes(subject: Case): Result<boolean, Fault> {
  const { log, incoming } = subject;
  return judgeDeleteSet(log.doc, incoming, log.limits.maxDeleteRanges, (item) => deleteFault(subject, item) ?? 'deletes');
}

function deleteFault(subject: Case, item: Item): Fault | null {
  const { log, context } = subject;
  const { rights } = context;
  if (ownerOf(log, item) !== context.account) {
    return policyFault('G17', rights.deleteOther, 'not-yours', "deletes what is somebody else's", item.id);
  }
  const own = item.parent === log.marks ? rights.mark : rights.deleteOwn;
  return policyFault('G17', own, 'denied', 'may not delete here', item.id);
}

/** A mark belongs to whom its key names; an entry to the owner of the client id that brought it. */
function ownerOf(log: Log, item: Item): AccountId | null {
  if (item.parent === log.marks) return log.markKeys.parse(item.parentSub ?? '')?.account ?? null;
  return log.owners.ownerOf(item.id.client);
}
