import type * as Y from 'yjs';
import { fault, type Fault } from './fault.ts';
import { isKnown, type Block, type Incoming } from './incoming.ts';
import { declaredParent, isItem, type Item, type Struct, type StructId } from './yjs-internals.ts';

/**
 * Hands the structs of an update to `judge` in an order in which Yjs can integrate them, and stops at the first fault.
 * What cannot be reached would lie in wait as pending, so it refuses the update (G5).
 */
export function inIntegrationOrder(doc: Y.Doc, incoming: Incoming, judge: (struct: Struct) => Fault | null): Fault | null {
  const { blocks } = incoming;
  for (let moved = true; moved; ) {
    moved = false;
    for (const block of blocks) {
      const before = block.walked;
      const found = advance(doc, incoming, block, judge);
      if (found !== null) return found;
      moved ||= block.walked > before;
    }
  }
  const stuck = blocks.find((block) => block.walked < block.structs.length);
  return stuck === undefined ? null : fault('G5', 'incomplete', 'depends on what is not there', stuck.structs[stuck.walked]?.id);
}

function advance(doc: Y.Doc, incoming: Incoming, block: Block, judge: (struct: Struct) => Fault | null): Fault | null {
  for (let struct = block.structs[block.walked]; struct !== undefined; struct = block.structs[block.walked]) {
    const ready = readiness(doc, incoming, struct);
    if (ready === 'waits') return null;
    const found = ready === 'ready' ? judge(struct) : ready;
    if (found !== null) return found;
    block.walked += 1;
    block.reached = struct.id.clock + struct.length;
  }
  return null;
}

function readiness(doc: Y.Doc, incoming: Incoming, struct: Struct): 'ready' | 'waits' | Fault {
  if (!isItem(struct)) return 'ready';
  const parent = declaredParent(struct);
  const origin = reach(doc, incoming, struct, struct.origin);
  if (origin !== 'ready') return origin;
  const rightOrigin = reach(doc, incoming, struct, struct.rightOrigin);
  if (rightOrigin !== 'ready') return rightOrigin;
  return reach(doc, incoming, struct, typeof parent === 'string' ? null : parent);
}

/** Whether what `item` refers to as `id` is there. */
function reach(doc: Y.Doc, incoming: Incoming, item: Item, id: StructId | null): 'ready' | 'waits' | Fault {
  if (id === null) return 'ready';
  // Yjs does not look: it throws in the middle of the transaction and leaves the first half applied.
  if (isOwnFuture(item, id)) return fault('G5', 'malformed', 'refers to itself or its own future', item.id);
  return isKnown(doc, incoming, id) ? 'ready' : 'waits';
}

const isOwnFuture = (item: Item, id: StructId): boolean => id.client === item.id.client && id.clock >= item.id.clock;
