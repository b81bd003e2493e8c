import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBundles } from '../lib/bundle.ts';
import { ensureChromium } from '../lib/chromium.ts';
import { run } from '../lib/run.ts';
import { closingLine, playedAgain, readReport, withSecond, type FileOutcome } from '../lib/test-report.ts';

/**
 * `npm test`: everything, journeys in real Chromium included. Sets up what it needs by itself and closes with
 * `N passed, N failed`. Arguments go to Vitest: `npm test -- --project relay`, `npm test -- --project journeys`.
 * A journey that fails is played once more, alone, and both outcomes are told; the second one counts.
 */
const chromium = ensureChromium();
if (chromium === null) process.exit(1);
await ensureBundles();

const args = process.argv.slice(2);
let outcome = await play(chromium, args);
const again = outcome === null ? [] : playedAgain(outcome);
if (outcome !== null && again.length > 0) {
  console.log(`${closingLine(outcome)}. Once more, alone: ${again.join(', ')}`);
  const second = await play(chromium, ['--no-file-parallelism', ...again]);
  if (second !== null && second.length > 0) outcome = withSecond(outcome, second);
}
if (outcome === null) {
  console.error('Vitest left no report: it ended before the tests did.');
  process.exit(1);
}
console.log(closingLine(outcome));
process.exit(outcome.some(({ failed }) => failed > 0) ? 1 : 0);

/** One run of Vitest; null when it left no report. */
async function play(browser: string, more: readonly string[]): Promise<readonly FileOutcome[] | null> {
  const folder = mkdtempSync(join(tmpdir(), 'samovar-test-'));
  const file = join(folder, 'report.json');
  try {
    await run('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`, ...more], { SAMOVAR_CHROMIUM: browser });
    return readReport(readFileSync(file, 'utf8'));
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
