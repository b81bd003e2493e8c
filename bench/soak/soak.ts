import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument, peopleDocument, queueDocument } from '#shared/documents/names.ts';
import { newEntryId, type AccountId, type ChatId } from '#shared/ids.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { encodeFrame } from '#shared/protocol/frame.ts';
import { encodeAwareness, encodeStateVector, encodeUpdate } from '#shared/protocol/message.ts';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { idOf } from './ids.ts';
import { startMeasuredRelay, type MeasuredRelay } from './measured-relay.ts';
import type { RelayFigures } from './protocol.ts';

const PAIRS = 40;
const LANES = 24;
const LOADS_BROKEN_ONE_OF = 40;
const COMMITS_BROKEN_ONE_OF = 60;
const SAMPLE_EVERY_MS = 2_000;
/** The first part of the run: code is compiled, caches are filled. */
const WARM_SHARE = 0.3;
const EMPTY_WITHIN_MS = 30_000;
const MIB = 1_048_576;
const MAX_SLOPE_MIB = 1;
/** A slope is told by a run of this length; in a shorter one a single page more is a steep one, and this much is held. */
const SLOPE_TELLS_AFTER_MINUTES = 20;
const MAX_GROWTH_MIB = 16;

interface Person {
  readonly account: AccountId;
  readonly token: string;
  readonly chat: ChatId;
}

/**
 * `npm run bench -- soak [--minutes N]`: people come, talk and go in every way there is, loads and stores fail on
 * purpose, logins are refused, and forbidden documents are asked for (RELIABILITY I2). Throws when something stays behind.
 */
export async function soak(minutes: number, seed: number): Promise<void> {
  const relay = await startMeasuredRelay({ lifted: ['message-rate', 'short-idle'] });
  try {
    const people = await furnish(relay);
    await untilEmpty(relay);
    await relay.ask('fresh', {});
    const before = await relay.ask('figures', {});
    await relay.ask('faults', { loads: LOADS_BROKEN_ONE_OF, commits: COMMITS_BROKEN_ONE_OF });
    const visits = new Visits(relay.port, people, createDice(seed));
    const samples = await sampled(relay, minutes, visits);
    await relay.ask('faults', { loads: 0, commits: 0 });
    await untilEmpty(relay);
    await relay.ask('fresh', {});
    const after = await relay.ask('figures', {});
    report(seed, minutes, visits, samples, before, after);
  } finally {
    await relay.close();
  }
}

interface Sample {
  readonly atMs: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
}

async function sampled(relay: MeasuredRelay, minutes: number, visits: Visits): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const endsAt = performance.now() + minutes * 60_000;
  const lanes = Array.from({ length: LANES }, async () => {
    while (performance.now() < endsAt) await visits.visit();
  });
  while (performance.now() < endsAt) {
    await sleep(SAMPLE_EVERY_MS);
    await relay.ask('fresh', {}); // what is garbage is no leak
    const { rssBytes, heapBytes } = await relay.ask('figures', {});
    samples.push({ atMs: performance.now(), rssBytes, heapBytes });
  }
  await Promise.all(lanes);
  return samples.slice(Math.floor(samples.length * WARM_SHARE));
}

function report(seed: number, minutes: number, visits: Visits, samples: readonly Sample[], before: RelayFigures, after: RelayFigures): void {
  const slope = (of: (sample: Sample) => number): number => slopePerMs(samples.map((sample) => [sample.atMs, of(sample) / MIB])) * 600_000;
  const rss = slope(({ rssBytes }) => rssBytes);
  const heap = slope(({ heapBytes }) => heapBytes);
  const left = { documents: after.openDocuments, sessions: after.sessions, channels: after.channels, present: after.present };
  console.log(`soak: seed ${seed}, ${minutes} min, ${visits.count} visits (${JSON.stringify(visits.ways)}), ${visits.refusedLogins} refused logins`);
  console.log(`broken on purpose and logged: ${JSON.stringify(after.errors)}; unhandled rejections ${after.unhandled}`);
  console.log(`slope after warm-up: RSS ${rss.toFixed(2)}, live heap ${heap.toFixed(2)} MiB in 10 minutes (bar ${MAX_SLOPE_MIB})`);
  console.log(`RSS after warm-up, in tenths of the time: ${tenths(samples).map((sample) => (sample.rssBytes / MIB).toFixed(0)).join(' ')} MiB`);
  // While people talk their chats grow; what is live when nobody is there is what the relay itself has kept.
  const [empty, emptyAgain] = [before.heapBytes / MIB, after.heapBytes / MIB];
  console.log(`live heap with nobody there: ${empty.toFixed(1)} MiB before, ${emptyAgain.toFixed(1)} after`);
  console.log(`when all have left: ${JSON.stringify(left)}; timers ${before.timers} → ${after.timers}; handles ${JSON.stringify(before.handles)} → ${JSON.stringify(after.handles)}`);
  const stayed = Object.entries(left).filter(([, count]) => count !== 0).map(([what]) => what);
  if (after.timers !== before.timers) stayed.push('timers');
  // The port of the checkpoint thread counts only while it works.
  if (Object.entries(after.handles).some(([kind, count]) => count > (before.handles[kind] ?? 0))) stayed.push('handles');
  if (after.unhandled > 0) stayed.push('unhandled rejections');
  if (stayed.length > 0) throw new Error(`something stayed behind: ${stayed.join()}`);
  const grownMib = (rss * (minutes * (1 - WARM_SHARE))) / 10;
  const grows = minutes >= SLOPE_TELLS_AFTER_MINUTES ? rss > MAX_SLOPE_MIB : grownMib > MAX_GROWTH_MIB;
  if (grows) throw new Error(`memory grows: ${grownMib.toFixed(1)} MiB after warm-up`);
}

const tenths = (samples: readonly Sample[]): readonly Sample[] =>
  samples.filter((_, index) => index % Math.max(1, Math.floor(samples.length / 10)) === 0);

/** Least squares. */
function slopePerMs(points: readonly (readonly [number, number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

/** Documents leave memory when nobody has had them open for a while. */
async function untilEmpty(relay: MeasuredRelay): Promise<RelayFigures> {
  const gaveUpAt = performance.now() + EMPTY_WITHIN_MS;
  for (;;) {
    const figures = await relay.ask('figures', {});
    const sockets = figures.handles['TCPSocketWrap'] ?? 0;
    if ((figures.openDocuments === 0 && figures.sessions === 0 && sockets === 0) || performance.now() > gaveUpAt) return figures;
    await sleep(200);
  }
}

async function furnish(relay: MeasuredRelay): Promise<readonly Person[]> {
  const pairs = Array.from({ length: PAIRS }, (_, at) => ({
    id: idOf<ChatId>('chat', at),
    seeker: idOf<AccountId>('seeker', at),
    listener: idOf<AccountId>('hearer', at),
  }));
  const newcomers = pairs.flatMap(({ seeker, listener }) => [
    { id: seeker, name: seeker, type: 'member' as const, devices: 1 },
    { id: listener, name: listener, type: 'listener' as const, devices: 1 },
  ]);
  const tokens = await relay.ask('people', { people: newcomers });
  await relay.ask('chats', { chats: pairs });
  return newcomers.map(({ id }, at) => ({ account: id, token: tokens[at]?.[0] ?? '', chat: pairs[Math.floor(at / 2)]?.id ?? ('' as ChatId) }));
}

const WAYS = ['goodbye', 'cut', 'early', 'half-open'] as const;

/** One visit after the other, each by somebody else and ended in another way. */
class Visits {
  readonly #port: number;
  readonly #people: readonly Person[];
  readonly #dice: Dice;
  readonly ways: Record<string, number> = {};
  count = 0;
  refusedLogins = 0;

  constructor(port: number, people: readonly Person[], dice: Dice) {
    this.#port = port;
    this.#people = people;
    this.#dice = dice;
  }

  async visit(): Promise<void> {
    this.count += 1;
    const person = this.#dice.pick(this.#people);
    const way = this.#dice.pick(WAYS);
    this.ways[way] = (this.ways[way] ?? 0) + 1;
    const address = `127.0.${2 + this.#dice.below(200)}.${1 + this.#dice.below(250)}`;
    if (this.#dice.once(10)) await this.#refusedLogin(address);
    if (way === 'half-open') return this.#halfOpen(address);
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}/sync`, offeredSubprotocols(person.token), { localAddress: address });
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    if (way === 'early') {
      socket.terminate();
      return closed;
    }
    await Promise.race([new Promise<void>((resolve) => socket.once('open', () => resolve())), closed]);
    if (socket.readyState !== socket.OPEN) return closed;
    this.#talk(socket, person);
    await sleep(this.#dice.below(400));
    if (way === 'goodbye') socket.close();
    else socket.terminate();
    return closed;
  }

  #talk(socket: WebSocket, { account, chat }: Person): void {
    const doc = new Y.Doc();
    const say = (channel: number, message: Uint8Array): void => socket.send(encodeFrame({ op: 'data', channel, message }));
    const stranger = this.#dice.pick(this.#people);
    const names = [chatDocument(chat), inboxDocument(account), peopleDocument(account), chatDocument(stranger.chat), queueDocument('adult')];
    for (const [at, document] of names.entries()) socket.send(encodeFrame({ op: 'open', channel: at + 1, document }));
    say(1, encodeStateVector(Y.encodeStateVector(doc)));
    say(1, encodeAwareness(emptyPresence(doc.clientID)));
    doc.on('update', (update: Uint8Array) => say(1, encodeUpdate(update)));
    const entry = { id: newEntryId(account, seededRandom(this.count)), author: account, at: Date.now(), kind: 'message', text: 'hello' };
    logRoots(doc).entries.push([entry as never]);
    if (this.#dice.once(3)) say(1, encodeUpdate(Uint8Array.of(1, 2, 3)));
  }

  #refusedLogin(localAddress: string): Promise<void> {
    this.refusedLogins += 1;
    const body = JSON.stringify({ name: `Nobody${this.#dice.below(50)}`, password: 'a wrong one, and long enough', deviceName: 'x' });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), connection: 'close' };
    return new Promise((resolve) => {
      const asked = request({ port: this.#port, host: '127.0.0.1', localAddress, method: 'POST', path: '/api/sessions', headers });
      asked.on('response', (response) => response.resume().once('close', resolve));
      asked.on('error', () => resolve());
      asked.end(body);
    });
  }

  /** Half a handshake, and gone. */
  async #halfOpen(localAddress: string): Promise<void> {
    const socket = connect({ port: this.#port, host: '127.0.0.1', localAddress });
    socket.on('error', () => undefined);
    socket.write('GET /sync HTTP/1.1\r\nHost: x\r\nUpgr');
    await sleep(this.#dice.below(200));
    socket.destroy();
  }
}

/** An awareness update of one client, its first, that says nothing: `{}`. */
const emptyPresence = (client: number): Uint8Array =>
  encoding.encode((encoder) => {
    for (const number of [1, client, 1]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, '{}');
  });
