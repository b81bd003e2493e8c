import type { Dice } from '#shared/testing/dice.ts';

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** What a frame's head says, right or wrong. */
export interface FrameHead {
  readonly opcode: number;
  readonly fin?: boolean;
  /** The three reserved bits. */
  readonly reserved?: number;
  readonly masked?: boolean;
  /** The length that is claimed; by default the true one. */
  readonly length?: number;
  /** In how many bytes the length is written: 0, 2 or 8; by default as few as will do. */
  readonly lengthBytes?: 0 | 2 | 8;
}

/** A frame from a client (RFC 6455, 5.2), masked with a key of the dice's. */
export function frame(dice: Dice, head: FrameHead, payload: Uint8Array): Uint8Array {
  const length = head.length ?? payload.length;
  const lengthBytes = head.lengthBytes ?? (length > 65_535 ? 8 : length > 125 ? 2 : 0);
  const masked = head.masked ?? true;
  const out = Buffer.alloc(2 + lengthBytes + (masked ? 4 : 0) + payload.length);
  out[0] = ((head.fin ?? true) ? 128 : 0) | ((head.reserved ?? 0) << 4) | head.opcode;
  out[1] = (masked ? 128 : 0) | (lengthBytes === 8 ? 127 : lengthBytes === 2 ? 126 : length & 127);
  if (lengthBytes === 8) out.writeBigUInt64BE(BigInt(length), 2);
  if (lengthBytes === 2) out.writeUInt16BE(length & 65_535, 2);
  let at = 2 + lengthBytes;
  if (!masked) {
    out.set(payload, at);
    return out;
  }
  const key = [dice.below(256), dice.below(256), dice.below(256), dice.below(256)] as const;
  out.set(key, at);
  at += 4;
  for (let index = 0; index < payload.length; index += 1) {
    out[at + index] = (payload[index] ?? 0) ^ (key[(index & 3) as 0 | 1 | 2 | 3]);
  }
  return out;
}

export const binary = (dice: Dice, payload: Uint8Array): Uint8Array => frame(dice, { opcode: OPCODE.binary }, payload);

export function noise(dice: Dice, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = dice.below(256);
  return bytes;
}
