import { median } from '../../bench/statistics.ts';
import { openSecretHouse, type Pair } from '../../sync-server/policy-wire/testing/secrecy.ts';
import { openNames } from '../../sync-server/policy-wire/testing/names.ts';
import type { SuiteOptions } from '../lib/suites.ts';
import { Trouble } from '../lib/trouble.ts';

const TRIES = 1_000;
/** A try to sign in costs two hashes of 46 MiB. */
const SIGN_INS = 100;
const WARM_UP = 50;
const ROUNDS = 3;
/** Below the burst of `RATE.command`, both questions together. */
const TRIES_BETWEEN_RESTS = 10;
const REST_MS = 20_000;
/** RELIABILITY D5, E2. */
const PROMISED = 0.05;
const isNear = (apart: number): boolean => Math.abs(apart) <= PROMISED;

/** How long the relay takes over what is not there, and over what is somebody else's (RELIABILITY D5, E2). */
export async function fuzzSecrecy({ count, long }: SuiteOptions): Promise<void> {
  const secret = await openSecretHouse();
  const worst: string[] = [];
  try {
    for (const pair of secret.pairs.filter(({ timed }) => timed)) await compare(pair, count ?? TRIES, () => secret.house.skip(REST_MS), worst);
  } finally {
    await secret.close();
  }
  const names = await openNames();
  try {
    for (const pair of names.pairs) await compare(pair, count ?? (long ? TRIES : SIGN_INS), names.forgetTries, worst, 1);
  } finally {
    await names.close();
  }
  if (worst.length > 0) throw new Trouble(`further apart than the promised ${PROMISED * 100} %: ${worst.join(', ')}`);
}

/**
 * The middle one of three rounds counts, since what the machine did meanwhile may have fallen on one more than the other. With two
 * that are near enough the third cannot change it.
 */
async function compare(pair: Pair, tries: number, rest: () => unknown, worst: string[], restEvery = TRIES_BETWEEN_RESTS): Promise<void> {
  const rounds: number[] = [];
  while (rounds.length < ROUNDS && rounds.filter(isNear).length <= ROUNDS / 2) rounds.push(await measure(pair, tries, rest, restEvery));
  if (rounds.filter(isNear).length <= ROUNDS / 2 && !isNear(median(rounds))) worst.push(pair.what);
}

/** How much longer it takes over what is somebody else's, as a share. */
async function measure(pair: Pair, tries: number, rest: () => unknown, restEvery: number): Promise<number> {
  const took = { absent: [] as number[], foreign: [] as number[] };
  for (let n = -Math.min(WARM_UP, Math.floor(tries / 4)); n < tries; n += 1) {
    if (n % restEvery === 0) await rest();
    // In turns, and each first as often as the other: what the machine does meanwhile falls on both.
    const order = n % 2 === 0 ? (['absent', 'foreign'] as const) : (['foreign', 'absent'] as const);
    for (const which of order) {
      const from = performance.now();
      await pair[which]();
      if (n >= 0) took[which].push(performance.now() - from);
    }
  }
  const [absent, foreign] = [median(took.absent), median(took.foreign)];
  const apart = foreign / absent - 1;
  console.log(`${pair.what.padEnd(72)}${absent.toFixed(3)} ms  ${foreign.toFixed(3)} ms  ${(apart * 100).toFixed(1).padStart(6)} %`);
  return apart;
}
