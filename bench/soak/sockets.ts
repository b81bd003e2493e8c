import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountId, ChatId } from '#shared/ids.ts';
import type { Figure } from '../report.ts';
import { percentile } from '../statistics.ts';
import { startCrowd, type CrowdReport, type CrowdRoom } from './crowd.ts';
import { startMeasuredRelay, type MeasuredRelay } from './measured-relay.ts';
import { idOf } from './ids.ts';
import { noise } from './noise.ts';
import type { RelayFigures } from './protocol.ts';
import { residentBytes } from './resident.ts';

const SOCKETS = 2_000;
const MESSAGES_PER_SECOND = 200;
const WARM_SECONDS = 5;
const SECONDS = 20;
const LOOKED_AT_EVERY_MS = 250;
const MIB = 1_048_576;

/** RELIABILITY I1. */
const BARS = { ackP99Ms: 100, deliveryP99Ms: 250, rssMib: 600, cores: 1 } as const;

/**
 * `npm run bench -- sockets`: 2,000 sockets on a relay with its ordinary limits, 200 messages a second, each durable
 * before it is told (RELIABILITY I1): once in documents of two, once of sixteen. No kind of document has 25 readers
 * yet; two people with eight devices each come nearest. Memory is the most that was seen while they talked.
 */
export async function socketFigures(): Promise<Figure[]> {
  console.error(noise());
  return [...(await measure(1)), ...(await measure(8))];
}

/** `devices`: sockets of each of the two. */
async function measure(devices: number): Promise<Figure[]> {
  const relay = await startMeasuredRelay();
  try {
    const rooms = await furnish(relay, SOCKETS / (2 * devices), devices);
    const crowd = startCrowd({ port: relay.port, rooms, messagesPerSecond: MESSAGES_PER_SECOND });
    await crowd.here;
    await crowd.talk(WARM_SECONDS);
    await relay.ask('fresh', {});
    const before = await relay.ask('figures', {});
    const startedAt = performance.now();
    const talking = crowd.talk(SECONDS);
    const [report, rssBytes] = await Promise.all([talking, watchMemory(relay, talking)]);
    const after = await relay.ask('figures', {});
    crowd.leave();
    if (report.lostSockets > 0 || report.unacknowledged > 0) throw new Error('somebody lost a socket or a receipt');
    return figuresOf(2 * devices, report, before, { ...after, rssBytes: Math.max(rssBytes, after.rssBytes) }, performance.now() - startedAt);
  } finally {
    await relay.close();
  }
}

/**
 * The most memory at any look while they talk, from outside: to be asked for its figures stops the relay for a tenth of a second, and four
 * such a second were the slowest messages of all (p99 105 and 212 ms where it is 12 and 16 without). 0 where nobody can look.
 */
async function watchMemory({ child: { pid } }: MeasuredRelay, talking: Promise<unknown>): Promise<number> {
  const over = talking.then(() => null);
  const most = [0];
  for (;;) {
    most.push((pid === undefined ? null : residentBytes(pid)) ?? 0);
    if ((await Promise.race([over, sleep(LOOKED_AT_EVERY_MS, 'look')])) === null) return Math.max(...most);
  }
}

function figuresOf(size: number, report: CrowdReport, before: RelayFigures, after: RelayFigures, tookMs: number): Figure[] {
  /** `held`: the bench ends with 1 past it (I1); the others stand beside for who reads. */
  const figure = (name: string, unit: string, samovar: number, bar: number, held = true): Figure => ({
    name: `${report.sockets} sockets in documents of ${size}: ${name}`,
    unit,
    samovar,
    peers: { bar },
    ratio: samovar / bar,
    ...(held ? { most: { of: 'samovar', is: bar } as const } : {}),
  });
  return [
    figure('acknowledged, p99', 'ms', percentile(report.acknowledged, 0.99), BARS.ackP99Ms),
    figure('acknowledged, p50', 'ms', percentile(report.acknowledged, 0.5), BARS.ackP99Ms, false),
    figure('delivered, p99', 'ms', percentile(report.delivered, 0.99), BARS.deliveryP99Ms),
    figure('delivered a second', 'messages', report.delivered.length / SECONDS, MESSAGES_PER_SECOND * size, false),
    figure('memory, at most', 'MiB', after.rssBytes / MIB, BARS.rssMib),
    figure('share of a core', 'cores', (after.cpuMs - before.cpuMs) / tookMs, BARS.cores),
  ];
}

const PER_ASK = 50;

async function furnish(relay: MeasuredRelay, count: number, devices: number): Promise<CrowdRoom[]> {
  const rooms: CrowdRoom[] = [];
  for (let from = 0; from < count; from += PER_ASK) {
    const numbers = Array.from({ length: Math.min(PER_ASK, count - from) }, (_, at) => from + at);
    const chats = numbers.map((number) => ({
      id: idOf<ChatId>('chat', number),
      seeker: idOf<AccountId>('seeker', number),
      listener: idOf<AccountId>('hearer', number),
    }));
    const people = chats.flatMap(({ seeker, listener }) => [
      { id: seeker, name: seeker, type: 'member' as const, devices },
      { id: listener, name: listener, type: 'listener' as const, devices },
    ]);
    const tokens = await relay.ask('people', { people });
    await relay.ask('chats', { chats });
    for (const [at, { id, seeker, listener }] of chats.entries()) {
      const two = [seeker, listener].map((account, which) => ({ account, tokens: tokens[2 * at + which] ?? [] }));
      rooms.push({ chat: id, people: two });
    }
  }
  return rooms;
}
