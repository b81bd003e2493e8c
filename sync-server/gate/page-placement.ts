import { err, ok, type Result } from '#shared/result.ts';
import { fault, type Fault } from './fault.ts';
import { findIncoming } from './incoming.ts';
import type { Page, PageCase, Shelf, Spot } from './page-case.ts';
import { declaredParent, findStruct, isItem, type Item, type Struct, type StructId } from './yjs-internals.ts';
import { containerAround, containerOf, isElement, isRun, pageContentOf, type Container } from './yjs-page-internals.ts';

/**
 * Follows Yjs's own resolution: by the left neighbour, else the right one, else the root or parent that is named. Yjs
 * believes the left one alone, so that a right one elsewhere would tie two lists together (G20). All it names is known.
 */
export function spotOf(subject: PageCase, item: Item): Result<Spot, Fault> {
  const left = item.origin === null ? null : structAt(subject, item.origin);
  const right = item.rightOrigin === null ? null : structAt(subject, item.rightOrigin);
  if (left === null && right === null) return declaredSpot(subject, item);
  const [beside, other] = [left, right].map((struct) => (struct === null ? null : spotOfStruct(subject, struct)));
  if (beside === 'nowhere' || other === 'nowhere') return ok('nowhere');
  if (beside === undefined || other === undefined) return err(fault('G20', 'wrong-place', 'beside something outside the shape', item.id));
  if (beside !== null && other !== null && (beside.container !== other.container || beside.key !== other.key)) {
    return err(fault('G20', 'wrong-place', 'its neighbours are in different lists', item.id));
  }
  const spot = beside ?? other;
  if (spot === null) throw new Error('one of the two neighbours is there');
  return checkedSpot(spot, item);
}

/** An attribute's value follows its older ones; nothing is ever set before one. */
const checkedSpot = (spot: Exclude<Spot, 'nowhere'>, item: Item): Result<Spot, Fault> =>
  spot.key !== null && item.rightOrigin !== null
    ? err(fault('G20', 'wrong-place', 'an attribute with a right neighbour', item.id))
    : ok(spot);

function declaredSpot(subject: PageCase, item: Item): Result<Spot, Fault> {
  const { root } = subject.page;
  const parent = declaredParent(item);
  if (parent === null) throw new Error('an item without neighbours has a parent: the decoder gives it one');
  const shelf = typeof parent === 'string' ? rootShelf(subject, parent) : shelfOfStruct(subject, structAt(subject, parent));
  if (shelf === 'nowhere') return ok('nowhere');
  if (shelf === null) return err(fault('G20', 'wrong-place', 'no such root, or no container', item.id));
  if (item.parentSub !== null && shelf.model.of !== 'node') {
    const where = shelf.type === root ? 'the root' : 'a text';
    return err(fault('G22', 'wrong-place', `an attribute of ${where}`, item.id)); // hidden data
  }
  return ok({ shelf, container: shelf.type, key: item.parentSub });
}

function spotOfStruct(subject: PageCase, struct: Struct): Spot | undefined {
  if (!isItem(struct)) return 'nowhere';
  const judged = subject.spots.get(struct);
  if (judged !== undefined) return judged;
  const shelf = liveShelf(subject, containerOf(struct));
  return shelf === null ? undefined : { shelf, container: shelf.type, key: struct.parentSub };
}

const rootShelf = (subject: PageCase, name: string): Shelf | null =>
  subject.page.doc.share.get(name) === (subject.page.root as unknown) ? liveShelf(subject, subject.page.root) : null;

/** The container that an item is. `nowhere`: it was removed, and Yjs puts what comes below it nowhere. */
function shelfOfStruct(subject: PageCase, struct: Struct): Shelf | 'nowhere' | null {
  if (!isItem(struct) || subject.spots.get(struct) === 'nowhere') return 'nowhere';
  const content = pageContentOf(struct);
  // Deleted and yet whole: removed in this very turn, at whose end Yjs collects it.
  if (struct.deleted || content.kind === 'tombstone') return 'nowhere';
  if (content.kind !== 'element' && content.kind !== 'run') return null;
  return subject.shelves.get(content.type) ?? liveShelf(subject, content.type);
}

/** A container of the live page; null for what the shape does not have. Each is looked up once an update. */
function liveShelf(subject: PageCase, type: unknown): Shelf | null {
  const known = subject.shelves.get(type);
  if (known !== undefined) return known;
  const made = type === subject.page.root ? { type: subject.page.root, model: subject.page.model.root, depth: 0 } : nestedShelf(subject, type);
  if (made !== null) subject.shelves.set(type, made);
  return made;
}

function nestedShelf(subject: PageCase, type: unknown): Shelf | null {
  if (!isElement(type) && !isRun(type)) return null;
  const around = liveShelf(subject, containerAround(type));
  return around === null ? null : shelfIn(subject.page, around, type);
}

/** The shelf that a node or run makes inside another; null where the declaration has no such thing there. */
export function shelfIn({ model }: Page, around: Shelf, type: Container): Shelf | null {
  const depth = around.depth + 1;
  if (isRun(type)) {
    if (around.model.of !== 'node' || around.model.node.text === 'none') return null;
    return { type, depth, model: { of: 'run', marked: around.model.node.text === 'marked' } };
  }
  if (!isElement(type) || around.model.of === 'run' || !around.model.holds.has(type.nodeName)) return null;
  const node = model.nodes.get(type.nodeName);
  return node === undefined ? null : { type, depth, model: node };
}

/** The struct that holds `id`: in this update, or in the document. Only for ids that the walk knows. */
function structAt(subject: PageCase, id: StructId): Struct {
  const struct = findIncoming(subject.incoming, id) ?? findStruct(subject.page.doc, id);
  if (struct === null) throw new Error('the walk said that this struct is known');
  return struct;
}
