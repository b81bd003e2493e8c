import type * as Y from 'yjs';
import { CLOSE } from '#shared/protocol/codes.ts';
import { AGAIN } from '#shared/protocol/refusal.ts';
import type { AccountId } from '#shared/ids.ts';
import { unreachable } from '#shared/result.ts';
import { NotKept } from '../database/storage-error.ts';
import type { Channel } from './channel.ts';

/** What waits in a room for its turn, in order of arrival. */
export type RoomItem =
  | { readonly kind: 'join'; readonly channel: Channel }
  | {
      readonly kind: 'update';
      readonly channel: Channel;
      /** Its number on the channel (PROTOCOL W5). */
      readonly n: number;
      readonly step2: boolean;
      readonly update: Uint8Array;
    }
  | { readonly kind: 'state-vector'; readonly channel: Channel; readonly stateVector: Uint8Array }
  /** Send our state vector: the channel's client has something that we lack. */
  | { readonly kind: 'ask'; readonly channel: Channel }
  | { readonly kind: 'presence'; readonly channel: Channel; readonly update: Uint8Array }
  | { readonly kind: 'query-presence'; readonly channel: Channel }
  /** `author`: whose words it puts down; null for the relay's own. */
  | { readonly kind: 'write'; readonly change: (doc: Y.Doc) => void; readonly author: AccountId | null; readonly done: Settle }
  | { readonly kind: 'read'; readonly look: (doc: Y.Doc) => void; readonly done: Settle };

/** How a relay's own write or read ends. */
export interface Settle {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What the smallest item costs in memory while it waits; a bound on bytes alone would let empty ones in without end. */
const ITEM_BYTES = 128;

/** Bytes that an item holds while it waits; as counted when it was taken in. */
export function bytesOf(item: RoomItem): number {
  switch (item.kind) {
    case 'update':
    case 'presence':
      return ITEM_BYTES + item.update.length;
    case 'state-vector':
      return ITEM_BYTES + item.stateVector.length;
    case 'ask':
    case 'query-presence':
      return ITEM_BYTES;
    case 'join':
    case 'write':
    case 'read':
      return 0;
  }
}

/**
 * With bytes of its own, for one that may wait long: as it came it is a part of what the socket read at once, and keeps
 * all of that in memory, which `bytesOf` does not count (RELIABILITY C3).
 */
export function detached(item: RoomItem): RoomItem {
  switch (item.kind) {
    case 'update':
    case 'presence':
      return { ...item, update: item.update.slice() };
    case 'state-vector':
      return { ...item, stateVector: item.stateVector.slice() };
    default:
      return item;
  }
}

/** The item was judged or dropped: its channel may forget it. A `join` is the relay's own and was never counted. */
export function decided(item: RoomItem): void {
  if ('channel' in item && item.kind !== 'join') item.channel.decided(item);
}

/** The item cannot be kept: says so to whom it matters. Everybody else is closed, comes back and asks again. */
export function dropItem(item: RoomItem): void {
  switch (item.kind) {
    case 'update':
      item.channel.refuse({ n: item.n, code: 'storage', again: AGAIN.storage, detail: 'the relay could not keep it' });
      return;
    case 'write':
    case 'read':
      item.done.reject(new NotKept('the document could not be kept'));
      return;
    case 'join':
      item.channel.close(CLOSE.storage, 'storage');
      return;
    case 'state-vector':
    case 'ask':
    case 'presence':
    case 'query-presence':
      return;
    default:
      return unreachable(item);
  }
}

/** Lets the relay see the document, and tells it how that ended. */
export function look(doc: Y.Doc, { look: see, done }: Extract<RoomItem, { kind: 'read' }>): void {
  try {
    see(doc);
    done.resolve();
  } catch (error) {
    done.reject(error);
  }
}
