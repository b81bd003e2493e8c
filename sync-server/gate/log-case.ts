import type * as Y from 'yjs';
import type { LogEntry, MarkSpec } from '#shared/documents/log.ts';
import type { z } from 'zod';
import type { ClientOwners } from './client-owners.ts';
import type { EntryIds, IsLive, NewIds } from './entry-ids.ts';
import type { Incoming } from './incoming.ts';
import type { GateLimits } from './limits.ts';
import type { MarkKeys } from './mark-keys.ts';
import type { Place } from './placement.ts';
import type { Scratch } from './simple-update.ts';
import type { Crowd } from './work.ts';
import type { GateContext } from './types.ts';
import type { Item } from './yjs-internals.ts';

/** A live document of the log shape, as the rules see it. */
export interface Log {
  readonly doc: Y.Doc;
  readonly entries: Y.Array<LogEntry>;
  readonly marks: Y.Map<unknown>;
  /** Maps, not objects: a kind or name from the wire may be `constructor`. */
  readonly entrySchemas: ReadonlyMap<string, z.ZodType<LogEntry>>;
  readonly markSpecs: ReadonlyMap<string, MarkSpec>;
  readonly markKeys: MarkKeys;
  readonly owners: ClientOwners;
  readonly ids: EntryIds;
  readonly scratch: Scratch;
  readonly limits: GateLimits;
}

/** One update before the gate: what is known of it, and the running sums that its bounds need. */
export interface Case {
  readonly log: Log;
  readonly context: GateContext;
  readonly incoming: Incoming;
  /** Where each judged item goes. */
  readonly places: Map<Item, Place>;
  /** Items of this update that their own client has continued; see `work.ts`. */
  readonly continued: Set<Item>;
  readonly crowds: Map<string, Crowd>;
  /** Entry ids that this update brings. */
  readonly newIds: NewIds;
  /** Whether the sender has an entry of this id in the document already; made with the first that the update brings. */
  isLive: IsLive | null;
  workSteps: number;
  marks: number;
  tombstoneLength: number;
  /** Some of it needed the right to append. */
  appends: boolean;
}
