import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { fault, type Fault } from './fault.ts';
import { findIncoming } from './incoming.ts';
import type { Case } from './log-case.ts';
import { contentOf, declaredParent, findStruct, isItem, type Item, type Struct, type StructId } from './yjs-internals.ts';

/**
 * Where an item goes. `nowhere`: beside or below something that was collected; Yjs then keeps only its length, so its
 * content never becomes visible and never leaves the relay.
 */
export type Place =
  | { readonly root: 'entries' }
  | { readonly root: 'marks'; readonly key: string }
  | { readonly root: 'nowhere' };

const IN_ENTRIES: Place = { root: 'entries' };
const NOWHERE: Place = { root: 'nowhere' };

/** Follows Yjs's own resolution: by the left origin where there is one, else by root or parent. All it names is known. */
export function placeOf(subject: Case, item: Item): Result<Place, Fault> {
  if (item.origin !== null) return placeOfStruct(subject, structAt(subject, item.origin), item);
  const parent = declaredParent(item);
  if (parent === ENTRIES) {
    // A list with keys in it would hold what no list shows.
    return item.parentSub === null ? ok(IN_ENTRIES) : err(fault('G7', 'wrong-place', 'a key in the entries', item.id));
  }
  if (parent === MARKS) {
    return item.parentSub === null
      ? err(fault('G7', 'wrong-place', 'a list item in the marks', item.id))
      : ok({ root: 'marks', key: item.parentSub });
  }
  if (typeof parent === 'string') return err(fault('G7', 'wrong-place', 'no such root', item.id));
  if (parent === null) throw new Error('an item without origin has a parent: the decoder gives it one');
  return isGone(structAt(subject, parent), subject) ? ok(NOWHERE) : err(fault('G7', 'wrong-place', 'no container', item.id));
}

function placeOfStruct(subject: Case, struct: Struct, item: Item): Result<Place, Fault> {
  if (!isItem(struct)) return ok(NOWHERE);
  const judged = subject.places.get(struct);
  if (judged !== undefined) return ok(judged);
  if (struct.parent === subject.log.entries && struct.parentSub === null) return ok(IN_ENTRIES);
  if (struct.parent === subject.log.marks && struct.parentSub !== null) return ok({ root: 'marks', key: struct.parentSub });
  return err(fault('G7', 'wrong-place', 'beside something outside the shape', item.id));
}

/**
 * A parent that was removed: Yjs puts what comes below it nowhere. `deleted` without a tombstone: removed in this very turn,
 * at whose end Yjs collects it. The verdict must not depend on where the relay's turns begin.
 */
const isGone = (parent: Struct, subject: Case): boolean =>
  !isItem(parent) || subject.places.get(parent) === NOWHERE || parent.deleted || contentOf(parent).kind === 'tombstone';

/** The struct that holds `id`: in this update, or in the document. Only for ids that the walk knows. */
function structAt(subject: Case, id: StructId): Struct {
  const struct = findIncoming(subject.incoming, id) ?? findStruct(subject.log.doc, id);
  if (struct === null) throw new Error('the walk said that this struct is known');
  return struct;
}
