import { setTimeout as sleep } from 'node:timers/promises';
import { createDice } from '#shared/testing/dice.ts';
import { startMeasuredRelay, type MeasuredRelay } from './measured-relay.ts';
import { Pairs } from './pairs.ts';
import type { RelayFigures } from './protocol.ts';
import { Visits } from './visits.ts';

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
const TENTHS = 10;
/** A minute: who waits an hour sees it go on. */
const SAY_EVERY_SAMPLES = 30;
/** A slope of fewer points than this says nothing. */
const LEAST_OF_MINUTES = 5;
const PER_TEN_MINUTES = 600_000;

/**
 * `npm run bench -- soak [--minutes N]`: people come, talk and go in every way there is, loads and stores fail on
 * purpose, logins are refused, and forbidden documents are asked for (RELIABILITY I2). Throws when something stays behind,
 * and when any of it no longer happened in some tenth of the time: a relay that stores nothing keeps nothing either.
 */
export async function soak(minutes: number, seed: number): Promise<void> {
  const relay = await startMeasuredRelay({ lifted: ['message-rate', 'short-idle'] });
  try {
    const pairs = await Pairs.furnish(relay);
    await untilEmpty(relay);
    await relay.ask('fresh', {});
    const before = await relay.ask('figures', {});
    await relay.ask('faults', { loads: LOADS_BROKEN_ONE_OF, commits: COMMITS_BROKEN_ONE_OF });
    const visits = new Visits(relay.port, pairs, createDice(seed));
    const samples = await sampled(relay, minutes, visits);
    await relay.ask('faults', { loads: 0, commits: 0 });
    await untilEmpty(relay);
    await relay.ask('fresh', {});
    const after = await relay.ask('figures', {});
    report(seed, minutes, visits, samples, before, after);
    console.log(`${pairs.chats} chats, each taken away after its last visit`);
    if (pairs.failed.length > 0) throw new Error(`${pairs.failed.length} chats could not be taken away: ${String(pairs.failed[0])}`);
  } finally {
    await relay.close();
  }
}

interface Sample {
  readonly atMs: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** What has happened up to now. */
  readonly happened: Happened;
}

type Happened = Readonly<Record<'admitted' | 'loads broken' | 'commits broken' | 'logins refused', number>>;

const happened = ({ admitted, broken }: RelayFigures, { logins }: Visits): Happened => ({
  admitted,
  'loads broken': broken.loads,
  'commits broken': broken.commits,
  'logins refused': Object.entries(logins).reduce((sum, [status, count]) => sum + (Number(status) >= 400 ? count : 0), 0),
});

async function sampled(relay: MeasuredRelay, minutes: number, visits: Visits): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const endsAt = performance.now() + minutes * 60_000;
  const lanes = Array.from({ length: LANES }, async () => {
    while (performance.now() < endsAt) await visits.visit();
  });
  while (performance.now() < endsAt) {
    await sleep(SAMPLE_EVERY_MS);
    await relay.ask('fresh', {}); // what is garbage is no leak
    const figures = await relay.ask('figures', {});
    const { rssBytes, heapBytes } = figures;
    samples.push({ atMs: performance.now(), rssBytes, heapBytes, happened: happened(figures, visits) });
    if (samples.length % SAY_EVERY_SAMPLES === 0) console.error(`${JSON.stringify(samples.at(-1))} ${JSON.stringify(figures.refused)}`);
  }
  await Promise.all(lanes);
  return samples;
}

function report(seed: number, minutes: number, visits: Visits, all: readonly Sample[], before: RelayFigures, after: RelayFigures): void {
  const samples = all.slice(Math.floor(all.length * WARM_SHARE));
  const slope = (of: (sample: Sample) => number): number => slopePerMs(samples.map((sample) => [sample.atMs, of(sample) / MIB])) * PER_TEN_MINUTES;
  // A password that is hashed in the moment of a look is 19 MiB, and gone in the next: what a minute never goes below is what is kept.
  const rss = slopePerMs(leastOfEach(samples).map(({ atMs, rssBytes }) => [atMs, rssBytes / MIB])) * PER_TEN_MINUTES;
  const rssOfAll = slope(({ rssBytes }) => rssBytes);
  const heap = slope(({ heapBytes }) => heapBytes);
  const left = { documents: after.openDocuments, sessions: after.sessions, channels: after.channels, present: after.present };
  console.log(`soak: seed ${seed}, ${minutes} min, ${visits.count} visits (${JSON.stringify(visits.ways)})`);
  const { said, receipts, logins } = visits;
  console.log(`${said} read and wrote, ${receipts} receipts seen; ${after.admitted} admitted, refused ${JSON.stringify(after.refused)}; logins by answer ${JSON.stringify(logins)}`);
  const missing = mustHaveHappened(all);
  console.log(`broken on purpose and logged: ${JSON.stringify(after.errors)}; unhandled rejections ${after.unhandled}`);
  console.log(`slope after warm-up: RSS ${rss.toFixed(2)} of the least in each minute, ${rssOfAll.toFixed(2)} of all looks, live heap ${heap.toFixed(2)} MiB in 10 minutes (bar of the first ${MAX_SLOPE_MIB})`);
  const mib = (sample: Sample): string => (sample.rssBytes / MIB).toFixed(0);
  const tenths = Array.from({ length: TENTHS }, (_, at) => samples.slice((at * samples.length) / TENTHS, ((at + 1) * samples.length) / TENTHS));
  console.log(`RSS after warm-up, in tenths of the time: ${tenths.map((tenth) => least(tenth)).map(mib).join(' ')} MiB at least, ${mib(most(samples))} at most`);
  // While people talk their chats grow; what is live when nobody is there is what the relay itself has kept.
  const [empty, emptyAgain] = [before.heapBytes / MIB, after.heapBytes / MIB];
  console.log(`live heap with nobody there: ${empty.toFixed(1)} MiB before, ${emptyAgain.toFixed(1)} after`);
  console.log(`when all have left: ${JSON.stringify(left)}; timers ${before.timers} → ${after.timers}; handles ${JSON.stringify(before.handles)} → ${JSON.stringify(after.handles)}`);
  const stayed = Object.entries(left).filter(([, count]) => count !== 0).map(([what]) => what);
  if (after.timers !== before.timers) stayed.push('timers');
  // The port of the checkpoint thread counts only while it works.
  if (Object.entries(after.handles).some(([kind, count]) => count > (before.handles[kind] ?? 0))) stayed.push('handles');
  if (after.unhandled > 0) stayed.push('unhandled rejections');
  if (missing.length > 0) throw new Error(`not in every tenth of the time: ${missing.join()}`);
  if (stayed.length > 0) throw new Error(`something stayed behind: ${stayed.join()}`);
  const grownMib = (rss * (minutes * (1 - WARM_SHARE))) / 10;
  const grows = minutes >= SLOPE_TELLS_AFTER_MINUTES ? rss > MAX_SLOPE_MIB : grownMib > MAX_GROWTH_MIB;
  if (grows) throw new Error(`memory grows: ${grownMib.toFixed(1)} MiB after warm-up`);
}

const least = (samples: readonly Sample[]): Sample => samples.reduce((one, other) => (other.rssBytes < one.rssBytes ? other : one));
const most = (samples: readonly Sample[]): Sample => samples.reduce((one, other) => (other.rssBytes > one.rssBytes ? other : one));

/** Of each minute the one with the least memory; of a run of less than a few minutes, every look. */
function leastOfEach(samples: readonly Sample[]): readonly Sample[] {
  const minutes = Math.floor(samples.length / SAY_EVERY_SAMPLES);
  if (minutes < LEAST_OF_MINUTES) return samples;
  return Array.from({ length: minutes }, (_, at) => least(samples.slice(at * SAY_EVERY_SAMPLES, (at + 1) * SAY_EVERY_SAMPLES)));
}

/** How often each happened in each tenth of the time, printed; gives what did not in one of them. */
function mustHaveHappened(all: readonly Sample[]): readonly string[] {
  const ends = Array.from({ length: TENTHS }, (_, at) => all[Math.ceil(((at + 1) * all.length) / TENTHS) - 1]?.happened);
  const whats = Object.keys(ends.at(-1) ?? {}) as (keyof Happened)[];
  const counts = whats.map((what) => ends.map((end, at) => (end?.[what] ?? 0) - (ends[at - 1]?.[what] ?? 0)));
  for (const [at, what] of whats.entries()) console.log(`${what}, in tenths of the time: ${counts[at]?.join(' ')}`);
  if (whats.length === 0) return ['anything'];
  return whats.filter((_, at) => counts[at]?.some((count) => count === 0));
}

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
