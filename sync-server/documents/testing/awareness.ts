import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** One state of an awareness update, as y-protocols writes it. Test support. */
export type WireState = readonly [client: number, clock: number, state: unknown];

export const awarenessUpdate = (...states: readonly WireState[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length);
    for (const [client, clock, state] of states) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, JSON.stringify(state));
    }
  });

export function readAwareness(bytes: Uint8Array): WireState[] {
  const decoder = decoding.createDecoder(bytes);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => [
    decoding.readVarUint(decoder),
    decoding.readVarUint(decoder),
    JSON.parse(decoding.readVarString(decoder)) as unknown,
  ]);
}
