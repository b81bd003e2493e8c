import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { z } from 'zod';
import { OP } from './codes.ts';

/** What the relay says first on a many-document socket (W17). */
export const welcome = z.object({
  protocol: z.int(),
  account: z.string(),
  device: z.string(),
  nowMs: z.int(),
});
export type Welcome = z.infer<typeof welcome>;

/** One frame of a many-document socket. PROTOCOL.md, "Channels". The `data` payload is a view, not a copy. */
export type Frame =
  | { readonly op: 'open'; readonly channel: number; readonly document: string }
  | { readonly op: 'data'; readonly channel: number; readonly message: Uint8Array }
  | { readonly op: 'close'; readonly channel: number; readonly code: number; readonly reason: string }
  | { readonly op: 'welcome'; readonly welcome: Welcome }
  | { readonly op: 'ping'; readonly nonce: number }
  | { readonly op: 'pong'; readonly nonce: number; readonly nowMs: number }
  | { readonly op: 'account' };

export function encodeFrame(frame: Frame): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 'channel' in frame ? frame.channel : 0);
    encoding.writeVarUint(encoder, OP[frame.op]);
    writePayload(encoder, frame);
  });
}

/** Reads one frame; null for bytes that are none. Total: never throws. */
export function decodeFrame(bytes: Uint8Array): Frame | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const channel = decoding.readVarUint(decoder);
    return readPayload(decoder, channel, decoding.readVarUint(decoder));
  } catch {
    return null;
  }
}

function writePayload(encoder: encoding.Encoder, frame: Frame): void {
  switch (frame.op) {
    case 'open':
      return encoding.writeVarString(encoder, frame.document);
    case 'data':
      return encoding.writeUint8Array(encoder, frame.message);
    case 'close':
      encoding.writeVarUint(encoder, frame.code);
      return encoding.writeVarString(encoder, frame.reason);
    case 'welcome':
      return encoding.writeVarString(encoder, JSON.stringify(frame.welcome));
    case 'ping':
      return encoding.writeVarUint(encoder, frame.nonce);
    case 'pong':
      encoding.writeVarUint(encoder, frame.nonce);
      return encoding.writeVarUint(encoder, frame.nowMs);
    case 'account':
      return;
  }
}

function readPayload(decoder: decoding.Decoder, channel: number, op: number): Frame | null {
  switch (op) {
    case OP.open:
      return { op: 'open', channel, document: decoding.readVarString(decoder) };
    case OP.data:
      return { op: 'data', channel, message: decoding.readTailAsUint8Array(decoder) };
    case OP.close:
      return {
        op: 'close',
        channel,
        code: decoding.readVarUint(decoder),
        reason: decoding.readVarString(decoder),
      };
    case OP.welcome: {
      const parsed = welcome.safeParse(JSON.parse(decoding.readVarString(decoder)));
      return parsed.success ? { op: 'welcome', welcome: parsed.data } : null;
    }
    case OP.ping:
      return { op: 'ping', nonce: decoding.readVarUint(decoder) };
    case OP.pong:
      return { op: 'pong', nonce: decoding.readVarUint(decoder), nowMs: decoding.readVarUint(decoder) };
    case OP.account:
      return { op: 'account' };
    default:
      return null;
  }
}
