import type * as Y from 'yjs';
import { err, ok, type Result } from '#shared/result.ts';
import { fault, type Fault } from './fault.ts';
import { MAX_CLIENT_ID, MAX_CLOCK } from './limits.ts';
import { readSimpleUpdate, type Scratch } from './simple-update.ts';
import {
  cutBelow,
  decodeUpdate,
  indexAt,
  isSkip,
  stateOf,
  type DecodedUpdate,
  type Struct,
  type StructId,
} from './yjs-internals.ts';

/** What an update brings of one client id: a run of structs without a gap. */
export interface Block {
  readonly client: number;
  readonly start: number;
  /** The clock after the last struct. */
  end: number;
  /** The clock up to which the document has this client already. */
  readonly live: number;
  readonly structs: Struct[];
  /** How far the walk has come: the number of structs judged, and the clock behind them. */
  walked: number;
  reached: number;
}

/** A decoded update, cut to what the document does not have yet (G4). */
export interface Incoming {
  readonly update: Uint8Array;
  readonly blocks: readonly Block[];
  readonly deletes: DecodedUpdate['deletes'];
  readonly structCount: number;
}

/** Decodes scanned bytes and cuts off what the document holds. Each block then continues exactly where it ends. */
export function readIncoming(doc: Y.Doc, update: Uint8Array): Result<Incoming, Fault> {
  const whole = arrange(doc, update, decodeUpdate(update));
  if (!whole.ok || !repeats(whole.value)) return whole;
  const known = new Map(whole.value.blocks.map((block) => [block.client, block.live]));
  const cut = cutBelow(update, known);
  return arrange(doc, cut, decodeUpdate(cut));
}

/**
 * The same for an update of the simple kind, which needs no scan: its kind is bounded. Null for every other one,
 * and for one that repeats what the document holds: those go the long way, which says what is wrong with them.
 */
export function readSimpleIncoming(
  doc: Y.Doc,
  update: Uint8Array,
  maxJsonDepth: number,
  scratch: Scratch,
): Incoming | null {
  const decoded = readSimpleUpdate(update, maxJsonDepth, scratch);
  if (decoded === null) return null;
  const incoming = arrange(doc, update, decoded);
  return incoming.ok && !repeats(incoming.value) ? incoming.value : null;
}

const repeats = ({ blocks }: Incoming): boolean => blocks.some((block) => block.start < block.live);

function arrange(doc: Y.Doc, update: Uint8Array, decoded: DecodedUpdate | null): Result<Incoming, Fault> {
  if (decoded === null) return err(fault('G18', 'malformed', 'Yjs cannot read it'));
  const blocks: Block[] = [];
  let block: Block | null = null;
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id;
    if (client > MAX_CLIENT_ID) return err(fault('G6', 'malformed', 'client id out of range'));
    if (struct.length <= 0 || clock + struct.length > MAX_CLOCK) {
      return err(fault('G6', 'malformed', 'an empty struct, or a clock out of range', struct.id));
    }
    if (isSkip(struct)) return err(fault('G5', 'incomplete', 'a gap inside the update', struct.id));
    if (block === null || block.client !== client) {
      const live = stateOf(doc, client);
      block = { client, start: clock, end: clock, live, structs: [], walked: 0, reached: live };
      blocks.push(block);
    }
    block.structs.push(struct);
    block.end = clock + struct.length;
  }
  return ok({ update, blocks, deletes: decoded.deletes, structCount: decoded.structs.length });
}

/** What the update brings of a client id. A plain search: there is one block nearly always, and a bounded number ever. */
export function blockOf(incoming: Incoming, client: number): Block | null {
  for (const block of incoming.blocks) if (block.client === client) return block;
  return null;
}

/** True when the document, together with what the walk has passed, holds `id`. */
export function isKnown(doc: Y.Doc, incoming: Incoming, id: StructId): boolean {
  return id.clock < (blockOf(incoming, id.client)?.reached ?? stateOf(doc, id.client));
}

/** The struct of this update that holds `id`; null when that is not part of what it brings. */
export function findIncoming(incoming: Incoming, id: StructId): Struct | null {
  const block = blockOf(incoming, id.client);
  if (block === null || id.clock < block.live || id.clock >= block.end) return null;
  return block.structs[indexAt(block.structs, id.clock)] ?? null;
}
