import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import * as encoding from 'lib0/encoding';
import { OP, SYNC_PATH } from '../../shared/protocol/codes.ts';
import { percentile } from '../statistics.ts';
import { openClient, type Client } from './client.ts';
import { pathOf, roomName, updateHead, type Dialect } from './dialects.ts';
import { unpackFixture } from './fixture.ts';
import { answer, say } from './inside.ts';
import { LoadedRoom } from './loaded-room.ts';
import type { StructId } from './message.ts';

/** The load generator, in a process of its own. What it is asked to do: */
export type LoadQuestion =
  /** Connects `perRoom` clients to each of `rooms` rooms, fresh ones unless `after` says where their documents end. */
  | { readonly do: 'gather'; readonly to: Target; readonly firstRoom: number; readonly rooms: number; readonly perRoom: number; readonly after?: StructId; readonly segment?: number }
  /** Keeps `window` messages on their way in each room. */
  | { readonly do: 'saturate'; readonly window: number; readonly warmMs: number; readonly measureMs: number }
  /** Sends so many messages, `window` at once in each room, and waits until all have come. */
  | { readonly do: 'send'; readonly messages: number; readonly window: number }
  /** A steady rate, over all rooms together. */
  | { readonly do: 'offer'; readonly perSecond: number; readonly ms: number }
  /** Opens many documents for each of some people, on one socket each or on one socket a document. */
  | { readonly do: 'open-many'; readonly to: Target; readonly people: number; readonly documents: number; readonly oneSocket: boolean }
  /** Fresh clients ask for a document of at least `bytes`, all at once. */
  | { readonly do: 'fetch'; readonly to: Target; readonly room: number; readonly bytes: number; readonly clients: number }
  /** Writes a whole document into a room, and stays connected. */
  | { readonly do: 'push'; readonly to: Target; readonly room: number; readonly file: string }
  | { readonly do: 'part' };

export interface Target {
  readonly dialect: Dialect;
  readonly port: number;
}

/** What is measured; what was not asked for is 0. */
export interface LoadAnswer {
  readonly deliveredPerSecond: number;
  readonly sent: number;
  readonly ms: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const NOTHING: LoadAnswer = { deliveredPerSecond: 0, sent: 0, ms: 0, p50Ms: 0, p99Ms: 0 };
const SETTLE_MS = 600;
const CONNECT_AT_ONCE = 50;

let rooms: LoadedRoom[] = [];
let clients: Client[] = [];
let nextClient = 100_000;

answer<LoadQuestion>(async (question): Promise<LoadAnswer> => {
  switch (question.do) {
    case 'gather':
      return gather(question);
    case 'saturate':
      return saturate(question.window, question.warmMs, question.measureMs);
    case 'send':
      return send(question.messages, question.window);
    case 'offer':
      return offer(question.perSecond, question.ms);
    case 'open-many':
      return openMany(question);
    case 'fetch':
      return fetchState(question);
    case 'push':
      return push(question);
    case 'part':
      await Promise.all(clients.map((client) => client.close()));
      rooms = [];
      clients = [];
      return NOTHING;
  }
});
say({ ready: true });

async function inGroups(makers: readonly (() => Promise<void>)[]): Promise<void> {
  for (let from = 0; from < makers.length; from += CONNECT_AT_ONCE) {
    await Promise.all(makers.slice(from, from + CONNECT_AT_ONCE).map((make) => make()));
  }
  await sleep(SETTLE_MS);
}

async function gather({ to, firstRoom, rooms: count, perRoom, after, segment }: Extract<LoadQuestion, { do: 'gather' }>): Promise<LoadAnswer> {
  const makers: (() => Promise<void>)[] = [];
  for (let n = 0; n < count; n += 1) {
    const number = firstRoom + n;
    const room = new LoadedRoom(updateHead(to.dialect, number), after);
    rooms.push(room);
    for (let member = 0; member < perRoom; member += 1) {
      const id = nextClient;
      nextClient += 1;
      makers.push(async () => {
        const client = await openClient({ ...to, room: number, id, path: pathOf(to.dialect, number, segment), ...room.listener() });
        room.add(client);
        clients.push(client);
      });
    }
  }
  await inGroups(makers);
  return NOTHING;
}

const delivered = (): number => rooms.reduce((sum, room) => sum + room.delivered, 0);
const sent = (): number => rooms.reduce((sum, room) => sum + room.sent, 0);

async function saturate(window: number, warmMs: number, measureMs: number): Promise<LoadAnswer> {
  for (const room of rooms) room.keepOnTheirWay(window);
  await sleep(warmMs);
  const [deliveredBefore, sentBefore, fromMs] = [delivered(), sent(), performance.now()];
  await sleep(measureMs);
  const ms = performance.now() - fromMs;
  const answered = { deliveredPerSecond: ((delivered() - deliveredBefore) / ms) * 1_000, sent: sent() - sentBefore, ms };
  for (const room of rooms) room.keepOnTheirWay(0);
  await arrived();
  return { ...NOTHING, ...answered };
}

async function send(messages: number, window: number): Promise<LoadAnswer> {
  const fromMs = performance.now();
  for (const room of rooms) room.sendInAll(messages, window);
  await arrived();
  return { ...NOTHING, sent: messages * rooms.length, ms: performance.now() - fromMs };
}

async function offer(perSecond: number, ms: number): Promise<LoadAnswer> {
  for (const room of rooms) room.latenciesUs = [];
  const fromMs = performance.now();
  let offered = 0;
  while (performance.now() - fromMs < ms) {
    for (const due = Math.floor(((performance.now() - fromMs) / 1_000) * perSecond); offered < due; offered += 1) {
      rooms[offered % rooms.length]?.say();
    }
    await sleep(1);
  }
  await arrived();
  const latencies = rooms.flatMap((room) => room.latenciesUs ?? []);
  for (const room of rooms) room.latenciesUs = null;
  const at = (share: number): number => percentile(latencies, share) / 1_000;
  return { ...NOTHING, sent: offered, ms, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** Everything sent has come to everybody. A contender that lost or refused a message has no figures. */
async function arrived(): Promise<void> {
  let last = -1;
  let movedAtMs = performance.now();
  while (rooms.some((room) => !room.isLevel)) {
    await sleep(20);
    const now = delivered();
    if (now !== last) movedAtMs = performance.now();
    else if (performance.now() - movedAtMs > LOST_AFTER_MS) throw new Error('messages were lost or refused');
    last = now;
  }
}

const LOST_AFTER_MS = 15_000;


async function openMany({ to, people, documents, oneSocket }: Extract<LoadQuestion, { do: 'open-many' }>): Promise<LoadAnswer> {
  const makers: (() => Promise<void>)[] = [];
  for (let person = 0; person < people; person += 1) {
    const id = nextClient;
    nextClient += 1;
    const names = Array.from({ length: documents }, (_, n) => n);
    const open = async (options: Partial<Parameters<typeof openClient>[0]>): Promise<void> => {
      clients.push(await openClient({ ...to, room: 0, id, ...options }));
    };
    if (oneSocket) makers.push(() => open({ path: SYNC_PATH, hello: names.flatMap((n) => openFrames(n)) }));
    else for (const room of names) makers.push(() => open({ room }));
  }
  await inGroups(makers);
  return NOTHING;
}

/** PROTOCOL, Channels: opens a document on the channel after its number, and asks for what it holds. */
function openFrames(room: number): Uint8Array[] {
  const frame = (op: number, write: (encoder: encoding.Encoder) => void): Uint8Array =>
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, room + 1);
      encoding.writeVarUint(encoder, op);
      write(encoder);
    });
  return [
    frame(OP.open, (encoder) => encoding.writeVarString(encoder, roomName(room))),
    frame(OP.data, (encoder) => encoding.writeUint8Array(encoder, Uint8Array.of(0, 0, 1, 0))),
  ];
}

async function fetchState({ to, room, bytes, clients: count }: Extract<LoadQuestion, { do: 'fetch' }>): Promise<LoadAnswer> {
  const fromMs = performance.now();
  const fetched = Array.from({ length: count }, async () => {
    const id = nextClient;
    nextClient += 1;
    const whole = Promise.withResolvers<void>();
    let client: Client | null = null;
    const received = (): void => {
      if (client !== null && client.bytes() >= bytes) whole.resolve();
    };
    client = await openClient({ ...to, room, id, received });
    clients.push(client);
    received();
    await whole.promise;
  });
  await Promise.all(fetched);
  return { ...NOTHING, ms: performance.now() - fromMs };
}

async function push({ to, room, file }: Extract<LoadQuestion, { do: 'push' }>): Promise<LoadAnswer> {
  const id = nextClient;
  nextClient += 1;
  const client = await openClient({ ...to, room, id });
  clients.push(client);
  const { state } = unpackFixture(readFileSync(file));
  const head = updateHead(to.dialect, room);
  client.send(
    encoding.encode((encoder) => {
      encoding.writeUint8Array(encoder, head);
      encoding.writeVarUint8Array(encoder, state);
    }),
  );
  await sleep(SETTLE_MS);
  return NOTHING;
}
