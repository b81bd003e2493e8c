import type * as Y from 'yjs';
import { appendFault, mayAppend } from './appends.ts';
import { fault, type Fault } from './fault.ts';
import { findIncoming, isKnown, type Block } from './incoming.ts';
import type { Case } from './log-case.ts';
import { markFault } from './marks.ts';
import { placeOf } from './placement.ts';
import { behind, chargeWork } from './work.ts';
import { contentOf, declaredParent, isItem, type Struct, type StructId } from './yjs-internals.ts';

/**
 * Judges the structs in an order in which Yjs can integrate them. What cannot be reached would lie in wait as pending,
 * so it refuses the update (G5).
 */
export function walk(subject: Case): Fault | null {
  const { blocks } = subject.incoming;
  for (let moved = true; moved; ) {
    moved = false;
    for (const block of blocks) {
      const before = block.walked;
      const found = advance(subject, block);
      if (found !== null) return found;
      moved ||= block.walked > before;
    }
  }
  const stuck = blocks.find((block) => block.walked < block.structs.length);
  return stuck === undefined ? null : fault('incomplete', 'depends on what is not there', stuck.structs[stuck.walked]?.id);
}

function advance(subject: Case, block: Block): Fault | null {
  for (let struct = block.structs[block.walked]; struct !== undefined; struct = block.structs[block.walked]) {
    const ready = readiness(subject, struct);
    if (ready === 'waits') return null;
    const found = ready === 'ready' ? structFault(subject, struct) : ready;
    if (found !== null) return found;
    block.walked += 1;
    block.reached = struct.id.clock + struct.length;
  }
  return null;
}

function readiness(subject: Case, struct: Struct): 'ready' | 'waits' | Fault {
  if (!isItem(struct)) return 'ready';
  const parent = declaredParent(struct);
  const origins = reach(subject, struct, struct.origin);
  if (origins !== 'ready') return origins;
  const rightOrigins = reach(subject, struct, struct.rightOrigin);
  if (rightOrigins !== 'ready') return rightOrigins;
  return reach(subject, struct, typeof parent === 'string' ? null : parent);
}

/** Whether what `item` refers to as `id` is there. */
function reach({ log, incoming }: Case, item: Y.Item, id: StructId | null): 'ready' | 'waits' | Fault {
  if (id === null) return 'ready';
  // Yjs does not look: it throws in the middle of the transaction and leaves the first half applied.
  if (isOwnFuture(item, id)) return fault('malformed', 'refers to itself or its own future', item.id);
  return isKnown(log.doc, incoming, id) ? 'ready' : 'waits';
}

const isOwnFuture = (item: Y.Item, id: StructId): boolean => id.client === item.id.client && id.clock >= item.id.clock;

function structFault(subject: Case, struct: Struct): Fault | null {
  if (!isItem(struct)) return mayAppend(subject, struct.id) ?? tombstoneFault(subject, struct);
  // Neither an append nor the setting of a key has one: it means "before something".
  if (struct.rightOrigin !== null) return fault('not-append', 'has a right origin', struct.id);
  const place = placeOf(subject, struct);
  if (!place.ok) return place.error;
  subject.places.set(struct, place.value);
  if (contentOf(struct).kind === 'tombstone') {
    const found = tombstoneFault(subject, struct);
    if (found !== null) return found;
  }
  if (place.value.root === 'nowhere') return mayAppend(subject, struct.id);
  const inUpdate = struct.origin !== null && findIncoming(subject.incoming, struct.origin) !== null;
  const live = inUpdate ? null : behind(subject, place.value, struct.origin);
  const found =
    place.value.root === 'entries' ? appendFault(subject, struct, live) : markFault(subject, struct, place.value.key);
  return found ?? chargeWork(subject, struct, place.value, live);
}

/** Tombstones carry nothing but a length, which burns the clock space when it is believed (G6). */
function tombstoneFault(subject: Case, struct: Struct): Fault | null {
  subject.tombstoneLength += struct.length;
  return subject.tombstoneLength > subject.log.limits.maxTombstoneLength
    ? fault('too-large', 'tombstones too long', struct.id)
    : null;
}
