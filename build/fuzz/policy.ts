import { createDice } from '#shared/testing/dice.ts';
import { cells } from '../../shared/policy/table.ts';
import { runTable } from '../../sync-server/policy-wire/testing/run-table.ts';
import type { SuiteOptions } from '../lib/suites.ts';
import { Trouble } from '../lib/trouble.ts';

/** Every cell of the table of permissions, or `--count` of them by chance, at a whole relay (RELIABILITY D1). */
export async function fuzzPolicy({ seed, count }: SuiteOptions): Promise<void> {
  const startedAt = performance.now();
  const every = [...cells()];
  const dice = createDice(seed);
  const wanted = count === null ? every : every.filter(() => dice.below(every.length) < count);
  const report = await runTable(wanted);
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const [said, times] of [...report.refusals].toSorted((a, b) => b[1] - a[1])) console.log(`${said.padEnd(18)}${times}`);
  for (const [way, tries] of Object.entries(report.tries)) console.log(`by ${way.padEnd(15)}${tries}`);
  console.log(`${wanted.length} cells, ${report.allowed + report.denied} tries (${report.allowed} allowed, ${report.denied} denied), ${seconds.toFixed(1)} s`);
  if (report.differences.length > 0) throw new Trouble(`${report.differences.length} differences:\n${report.differences.slice(0, 20).join('\n')}`);
  console.log('0 differences; documents and rows unchanged by what was denied');
}
