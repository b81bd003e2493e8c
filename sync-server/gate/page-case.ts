import type * as Y from 'yjs';
import type { NodeSpec, PageShape } from '#shared/documents/page.ts';
import type { z } from 'zod';
import type { ClientOwners } from './client-owners.ts';
import type { Incoming } from './incoming.ts';
import type { PageLimits } from './page-limits.ts';
import type { PageSize } from './page-size.ts';
import type { PageWork } from './page-work.ts';
import type { GateContext } from './types.ts';
import type { Container, ItemList } from './yjs-page-internals.ts';
import type { Item } from './yjs-internals.ts';

/** What the declaration says of one container: the root, a node, or a run of text. */
export type Model =
  | { readonly of: 'root'; readonly holds: ReadonlySet<string> }
  | { readonly of: 'node'; readonly holds: ReadonlySet<string>; readonly node: NodeSpec; readonly attributes: AttributeSchemas }
  | { readonly of: 'run'; readonly marked: boolean };

export type AttributeSchemas = ReadonlyMap<string, z.ZodType>;

/** A declaration as the rules look things up in it. Maps, not objects: a name from the wire may be `constructor`. */
export interface PageModel {
  readonly root: Extract<Model, { of: 'root' }>;
  readonly nodes: ReadonlyMap<string, Extract<Model, { of: 'node' }>>;
  readonly marks: ReadonlyMap<string, z.ZodType>;
}

/** A live document of the page shape, as the rules see it. */
export interface Page {
  readonly doc: Y.Doc;
  readonly root: Y.XmlFragment;
  readonly model: PageModel;
  readonly owners: ClientOwners;
  readonly size: PageSize;
  readonly limits: PageLimits;
}

/** A container with its place in the page. The root is at depth 0. */
export interface Shelf {
  readonly type: Container;
  readonly model: Model;
  readonly depth: number;
}

/**
 * Where an item goes: into a list (its `key` is null), or among the values of an attribute. `nowhere`: beside or below
 * something that was collected; Yjs then keeps only its length, so its content never becomes visible and never leaves
 * the relay.
 */
export type Spot = 'nowhere' | (ItemList & { readonly shelf: Shelf });

/** What an update adds to a page, in the worst case: what it deletes of its own is counted as well. */
export interface Added {
  nodes: number;
  textLength: number;
  readonly lengthByRun: Map<Container, number>;
  readonly formatsByRun: Map<Container, number>;
  /** Texts and formats alike. */
  readonly piecesByRun: Map<Container, number>;
}

/** One update before the gate: what is known of it, and the running sums that its bounds need. */
export interface PageCase {
  readonly page: Page;
  readonly context: GateContext;
  readonly incoming: Incoming;
  /** Where each judged item goes. */
  readonly spots: Map<Item, Spot>;
  /** Containers that were looked at, those that the update brings among them. */
  readonly shelves: Map<unknown, Shelf>;
  readonly added: Added;
  readonly work: PageWork;
  tombstoneLength: number;
}

export function modelOf(shape: PageShape): PageModel {
  const nodes = new Map<string, Extract<Model, { of: 'node' }>>();
  for (const [name, node] of Object.entries(shape.nodes)) {
    const attributes = new Map(Object.entries(node.attributes).map(([key, { value }]) => [key, value] as const));
    nodes.set(name, { of: 'node', holds: new Set(node.holds), node, attributes });
  }
  return { root: { of: 'root', holds: new Set(shape.top) }, nodes, marks: new Map(Object.entries(shape.marks)) };
}
