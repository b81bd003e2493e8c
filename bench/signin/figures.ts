import type { PairReport } from '../soak/pair.ts';
import type { RelayFigures } from '../soak/protocol.ts';
import type { Figure } from '../report.ts';
import { percentile } from '../statistics.ts';

/** RELIABILITY E1; for whoever talks meanwhile, I1. */
const BARS = { signInP95Ms: 400, loopDelayMs: 50, hashesAtOnce: 2, deliveredMs: 250 } as const;

/** What a run of people who sign in has shown. */
export interface SignInRun {
  readonly asked: number;
  /** From the moment at which it was due to its answer, one for each who was let in. */
  readonly tookMs: readonly number[];
  /** One hash on this machine with nothing else to do. */
  readonly hashMs: number;
  readonly relay: Pick<RelayFigures, 'delayP999Ms' | 'delayMaxMs' | 'busyMaxMs' | 'hashesAtOnce'>;
  readonly pair: Omit<PairReport, 'acknowledged'>;
  /** Of a crowd that signed in in the same moment. */
  readonly crowd: { readonly people: number; readonly hashesAtOnce: number };
}

/** `held`: the bench ends with 1 past it; the others stand beside for who reads. */
const figure = (name: string, unit: string, samovar: number, bar: number, held = true, peers: Figure['peers'] = {}): Figure => ({
  name, unit, samovar, peers: { bar, ...peers }, ratio: samovar / bar, ...(held ? { most: { of: 'samovar', is: bar } as const } : {}),
});

/** Throws where somebody was not let in or a message was lost: then the times of the others say nothing. */
export function figuresOf({ asked, tookMs, hashMs, relay, pair, crowd }: SignInRun): Figure[] {
  if (tookMs.length !== asked) throw new Error(`${asked - tookMs.length} of ${asked} were not let in`);
  if (pair.missing > 0 || pair.lostSockets > 0) throw new Error('the pair lost a message or a socket');
  const beside = { 'a hash alone': hashMs };
  return [
    figure('signing in, p95', 'ms', percentile(tookMs, 0.95), BARS.signInP95Ms, true, beside),
    figure('signing in, p50', 'ms', percentile(tookMs, 0.5), BARS.signInP95Ms, false, beside),
    figure('delay of the relay\'s event loop, p99.9', 'ms', relay.delayP999Ms, BARS.loopDelayMs),
    figure('delay of the relay\'s event loop, most', 'ms', relay.delayMaxMs, BARS.loopDelayMs),
    figure('one turn of it on the processor, most', 'ms', relay.busyMaxMs, BARS.loopDelayMs, false),
    figure('hashes at once, most', 'hashes', relay.hashesAtOnce, BARS.hashesAtOnce),
    figure(`hashes at once where ${crowd.people} sign in together`, 'hashes', crowd.hashesAtOnce, BARS.hashesAtOnce),
    figure('a message of two who talk meanwhile, p95', 'ms', percentile(pair.delivered, 0.95), BARS.deliveredMs, false),
  ];
}
