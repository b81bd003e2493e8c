import { runRevocations, type RaceFigures } from '../../sync-server/policy-wire/testing/revocation.ts';
import type { SuiteOptions } from '../lib/suites.ts';
import { Trouble } from '../lib/trouble.ts';

const ROUNDS = 1_000;
/** RELIABILITY D3: closed, and not seen any more, within a second. */
const PROMISED_MS = 1_000;

/** Somebody who writes, takes a request or acts races against the loss of their right to, over real sockets and HTTP (RELIABILITY D3). */
export async function fuzzRevocation({ seed, count }: SuiteOptions): Promise<void> {
  const startedAt = performance.now();
  const { total, byKind } = await runRevocations(seed, count ?? ROUNDS);
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const [kind, figures] of byKind) console.log(lineOf(kind, figures));
  console.log(lineOf('all', total));
  console.log(`0 taken after the answer; ${seconds.toFixed(1)} s`);
  if (Math.max(total.slowestCloseMs, total.slowestSignOffMs) > PROMISED_MS) throw new Trouble(`later than the promised ${PROMISED_MS} ms`);
}

const lineOf = (kind: string, { rounds, takenBefore, refusedAfter, slowestCloseMs, slowestSignOffMs }: RaceFigures): string =>
  `${kind.padEnd(22)}${rounds} rounds: ${takenBefore} taken before, ${refusedAfter} refused; ` +
  `slowest close ${slowestCloseMs.toFixed(0)} ms, slowest end of presence ${slowestSignOffMs.toFixed(0)} ms`;
