import { expect, it } from 'vitest';
import { pastTheirBars } from '../report.ts';
import { figuresOf, type SignInRun } from './figures.ts';

const run = (more: Partial<SignInRun> = {}): SignInRun => ({
  asked: 20,
  tookMs: Array.from({ length: 20 }, (_, n) => 20 * (n + 1)),
  hashMs: 78,
  relay: { delayP999Ms: 50, delayMaxMs: 50, busyMaxMs: 900, hashesAtOnce: 2 },
  pair: { said: 3, delivered: [900, 900, 900], missing: 0, lostSockets: 0 },
  crowd: { people: 20, hashesAtOnce: 2 },
  ...more,
});
const relay = (more: Partial<SignInRun['relay']>): SignInRun['relay'] => ({ ...run().relay, ...more });
const past = (more: Partial<SignInRun>): string[] => pastTheirBars(figuresOf(run(more))).map((line) => line.slice(0, line.indexOf(':')));

it('E1: at its bars nothing is past them, however slow what is not promised here', () => {
  expect(past({})).toEqual([]);
});

it('E1: each promise is told by itself when it is broken', () => {
  expect(past({ tookMs: Array.from({ length: 20 }, (_, n) => (n < 18 ? 1 : 401)) })).toEqual(['signing in, p95']);
  expect(past({ tookMs: Array.from({ length: 20 }, (_, n) => (n < 19 ? 399 : 1)) })).toEqual([]);
  expect(past({ relay: relay({ delayP999Ms: 50.5 }) })).toEqual(['delay of the relay\'s event loop, p99.9']);
  expect(past({ relay: relay({ delayMaxMs: 51 }) })).toEqual(['delay of the relay\'s event loop, most']);
  expect(past({ relay: relay({ hashesAtOnce: 3 }) })).toEqual(['hashes at once, most']);
  expect(past({ crowd: { people: 20, hashesAtOnce: 3 } })).toEqual(['hashes at once where 20 sign in together']);
});

it('E1: whoever was not let in, and a message that was lost, ends the bench', () => {
  expect(() => figuresOf(run({ asked: 21 }))).toThrow('1 of 21 were not let in');
  expect(() => figuresOf(run({ pair: { ...run().pair, missing: 1 } }))).toThrow('the pair lost');
  expect(() => figuresOf(run({ pair: { ...run().pair, lostSockets: 1 } }))).toThrow('the pair lost');
});
