import { CONTINUED_KEY } from '#shared/documents/segments.ts';
import { authorOf, type EntryId } from '#shared/ids.ts';
import { denied } from '#shared/policy/verdict.ts';
import { fault, policyFault, type Fault } from './fault.ts';
import type { Case } from './log-case.ts';
import { isJsonObject, isPlainJson } from './plain-json.ts';
import { matches } from './quick-schemas.ts';
import type { Behind } from './work.ts';
import { contentOf, type Item, type StructId } from './yjs-internals.ts';

/** What the rules say of an item that goes into the entries. `behind` is null when its origin is part of the update. */
export function appendFault(subject: Case, item: Item, behind: Behind | null): Fault | null {
  return mayAppend(subject, item.id) ?? (behind === null ? null : lateFault(subject, item, behind)) ?? contentFault(subject, item);
}

export function mayAppend(subject: Case, at: StructId): Fault | null {
  subject.appends = true;
  return policyFault('G17', subject.context.rights.append.verdict, 'denied', 'may not write here', at) ?? closedFault(subject, at);
}

/** G26, W20: a closed segment takes nothing more; what its author says next belongs into the one that follows. */
const closedFault = ({ log }: Case, at: StructId): Fault | null =>
  log.marks.has(CONTINUED_KEY) ? fault('G26', 'segment-full', 'the segment is closed', at) : null;

/**
 * G9: an append without a right origin may still hang on an old entry and, with a low client id, land in the middle of
 * history. A late one may reach behind a bounded number of entries, and behind none that is older than what a late
 * append may be: whoever wrote then had long seen it.
 */
function lateFault(subject: Case, item: Item, behind: Behind): Fault | null {
  const { maxEntriesBehindTail, maxBehindMs } = subject.log.limits;
  if (behind.entries > maxEntriesBehindTail) return fault('G9', 'stale', 'too many entries stand behind it', item.id);
  if (behind.oldestMs < subject.context.nowMs - maxBehindMs) return fault('G9', 'stale', 'before an entry of long ago', item.id);
  return null;
}

function contentFault(subject: Case, item: Item): Fault | null {
  const content = contentOf(item);
  if (content.kind === 'tombstone') return null; // made and removed again before it was sent
  if (content.kind === 'other') return fault('G7', 'wrong-kind', 'entries are JSON', item.id);
  for (let index = 0; index < content.values.length; index += 1) {
    // Yjs merges neighbours into one item; the refusal names the one entry.
    const at = { client: item.id.client, clock: item.id.clock + index };
    const found = entryFault(subject, content.values[index], at);
    if (found !== null) return found;
  }
  return null;
}

function entryFault(subject: Case, value: unknown, at: StructId): Fault | null {
  const { log, context } = subject;
  if (!isPlainJson(value, log.limits.maxJsonDepth) || !isJsonObject(value)) {
    return fault('G7', 'schema', 'an entry is a plain JSON object', at);
  }
  const kind = value['kind'];
  const schema = typeof kind === 'string' ? log.entrySchemas.get(kind) : undefined;
  if (schema === undefined) return fault('G7', 'schema', 'no such kind of entry', at);
  if (typeof value['author'] === 'string' && value['author'] !== context.account) {
    return fault('G15', 'forged-author', 'the author is somebody else', at);
  }
  if (!matches(schema, value)) return fault('G7', 'schema', 'the entry does not match its schema', at);
  const { id, at: atMs } = value;
  if (authorOf(id) !== context.account) return fault('G15', 'forged-author', "the id lies in another's namespace", at);
  if (!context.rights.append.kinds.includes(value.kind)) {
    return policyFault('G17', denied('P17-relay-writes'), 'denied', 'the relay alone writes this kind', at);
  }
  return clockFault(subject, atMs, at) ?? idFault(subject, id, at);
}

function clockFault({ log, context }: Case, atMs: number, at: StructId): Fault | null {
  if (atMs > context.nowMs + log.limits.maxAheadMs) return fault('G15', 'clock', 'dated in the future', at);
  return atMs < context.nowMs - log.limits.maxBehindMs ? fault('G15', 'clock', 'dated too far back', at) : null;
}

/**
 * One id, one entry: marks, replies and reports name entries by id, and a second one under the same id would stand in
 * for the first. An honest client that did not hear of its own success takes the relay's state and finds it there,
 * which is what `again: rebase` of `not-append` asks of it.
 */
function idFault(subject: Case, id: EntryId, at: StructId): Fault | null {
  const { log, context, newIds } = subject;
  subject.isLive ??= log.ids.liveOf(context.account);
  const taken = !newIds.add(id) || subject.isLive(id);
  return taken ? fault('G15', 'not-append', 'an entry with this id is there', at) : null;
}
