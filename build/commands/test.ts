import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureBundles } from '../lib/bundle.ts';
import { ensureChromium } from '../lib/chromium.ts';
import { run } from '../lib/run.ts';

/**
 * `npm test`: everything, journeys in real Chromium included. Sets up what it needs by itself and closes with
 * `N passed, N failed`. Arguments go to Vitest: `npm test -- --project relay`, `npm test -- --project journeys`.
 */
const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTotalTestSuites: z.int(),
  success: z.boolean(),
});

const chromium = ensureChromium();
if (chromium === null) process.exit(1);
await ensureBundles();

const folder = mkdtempSync(join(tmpdir(), 'samovar-test-'));
const file = join(folder, 'report.json');
const code = await run(
  'vitest',
  ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`, ...process.argv.slice(2)],
  { SAMOVAR_CHROMIUM: chromium },
);
const result = read();
rmSync(folder, { recursive: true });
if (result !== null) {
  const failed = result.success ? 0 : Math.max(1, result.numFailedTests);
  const skipped = result.numPendingTests > 0 ? `, ${result.numPendingTests} skipped` : '';
  console.log(`${result.numPassedTests} passed, ${failed} failed${skipped}`);
}
process.exit(code);

function read(): z.infer<typeof report> | null {
  try {
    return report.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    console.error('Vitest left no report: it ended before the tests did.');
    return null;
  }
}
