import type * as Y from 'yjs';
import { fault, type Fault } from './fault.ts';
import { findIncoming, type Incoming } from './incoming.ts';
import { isItem, type Item, type StructId } from './yjs-internals.ts';
import { spanBetween, type Container, type ItemList, type Span } from './yjs-page-internals.ts';

/** Items of one update that hang on the very same place, its left neighbour. */
interface Crowd {
  /** The item of this update that they hang on; null when that is live. */
  readonly parent: Item | null;
  members: number;
  /** Those among them that were not written right before another of them. */
  starts: number;
  /** They, and all that hangs on them. */
  size: number;
}

/** What an update brings to one list. */
interface Gathering {
  readonly crowds: Map<string, Crowd>;
  readonly spans: Map<string, Span>;
  items: number;
  /** Items between whose live neighbours something stands by now. */
  wide: number;
}

/** Where an item of this update is: its crowd, and the live neighbours of all that it hangs on. */
interface Hung {
  readonly crowd: Crowd;
  readonly left: StructId | null;
  readonly right: StructId | null;
}

/**
 * An upper bound on the steps of Yjs's conflict resolution (G6), and the order of neighbours (G20). In a page people
 * write in the middle, so what a log charges for would refuse them. Here an item pays for what Yjs would look at: what
 * stands by now between its live neighbours, and what else of this update hangs on its very left neighbour. Who types,
 * pastes, or splits a hundred paragraphs pays nothing; who piles things up in one place pays for the square of the pile.
 */
export class PageWork {
  readonly #doc: Y.Doc;
  readonly #incoming: Incoming;
  readonly #maxSteps: number;
  readonly #gatherings = new Map<Container, Map<string | null, Gathering>>();
  readonly #hung = new Map<Item, Hung>();
  readonly #preceded = new Set<Item>();
  #steps = 0;

  constructor(doc: Y.Doc, incoming: Incoming, maxSteps: number) {
    this.#doc = doc;
    this.#incoming = incoming;
    this.#maxSteps = maxSteps;
  }

  /** Takes the next item of the walk, with the list that it goes into. */
  add(item: Item, list: ItemList): Fault | null {
    const gathering = this.#gatheringAt(list);
    const leftItem = this.#incomingItem(item.origin);
    const rightItem = this.#incomingItem(item.rightOrigin);
    const left = leftItem === null ? item.origin : this.#hungAt(leftItem).left;
    const right = rightItem === null ? item.rightOrigin : this.#hungAt(rightItem).right;
    const span = this.#spanOf(gathering, list, left, right);
    if (!span.found || !this.#standsBefore(gathering, list, left, rightItem)) {
      return fault('G20', 'malformed', 'its right neighbour does not stand to its right', item.id);
    }
    gathering.items += 1;
    if (leftItem === null && span.steps > 0) {
      gathering.wide += 1;
      this.#steps += span.steps;
    }
    const crowd = this.#join(gathering, item, leftItem, rightItem);
    this.#hung.set(item, { crowd, left, right });
    return this.#faultAt(item.id);
  }

  /** After the walk: what the items of this update could cost each other. */
  settle(): Fault | null {
    const sizes = new Map<Item, number>();
    // Backwards, since what hangs on an item comes behind it.
    for (const [item, { crowd }] of [...this.#hung].toReversed()) {
      const size = (sizes.get(item) ?? 0) + 1;
      crowd.size += size;
      if (crowd.parent !== null) sizes.set(crowd.parent, (sizes.get(crowd.parent) ?? 0) + size);
    }
    for (const lists of this.#gatherings.values()) {
      for (const { crowds, items, wide } of lists.values()) {
        this.#steps += items * (1 + wide);
        for (const { members, starts, size } of crowds.values()) if (starts > 1) this.#steps += members * size;
      }
    }
    return this.#faultAt();
  }

  #faultAt(at?: StructId): Fault | null {
    return this.#steps > this.#maxSteps ? fault('G24', 'too-complex', 'integrating it could take too many steps', at) : null;
  }

  #gatheringAt({ container, key }: ItemList): Gathering {
    const lists = this.#gatherings.get(container) ?? new Map<string | null, Gathering>();
    this.#gatherings.set(container, lists);
    const gathering = lists.get(key) ?? { crowds: new Map(), spans: new Map(), items: 0, wide: 0 };
    lists.set(key, gathering);
    return gathering;
  }

  #incomingItem(id: StructId | null): Item | null {
    const struct = id === null ? null : findIncoming(this.#incoming, id);
    return struct !== null && isItem(struct) ? struct : null;
  }

  #hungAt(item: Item): Hung {
    const hung = this.#hung.get(item);
    if (hung === undefined) throw new Error('a neighbour in the same list was walked before');
    return hung;
  }

  /** Looking is work as well: it is charged for, once for each pair of places. */
  #spanOf(gathering: Gathering, list: ItemList, left: StructId | null, right: StructId | null): Span {
    const pair = `${nameOf(left)} ${nameOf(right)}`;
    const known = gathering.spans.get(pair);
    if (known !== undefined) return known;
    const span = spanBetween(this.#doc, list, left, right, this.#maxSteps);
    gathering.spans.set(pair, span);
    this.#steps += span.steps;
    return span;
  }

  /** Whether a right neighbour that comes with this update hangs on `left`, or on something behind it. */
  #standsBefore(gathering: Gathering, list: ItemList, left: StructId | null, rightItem: Item | null): boolean {
    const place = rightItem === null ? left : this.#hungAt(rightItem).left;
    if (left === null || nameOf(place) === nameOf(left)) return true;
    return place !== null && this.#spanOf(gathering, list, left, place).found;
  }

  #join({ crowds }: Gathering, item: Item, leftItem: Item | null, rightItem: Item | null): Crowd {
    const place = nameOf(item.origin);
    const crowd = crowds.get(place) ?? { parent: leftItem, members: 0, starts: 0, size: 0 };
    crowds.set(place, crowd);
    crowd.members += 1;
    if (rightItem === null || !this.#precedes(crowd, item, rightItem)) crowd.starts += 1;
    return crowd;
  }

  /** Written right before another of the crowd, as one who adds at the top of a list does: nothing stands between them. */
  #precedes(crowd: Crowd, item: Item, rightItem: Item): boolean {
    if (item.rightOrigin?.clock !== rightItem.id.clock || this.#hungAt(rightItem).crowd !== crowd) return false;
    if (this.#preceded.has(rightItem)) return false;
    this.#preceded.add(rightItem);
    return true;
  }
}

const nameOf = (id: StructId | null): string => (id === null ? '-' : `${id.client}:${id.clock}`);
