import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** A row as the adapters know it: plain JSON, and byte strings at the top level. */
export type Row = Record<string, unknown>;

/**
 * Bytes of a row, to be encrypted: JSON of everything but its byte strings, then those by name. JSON, because it keeps
 * every string that a person can type, half an emoji included, and no name in it can reach a prototype.
 */
export function encodeRow(row: Row): Uint8Array {
  const plain: Row = {};
  const byteStrings: [string, Uint8Array][] = [];
  for (const [name, value] of Object.entries(row)) {
    if (value instanceof Uint8Array) byteStrings.push([name, value]);
    else plain[name] = value;
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, JSON.stringify(plain));
  encoding.writeVarUint(encoder, byteStrings.length);
  for (const [name, bytes] of byteStrings) {
    encoding.writeVarString(encoder, name);
    encoding.writeVarUint8Array(encoder, bytes);
  }
  return encoding.toUint8Array(encoder);
}

/** The way back. Given only bytes that were authenticated before, so a throw here is our own broken promise. */
export function decodeRow(bytes: Uint8Array): Row {
  const decoder = decoding.createDecoder(bytes);
  const row = JSON.parse(decoding.readVarString(decoder)) as Row;
  const count = decoding.readVarUint(decoder);
  for (let read = 0; read < count; read += 1) {
    const name = decoding.readVarString(decoder);
    // A copy: the decoder's view would keep the whole decrypted row alive.
    row[name] = decoding.readVarUint8Array(decoder).slice();
  }
  return row;
}
