import { WIRE } from '#shared/limits.ts';
import { encodeFrame } from '#shared/protocol/frame.ts';
import type { Dice } from '#shared/testing/dice.ts';
import type { Plan } from './plan.ts';
import { binary, frame, noise, OPCODE } from './web-socket-frame.ts';

const MAX_FRAMES_BEFORE = 24;

/** WebSocket bytes: what the protocol allows but nobody does, and at the end something that it does not allow. */
export function planBytes(dice: Dice): Plan {
  const frames = Array.from({ length: dice.below(MAX_FRAMES_BEFORE) }, () => allowed(dice)).flat();
  return { kind: 'bytes', frames: [...frames, forbidden(dice)] };
}

const ping = (): Uint8Array => encodeFrame({ op: 'ping', nonce: 1 });

function allowed(dice: Dice): Uint8Array[] {
  switch (dice.below(5)) {
    case 0:
      return [frame(dice, { opcode: OPCODE.ping }, noise(dice, dice.below(126)))];
    case 1:
      return [frame(dice, { opcode: OPCODE.pong }, noise(dice, dice.below(126)))];
    case 2:
      return fragments(dice, ping());
    case 3: // lengths in more bytes than they need
      return [frame(dice, { opcode: OPCODE.binary, lengthBytes: dice.pick([2, 8]) }, ping())];
    default:
      return [binary(dice, ping())];
  }
}

/** One message in pieces, empty ones among them, with a ping in between. */
function fragments(dice: Dice, message: Uint8Array): Uint8Array[] {
  const cut = dice.below(message.length + 1);
  const middle = dice.once(2) ? [frame(dice, { opcode: OPCODE.ping }, noise(dice, 3))] : [];
  const empty = Array.from({ length: dice.below(4) }, () => frame(dice, { opcode: OPCODE.continuation, fin: false }, new Uint8Array()));
  return [
    frame(dice, { opcode: OPCODE.binary, fin: false }, message.subarray(0, cut)),
    ...middle,
    ...empty,
    frame(dice, { opcode: OPCODE.continuation }, message.subarray(cut)),
  ];
}

const HUGE = [WIRE.maxFrameBytes + 1, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER, 2 ** 62] as const;

function forbidden(dice: Dice): Uint8Array {
  const { continuation, text, close, ping: pingCode } = OPCODE;
  const some = noise(dice, dice.below(40));
  const choices: readonly (() => Uint8Array)[] = [
    () => frame(dice, { opcode: OPCODE.binary, masked: false }, some),
    () => frame(dice, { opcode: OPCODE.binary, reserved: 1 + dice.below(7) }, some),
    () => frame(dice, { opcode: dice.pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]) }, some),
    () => frame(dice, { opcode: continuation, fin: dice.once(2) }, some),
    () => frame(dice, { opcode: dice.pick([pingCode, close]), fin: false }, some),
    () => frame(dice, { opcode: pingCode, lengthBytes: 2 }, noise(dice, 126 + dice.below(900))),
    () => frame(dice, { opcode: OPCODE.binary, length: dice.pick(HUGE), lengthBytes: 8 }, some),
    () => frame(dice, { opcode: text }, dice.once(2) ? noise(dice, 20) : Buffer.from('hello')),
    () => frame(dice, { opcode: close }, Uint8Array.of(dice.below(256), dice.below(256), ...some)),
    () => frame(dice, { opcode: close }, Uint8Array.of(3)),
    () => Buffer.concat([frame(dice, { opcode: OPCODE.binary, fin: false }, some), frame(dice, { opcode: OPCODE.binary }, some)]),
    () => Buffer.concat([Uint8Array.of(0xff), noise(dice, 2 + dice.below(400))]),
    () => Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
    // Announced and never finished: the socket is cut by this side.
    () => frame(dice, { opcode: OPCODE.binary, length: 1_000 }, some),
  ];
  return dice.pick(choices)();
}
