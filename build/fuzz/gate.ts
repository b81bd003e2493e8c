import { runFuzz } from '../../sync-server/gate/testing/fuzz.ts';
import type { SuiteOptions } from '../lib/suites.ts';

const UPDATES = 50_000;
const LONG_UPDATES = 1_000_000;
/** One seed per round, so that a failure is had again without running all that came before it. */
const UPDATES_PER_ROUND = 5_000;

/** Hostile updates against the gate alone, in this process (GATE). */
export function fuzzGate({ seed, long, count }: SuiteOptions): void {
  const updates = count ?? (long ? LONG_UPDATES : UPDATES);
  const startedAt = performance.now();
  const totals = new Map<string, number>();
  let slowestMs = 0;
  for (let done = 0, round = 0; done < updates; done += UPDATES_PER_ROUND, round += 1) {
    const report = runFuzz(seed + round, Math.min(UPDATES_PER_ROUND, updates - done));
    for (const [verdict, verdicts] of report.verdicts) totals.set(verdict, (totals.get(verdict) ?? 0) + verdicts);
    slowestMs = Math.max(slowestMs, report.slowestJudgementMs);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const [verdict, verdicts] of [...totals].toSorted((a, b) => b[1] - a[1])) console.log(`${verdict.padEnd(18)}${verdicts}`);
  console.log(`${updates} updates, ${seconds.toFixed(1)} s; slowest judgement ${slowestMs.toFixed(1)} ms; no invariant broken`);
}
