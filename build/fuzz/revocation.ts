import { runRevocations } from '../../sync-server/policy-wire/testing/revocation.ts';
import type { SuiteOptions } from '../lib/suites.ts';
import { Trouble } from '../lib/trouble.ts';

const ROUNDS = 1_000;
/** RELIABILITY D3: closed, and not seen any more, within a second. */
const PROMISED_MS = 1_000;

/** A writer races against the loss of their right to write, over real sockets (RELIABILITY D3). */
export async function fuzzRevocation({ seed, count }: SuiteOptions): Promise<void> {
  const startedAt = performance.now();
  const report = await runRevocations(seed, count ?? ROUNDS);
  const seconds = (performance.now() - startedAt) / 1_000;
  const { slowestCloseMs, slowestSignOffMs } = report;
  console.log(`${report.rounds} rounds: ${report.admittedBefore} frames taken before, ${report.refusedAfter} refused, 0 taken after the answer`);
  console.log(`slowest close ${slowestCloseMs.toFixed(0)} ms, slowest end of presence ${slowestSignOffMs.toFixed(0)} ms after the answer; ${seconds.toFixed(1)} s`);
  if (Math.max(slowestCloseMs, slowestSignOffMs) > PROMISED_MS) throw new Trouble(`later than the promised ${PROMISED_MS} ms`);
}
