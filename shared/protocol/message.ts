import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { AUTH, MESSAGE, SYNC } from './codes.ts';
import { parseRefusal, type HeardRefusal, type Refusal } from './refusal.ts';

/** One message on a document, either way. PROTOCOL.md, "Messages on a document". */
export type Message =
  | { readonly type: 'state-vector'; readonly stateVector: Uint8Array }
  | { readonly type: 'update'; readonly step2: boolean; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'query-awareness' }
  | { readonly type: 'refusal'; readonly refusal: HeardRefusal }
  | { readonly type: 'receipt'; readonly count: number };

export const encodeStateVector = (stateVector: Uint8Array): Uint8Array =>
  sync(SYNC.stateVector, stateVector);

export const encodeUpdate = (update: Uint8Array, step2 = false): Uint8Array =>
  sync(step2 ? SYNC.step2 : SYNC.update, update);

export const encodeAwareness = (update: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });

export const encodeRefusal = (refusal: Refusal): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.auth);
    encoding.writeVarUint(encoder, AUTH.denied);
    encoding.writeVarString(encoder, JSON.stringify(refusal));
  });

export const encodeReceipt = (count: number): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.receipt);
    encoding.writeVarUint(encoder, count);
  });

/**
 * Reads one message; null for bytes that are none. Total: never throws. Nothing may stand behind it: whoever keeps a message
 * would keep that as well, and count it as nothing (RELIABILITY C3).
 */
export function decodeMessage(bytes: Uint8Array): Message | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const message = read(decoder);
    return decoding.hasContent(decoder) ? null : message;
  } catch {
    return null; // lib0 throws on truncated input
  }
}

function sync(subType: number, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, subType);
    encoding.writeVarUint8Array(encoder, body);
  });
}

function read(decoder: decoding.Decoder): Message | null {
  switch (decoding.readVarUint(decoder)) {
    case MESSAGE.sync:
      return readSync(decoder);
    case MESSAGE.awareness:
      return { type: 'awareness', update: decoding.readVarUint8Array(decoder) };
    case MESSAGE.auth: {
      if (decoding.readVarUint(decoder) !== AUTH.denied) return null;
      const refusal = parseRefusal(decoding.readVarString(decoder));
      return refusal === null ? null : { type: 'refusal', refusal };
    }
    case MESSAGE.queryAwareness:
      return { type: 'query-awareness' };
    case MESSAGE.receipt:
      return { type: 'receipt', count: decoding.readVarUint(decoder) };
    default:
      return null;
  }
}

function readSync(decoder: decoding.Decoder): Message | null {
  const subType = decoding.readVarUint(decoder);
  const body = decoding.readVarUint8Array(decoder);
  switch (subType) {
    case SYNC.stateVector:
      return { type: 'state-vector', stateVector: body };
    case SYNC.step2:
    case SYNC.update:
      return { type: 'update', step2: subType === SYNC.step2, update: body };
    default:
      return null;
  }
}
