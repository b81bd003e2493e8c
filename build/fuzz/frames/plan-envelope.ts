import * as encoding from 'lib0/encoding';
import { WIRE } from '#shared/limits.ts';
import { encodeFrame } from '#shared/protocol/frame.ts';
import { encodeAwareness, encodeReceipt, encodeRefusal, encodeStateVector, encodeUpdate } from '#shared/protocol/message.ts';
import type { Dice } from '#shared/testing/dice.ts';
import { all, bytes, number, text, type Write } from '../../../sync-server/gate/testing/wire.ts';
import type { Plan } from './plan.ts';
import { binary, noise } from './web-socket-frame.ts';

const MAX_FRAMES_BEFORE = 60;
const CHANNELS_OPENED = 6;

/** Our own envelope: frames of channels, messages and varints, in the right order and in the wrong one. */
export function planEnvelope(dice: Dice, documents: readonly string[]): Plan {
  const frames: Uint8Array[] = [];
  let highest = 0;
  for (let count = 1 + dice.below(CHANNELS_OPENED); count > 0; count -= 1) {
    highest += 1 + dice.below(3);
    frames.push(encodeFrame({ op: 'open', channel: highest, document: name(dice, documents) }));
  }
  for (let count = dice.below(MAX_FRAMES_BEFORE); count > 0; count -= 1) frames.push(survived(dice, highest));
  frames.push(fatal(dice, highest));
  return { kind: 'envelope', frames: frames.map((payload) => binary(dice, payload)) };
}

const NAMES = ['', '/', 'chat', 'chat/', 'chat//', 'chat/../inbox', 'queue/adult', 'queue/teen', 'queue/__proto__', 'constructor/x',
  'inbox/relay', '\u0000', '😀'.repeat(80), 'chat/AAAAAAAAAAAAAAAAAAAA', 'x'.repeat(5_000)] as const;

const name = (dice: Dice, documents: readonly string[]): string =>
  dice.pick<() => string>([
    () => dice.pick(documents),
    () => dice.pick(documents),
    () => dice.pick(NAMES),
    () => `chat/${Buffer.from(noise(dice, 10)).toString('hex')}`,
    () => dice.pick(documents).toUpperCase(),
    () => `${dice.pick(documents)}/0`,
  ])();

/** What the relay answers, drops or refuses without closing: it is malformed only where it says so itself. */
function survived(dice: Dice, highest: number): Uint8Array {
  const channel = 1 + dice.below(highest);
  const data = (message: Uint8Array): Uint8Array => encodeFrame({ op: 'data', channel, message });
  switch (dice.below(8)) {
    case 0:
      return encodeFrame({ op: 'ping', nonce: dice.pick([0, 1, 2 ** 31, Number.MAX_SAFE_INTEGER]) });
    case 1:
      return encodeFrame({ op: 'close', channel, code: dice.below(70_000), reason: 'x'.repeat(dice.below(300)) });
    case 2:
      return data(encodeAwareness(presence(dice)));
    case 3:
      return data(encodeAwareness(noise(dice, dice.below(WIRE.maxPresenceBytes + 200))));
    case 4:
      return data(Uint8Array.of(3)); // query
    case 5:
      return data(encodeStateVector(Uint8Array.of(0)));
    case 6: // who says nothing new says nothing wrong
      return data(encodeUpdate(Uint8Array.of(0, 0), dice.once(2)));
    default: // behind a message may stand what we do not know yet
      return data(Buffer.concat([encodeUpdate(Uint8Array.of(0, 0)), noise(dice, dice.below(20))]));
  }
}

/** States for invented and for others' client ids. */
function presence(dice: Dice): Uint8Array {
  const count = dice.below(5);
  const states = Array.from({ length: count }, (): Write => {
    const client = dice.pick([1000, 2000, 666, dice.below(2 ** 32), 2 ** 32 + 7]);
    const state = dice.pick(['null', '{}', '{"typing":true}', '{"account":"ann00000000000000000"}', '"x"', '[', '{"__proto__":1}']);
    return all(number(client), number(dice.below(1_000)), text(state));
  });
  return encoding.encode(all(number(dice.once(6) ? 2 ** 40 : count), ...states));
}

const raw = (...writes: Write[]): Uint8Array => encoding.encode(all(...writes));

/** What no client says: the socket is closed. */
function fatal(dice: Dice, highest: number): Uint8Array {
  const channel = 1 + dice.below(highest);
  return dice.pick<() => Uint8Array>([
    () => noise(dice, dice.below(60)),
    () => new Uint8Array(),
    () => encodeFrame({ op: 'open', channel, document: 'chat/x' }), // a number used twice
    () => encodeFrame({ op: 'data', channel: highest + 1 + dice.below(1_000), message: Uint8Array.of(3) }),
    () => encodeFrame({ op: 'pong', nonce: 1, nowMs: 1 }),
    () => encodeFrame({ op: 'account' }),
    () => raw(number(dice.pick([2 ** 53, 2 ** 64, 2 ** 70])), number(1)),
    () => raw(bytes(...Array.from({ length: 30 }, () => 255))),
    () => raw(number(channel), number(7 + dice.below(1_000))),
    () => raw(number(highest + 1), number(0), number(2 ** 31), bytes(1, 2, 3)), // a name longer than the frame
    () => encodeFrame({ op: 'data', channel, message: encodeReceipt(dice.below(1_000)) }),
    () => encodeFrame({ op: 'data', channel, message: encodeRefusal({ n: 1, code: 'denied', again: 'never', detail: '' }) }),
    () => encodeFrame({ op: 'data', channel, message: encodeStateVector(noise(dice, 1 + dice.below(30))) }),
    () => encodeFrame({ op: 'data', channel, message: raw(number(0), number(1), number(2 ** 40), bytes(1)) }),
    () => encodeFrame({ op: 'data', channel, message: noise(dice, 1 + dice.below(40)) }),
  ])();
}
