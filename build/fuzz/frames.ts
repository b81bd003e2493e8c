import * as Y from 'yjs';
import { logRoots, parseMarkKey } from '#shared/documents/log.ts';
import type { DocumentName } from '#shared/documents/names.ts';
import { RELAY } from '#shared/ids.ts';
import { startMeasuredRelay, type MeasuredRelay } from '../../bench/soak/measured-relay.ts';
import { noise } from '../../bench/soak/noise.ts';
import { startPair } from '../../bench/soak/pair.ts';
import type { RelayFigures } from '../../bench/soak/protocol.ts';
import { percentile } from '../../bench/statistics.ts';
import { NOW_MS } from '../../sync-server/gate/testing/relay.ts';
import type { SuiteOptions } from '../lib/suites.ts';
import { Trouble } from '../lib/trouble.ts';
import { Fuzzer } from './frames/fuzzer.ts';
import { FORBIDDEN, PAIR_CHAT, RELAYS, settle } from './frames/people.ts';

const FRAMES = 50_000;
const LONG_FRAMES = 1_000_000;
/** How often the honest pair says something: in a long run less often, so that their chat is not cut in the middle of it. */
const PAIR_EVERY_MS = { short: 20, long: 80 } as const;
/** Past the rate of frames a socket is closed: the gate behind it would see a hundredth of what is thrown here. */
const LIFTED = ['message-rate', 'work-budget', 'opening-rate', 'frame-rate'] as const;

/** RELIABILITY C1. */
const BARS = { delayP999Ms: 50, delayMaxMs: 250, rssGrowthMib: 64, pairP99Ms: 250 } as const;
const MIB = 1_048_576;

/**
 * `npm run fuzz -- frames`: hostile frames against a relay of its own, a third each WebSocket bytes, our envelope, and
 * Yjs updates that parse, over eight sockets, while two honest people talk (RELIABILITY C1).
 */
export async function fuzzFrames({ seed, long, count }: SuiteOptions): Promise<void> {
  console.log(noise());
  const frames = count ?? (long ? LONG_FRAMES : FRAMES);
  const relay = await startMeasuredRelay({ lifted: LIFTED, wallMs: NOW_MS });
  try {
    await run(relay, seed, frames);
  } finally {
    await relay.close();
  }
}

async function run(relay: MeasuredRelay, seed: number, frames: number): Promise<void> {
  const tokens = await settle(relay);
  // The relay writes these from its tables when somebody first opens them, be it in vain: so it does that first.
  await relay.ask('project', { names: [...FORBIDDEN, ...RELAYS] });
  const digests = await relay.ask('digests', { names: FORBIDDEN });
  const pair = startPair({ ...tokens.pair, url: relay.url, localAddress: '127.0.0.9', chat: PAIR_CHAT, everyMs: PAIR_EVERY_MS[frames > 200_000 ? 'long' : 'short'] });
  const fuzzer = new Fuzzer(relay, seed, tokens);
  await fuzzer.run(Math.min(2_000, frames / 5)); // warm: code is compiled, and memory as large as it is under load
  await relay.ask('fresh', {});
  const before = await relay.ask('figures', {});
  const sentBefore = fuzzer.sent;
  const startedAt = performance.now();
  await fuzzer.run(frames);
  const seconds = (performance.now() - startedAt) / 1_000;
  const underLoad = await relay.ask('figures', {});
  const report = await pair.stop();
  await relay.ask('fresh', {});
  const quiet = await relay.ask('figures', {});
  const sent = fuzzer.sent - sentBefore;
  const { taken, refused } = fuzzer;
  const after = await relay.ask('digests', { names: FORBIDDEN });
  const changed = [...FORBIDDEN.filter((_, at) => digests[at] !== after[at]), ...(await notRelaysAlone(relay))];
  const p99 = percentile(report.delivered, 0.99);
  const rssGrowthMib = (underLoad.rssBytes - before.rssBytes) / MIB;

  say('lifted', `${LIFTED.join(', ')}; the wall clock stands still; each socket of the fuzzer counts as any other`);
  say('frames', `${sent} sent (${fuzzer.kinds()}), ${underLoad.framesReceived - before.framesReceived} messages of them whole; ${seconds.toFixed(1)} s, ${Math.round(sent / seconds)}/s; ${fuzzer.connections} connections`);
  say('updates', `${underLoad.admitted} admitted; refused ${JSON.stringify(underLoad.refused)}; of the scenes the gate takes ${taken} and refuses ${refused}`);
  say('crashes', `${relay.exitCode() === null ? 0 : 1}; unhandled rejections ${underLoad.unhandled}; errors logged ${JSON.stringify(underLoad.errors)}`);
  say('forbidden', `${changed.length} of ${FORBIDDEN.length + RELAYS.length} documents changed; ${fuzzer.broken.length} of ${fuzzer.scenes} chats of Eve's are not as the gate says`);
  say('loop delay', `p99.9 ${underLoad.delayP999Ms.toFixed(1)} ms (bar ${BARS.delayP999Ms}), max ${underLoad.delayMaxMs.toFixed(1)} ms (bar ${BARS.delayMaxMs}); longest turn on the processor ${underLoad.busyMaxMs.toFixed(1)} ms`);
  say('memory', `${mib(before.rssBytes)} → ${mib(underLoad.rssBytes)} MiB, ${rssGrowthMib.toFixed(1)} more (bar ${BARS.rssGrowthMib}); V8's heap ${mib(before.heapTotalBytes)} → ${mib(underLoad.heapTotalBytes)}, buffers ${mib(before.externalBytes)} → ${mib(underLoad.externalBytes)}; live when swept ${mib(before.heapBytes)} → ${mib(quiet.heapBytes)}`);
  say('honest pair', `${report.delivered.length} of ${report.said} delivered, p50 ${percentile(report.delivered, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (bar ${BARS.pairP99Ms}); receipt p99 ${percentile(report.acknowledged, 0.99).toFixed(1)} ms`);

  hold(relay.exitCode() === null && underLoad.unhandled === 0, 'the relay crashed or left a rejection unhandled');
  hold(Object.keys(underLoad.errors).length === 0, 'the relay logged an error');
  hold(changed.length === 0, `changed: ${changed.join()}`);
  hold(fuzzer.broken.length === 0, `not as the gate says: ${fuzzer.broken.slice(0, 10).join()}`);
  // The pair's own words are admitted as well, whatever becomes of the rest: what the gate takes of the scenes is the floor.
  hold(taken > 0 && underLoad.admitted >= taken, 'the relay admitted less than the gate takes, or nothing was to be admitted');
  hold(refused > 0 && all(underLoad.refused) >= refused, 'the relay refused less than the gate refuses, or nothing was to be refused');
  hold(report.missing === 0 && report.lostSockets === 0, 'the honest pair lost a message or its sockets');
  holdBars(underLoad, rssGrowthMib, p99);
}

function holdBars(figures: RelayFigures, rssGrowthMib: number, p99: number): void {
  hold(figures.delayP999Ms <= BARS.delayP999Ms, 'the event loop was late too often');
  hold(figures.delayMaxMs <= BARS.delayMaxMs, 'the event loop was once too late');
  hold(rssGrowthMib <= BARS.rssGrowthMib, 'memory grew too much');
  hold(p99 <= BARS.pairP99Ms, 'the honest pair waited too long');
}

const all = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
const mib = (bytes: number): string => (bytes / MIB).toFixed(0);
const say = (what: string, text: string): void => console.log(`${what.padEnd(14)}${text}`);

function hold(promise: boolean, broken: string): void {
  if (!promise) throw new Trouble(broken);
}

/** Names of documents that hold something that is not the relay's. */
async function notRelaysAlone(relay: MeasuredRelay): Promise<DocumentName[]> {
  const found: DocumentName[] = [];
  for (const name of RELAYS) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Buffer.from(await relay.ask('state', { name }), 'base64'));
    const { entries, marks } = logRoots(doc);
    const others = [...entries].some(({ author }) => author !== RELAY) || [...marks.keys()].some((key) => parseMarkKey(key)?.account !== RELAY);
    if (others) found.push(name);
  }
  return found;
}
