import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { AccountId } from '#shared/ids.ts';

/** The awareness update of one client, with the account filled in, as the relay passes it on (W12). */
export function withAccount(update: Uint8Array, account: AccountId): Uint8Array {
  const decoder = decoding.createDecoder(update);
  decoding.readVarUint(decoder);
  const client = decoding.readVarUint(decoder);
  const clock = decoding.readVarUint(decoder);
  const state: unknown = JSON.parse(decoding.readVarString(decoder));
  const text = JSON.stringify(state === null ? null : { ...(state as object), account });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, text);
  });
}
