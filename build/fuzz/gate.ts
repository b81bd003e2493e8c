import { runFuzz } from '../../sync-server/gate/testing/fuzz.ts';
import type { FuzzReport } from '../../sync-server/gate/testing/fuzz-run.ts';
import type { Suite } from '../lib/suites.ts';

const UPDATES = 50_000;
const LONG_UPDATES = 1_000_000;
/** One seed per round, so that a failure is had again without running all that came before it. */
const UPDATES_PER_ROUND = 5_000;

/** Hostile updates against the gate of a log alone, in this process (GATE). */
export const fuzzGate = hostileUpdates(runFuzz);

/** A suite of hostile updates, round after round; what each round makes of its seed is the shape's own. */
export function hostileUpdates(runRound: (seed: number, updates: number) => FuzzReport): Suite {
  return ({ seed, long, count }) => runRounds(runRound, seed, count ?? (long ? LONG_UPDATES : UPDATES));
}

function runRounds(runRound: (seed: number, updates: number) => FuzzReport, seed: number, updates: number): void {
  const startedAt = performance.now();
  const totals = new Map<string, number>();
  let slowestMs = 0;
  for (let done = 0, round = 0; done < updates; done += UPDATES_PER_ROUND, round += 1) {
    const report = runRound(seed + round, Math.min(UPDATES_PER_ROUND, updates - done));
    for (const [verdict, verdicts] of report.verdicts) totals.set(verdict, (totals.get(verdict) ?? 0) + verdicts);
    slowestMs = Math.max(slowestMs, report.slowestJudgementMs);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const [verdict, verdicts] of [...totals].toSorted((a, b) => b[1] - a[1])) console.log(`${verdict.padEnd(18)}${verdicts}`);
  console.log(`${updates} updates, ${seconds.toFixed(1)} s; slowest judgement ${slowestMs.toFixed(1)} ms; no invariant broken`);
}
