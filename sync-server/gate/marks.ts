import { WHOLE, type MarkSpec } from '#shared/documents/log.ts';
import { isEntryId, isId } from '#shared/ids.ts';
import { unreachable } from '#shared/result.ts';
import { fault, policyFault, type Fault } from './fault.ts';
import type { Case } from './log-case.ts';
import { isPlainJson } from './plain-json.ts';
import { matches } from './quick-schemas.ts';
import { contentOf, type Content, type Item } from './yjs-internals.ts';

/** What the rules say of an item that goes into the marks under `key`, whatever stood there before. */
export function markFault(subject: Case, item: Item, key: string): Fault | null {
  const { log, context } = subject;
  const content = contentOf(item);
  const parsed = log.markKeys.parse(key);
  const spec = parsed === null ? undefined : log.markSpecs.get(parsed.name);
  if (parsed === null || spec === undefined || !fitsSubject(spec.on, parsed.subject)) {
    return fault('G16', 'schema', 'no such mark', item.id);
  }
  if (parsed.account !== context.account) {
    return content.kind === 'tombstone'
      ? fault('G16', 'not-yours', "clears another's mark", item.id) // Yjs lets a tombstone take a key, without any delete set
      : fault('G16', 'forged-author', "a mark in another's name", item.id);
  }
  return (
    policyFault('G17', context.rights.mark, 'denied', 'may not mark here', item.id) ?? valueFault(subject, spec, content, item)
  );
}

function valueFault(subject: Case, spec: MarkSpec, content: Content, item: Item): Fault | null {
  if (content.kind === 'tombstone') return null; // a run of values set and overwritten before they were sent
  if (content.kind === 'other') return fault('G7', 'wrong-kind', 'marks are JSON', item.id);
  const [value] = content.values;
  if (content.values.length !== 1) return fault('G7', 'schema', 'a mark holds one value', item.id);
  if (!isPlainJson(value, subject.log.limits.maxJsonDepth) || !matches(spec.value, value)) {
    return fault('G7', 'schema', 'the mark does not match its schema', item.id);
  }
  return null;
}

function fitsSubject(on: MarkSpec['on'], subject: string): boolean {
  switch (on) {
    case 'document':
      return subject === WHOLE;
    case 'entry':
      return isEntryId(subject);
    case 'item':
      return isId(subject) || isEntryId(subject);
    default:
      return unreachable(on);
  }
}
