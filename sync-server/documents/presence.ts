import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { AccountId } from '#shared/ids.ts';
import { WIRE } from '#shared/limits.ts';

/** One state in an awareness update of y-protocols, as far as we read it. Null: signed off. */
export interface ShownState {
  readonly client: number;
  readonly clock: number;
  readonly state: { readonly typing: boolean } | null;
}

/** What others get to see (W12). */
export interface PassedState {
  readonly client: number;
  readonly clock: number;
  readonly state: { readonly typing: boolean; readonly account: AccountId } | null;
}

const MAX_CLIENT_ID = 0xff_ff_ff_ff;

/**
 * Reads what a client shows. Null for bytes that are no awareness update or are too many: those are dropped without
 * a word (W11). Of a state only `typing` is read: a stock client shows `{}` or a name, and neither leaves the relay.
 */
export function parsePresence(update: Uint8Array): readonly ShownState[] | null {
  if (update.length > WIRE.maxPresenceBytes) return null;
  try {
    const decoder = decoding.createDecoder(update);
    const shown: ShownState[] = [];
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const state: unknown = JSON.parse(decoding.readVarString(decoder));
      if (client > MAX_CLIENT_ID || (state !== null && typeof state !== 'object')) return null;
      shown.push({ client, clock, state: state === null ? null : { typing: 'typing' in state && state.typing === true } });
    }
    return shown;
  } catch {
    return null; // truncated, or no JSON
  }
}

export const encodePresence = (states: readonly PassedState[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length);
    for (const { client, clock, state } of states) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, JSON.stringify(state));
    }
  });
