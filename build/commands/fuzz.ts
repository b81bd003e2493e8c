import { parseArgs } from 'node:util';
import { runFuzz } from '../../sync-server/gate/testing/fuzz.ts';

/**
 * `npm run fuzz -- [--seed N] [--updates N] [--long]`: hostile updates against the gate. Prints the seed and what became
 * of them; exits with 1 at the first broken invariant, and the same seed shows it again.
 */
const UPDATES = 50_000;
const LONG_UPDATES = 1_000_000;
/** One seed per round, so that a failure is had again without running all that came before it. */
const UPDATES_PER_ROUND = 5_000;

function main(): void {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, updates: { type: 'string' }, long: { type: 'boolean', default: false } },
  });
  const seed = wholeNumber(values.seed, 'seed') ?? Math.floor(Math.random() * 2 ** 31);
  const updates = wholeNumber(values.updates, 'updates') ?? (values.long ? LONG_UPDATES : UPDATES);
  console.log(`seed ${seed}, ${updates} updates`);

  const startedAt = performance.now();
  const totals = new Map<string, number>();
  let slowestMs = 0;
  for (let done = 0, round = 0; done < updates; done += UPDATES_PER_ROUND, round += 1) {
    const report = runFuzz(seed + round, Math.min(UPDATES_PER_ROUND, updates - done));
    for (const [verdict, count] of report.verdicts) totals.set(verdict, (totals.get(verdict) ?? 0) + count);
    slowestMs = Math.max(slowestMs, report.slowestJudgementMs);
  }

  const seconds = (performance.now() - startedAt) / 1_000;
  for (const [verdict, count] of [...totals].toSorted((a, b) => b[1] - a[1])) console.log(`${verdict.padEnd(18)}${count}`);
  console.log(`${seconds.toFixed(1)} s; slowest judgement ${slowestMs.toFixed(1)} ms; no invariant broken`);
}

function wholeNumber(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} takes a whole number`);
  return value;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
