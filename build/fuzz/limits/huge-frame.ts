import { setTimeout as sleep } from 'node:timers/promises';
import { CLOSE } from '#shared/protocol/codes.ts';
import { createDice } from '#shared/testing/dice.ts';
import { startMeasuredRelay, type MeasuredRelay } from '../../../bench/soak/measured-relay.ts';
import { residentBytes } from '../../../bench/soak/resident.ts';
import { Trouble } from '../../lib/trouble.ts';
import { openRawSocket } from '../frames/raw-socket.ts';
import { frame, OPCODE } from '../frames/web-socket-frame.ts';
import { ANN, MIB, person, say, type House } from './house.ts';

const HUGE_MIB = 90;
const HUGE_FRAMES = 5;
/** Enough that code is compiled, and too small to give the allocator the pages that a huge frame would be kept in. */
const WARM_MIB = 1;
const WARM_PER_FRAME = 4;
/** How long the relay may take to refuse a head behind which nothing comes. */
const REFUSED_WITHIN_MS = 1_000;
const CHUNK = Buffer.alloc(MIB / 16);
const ADDRESS = '127.0.1.1';
const BAR_MIB = 1;

interface Thrown {
  /** What the relay said when it had seen the head of the frame and no byte of what it holds; null for nothing. */
  readonly atHead: number | null;
  /** What it said in the end; null for nothing. */
  readonly atLast: number | null;
  /** The most memory that the relay had until the socket was gone, in bytes. */
  readonly highest: number;
}

/**
 * C4: a frame of 90 MB is refused by what its head says, with the code of that refusal, before any of it is kept; whoever sends the rest
 * all the same costs nothing either. Then with the bound of a frame lifted, where another defence closes the socket, and with that lifted
 * as well, where the frame is kept: so that the proof is known to fail where the bound is gone, and its memory to be seen.
 */
export async function hugeFrame({ relay, tokens, promises }: House): Promise<void> {
  const thrown = await throwAll(relay, tokens.ann[0] ?? '', HUGE_FRAMES);
  say('C4', `a frame of ${HUGE_MIB} MiB: ${thrown.said}; sent all the same it costs ${thrown.grownMib.toFixed(2)} MiB until the socket is gone (bar ${BAR_MIB}; the most of ${HUGE_FRAMES}), ${thrown.keptMib.toFixed(2)} afterwards for all`);
  promises.hold(thrown.refused, `a huge frame is not refused with ${CLOSE.frameTooLarge} at its head`);
  promises.hold(thrown.grownMib <= BAR_MIB, 'a huge frame costs more than it may');

  const unbounded = await throwAtLifted(['frame-size']);
  promises.hold(!unbounded.refused, 'the bound of a frame was lifted, and its proof holds all the same');
  const kept = await throwAtLifted(['frame-size', 'beside-messages']);
  promises.hold(!kept.refused && kept.grownMib > BAR_MIB, 'a huge frame was kept, and nobody saw it');
}

async function throwAtLifted(lifted: readonly string[]): Promise<AllThrown> {
  const relay = await startMeasuredRelay({ lifted });
  try {
    const [[token = ''] = []] = await relay.ask('people', { people: [person(ANN, 'listener')] });
    const thrown = await throwAll(relay, token, 1);
    say('C4', `  with ${lifted.join(' and ')} lifted: ${thrown.said}, ${thrown.grownMib.toFixed(2)} MiB: the proof ${thrown.refused && thrown.grownMib <= BAR_MIB ? 'holds' : 'fails'}`);
    return thrown;
  } finally {
    await relay.close();
  }
}

interface AllThrown {
  /** Each was refused by its head, as too large. */
  readonly refused: boolean;
  readonly said: string;
  readonly grownMib: number;
  readonly keptMib: number;
}

async function throwAll(relay: MeasuredRelay, token: string, frames: number): Promise<AllThrown> {
  for (let warm = 0; warm < WARM_PER_FRAME * frames; warm += 1) await throwOne(relay, token, WARM_MIB);
  await relay.ask('fresh', {});
  const first = memoryOf(relay);
  const thrown: Thrown[] = [];
  let grown = 0;
  for (let number = 0; number < frames; number += 1) {
    const before = memoryOf(relay);
    const one = await throwOne(relay, token, HUGE_MIB);
    grown = Math.max(grown, one.highest - before);
    thrown.push(one);
  }
  await relay.ask('fresh', {});
  return {
    refused: thrown.every(({ atHead }) => atHead === CLOSE.frameTooLarge),
    said: `closed with ${named(thrown.map(({ atHead }) => atHead))} at its head, ${named(thrown.map(({ atLast }) => atLast))} in the end`,
    grownMib: grown / MIB,
    keptMib: (memoryOf(relay) - first) / MIB,
  };
}

const named = (codes: readonly (number | null)[]): string => [...new Set(codes.map((code) => code ?? 'nothing'))].join(' or ');

/** Sends the head alone and waits for what is said to it; then the rest, whatever was said, until the relay cuts the socket. */
async function throwOne(relay: MeasuredRelay, token: string, mib: number): Promise<Thrown> {
  const socket = await openRawSocket(relay.port, ADDRESS, token, { stubborn: true });
  if (socket === null) throw new Trouble('the relay let nobody in');
  const line = { open: true };
  const gone = socket.closed.then(() => Object.assign(line, { open: false }));
  let highest = memoryOf(relay);
  const look = (): void => {
    highest = Math.max(highest, memoryOf(relay));
  };
  socket.write(frame(createDice(1), { opcode: OPCODE.binary, length: mib * MIB, lengthBytes: 8 }, new Uint8Array()));
  const atHead = await Promise.race([socket.goodbye, sleep(REFUSED_WITHIN_MS, null, { ref: false })]);
  look();
  for (let sent = 0; line.open && sent < mib * MIB; sent += CHUNK.length) {
    socket.write(CHUNK);
    await new Promise((resolve) => setImmediate(resolve));
    look();
  }
  socket.end();
  while (line.open) {
    await Promise.race([gone, sleep(1)]);
    look();
  }
  return { atHead, atLast: await socket.goodbye, highest };
}

/** From outside: a relay that was asked would answer when it has done what it does with the frame. */
function memoryOf({ child: { pid } }: MeasuredRelay): number {
  const bytes = pid === undefined ? null : residentBytes(pid);
  if (bytes === null) throw new Trouble('the memory of another process can be read on Linux alone');
  return bytes;
}
