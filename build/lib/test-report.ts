import { relative } from 'node:path';
import { z } from 'zod';
import { root } from './root.ts';

/** What Vitest's JSON reporter leaves behind, as far as we read it. */
const report = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/** One test file and how its tests ended. A file that could not even begin counts as one that failed. */
export interface FileOutcome {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Reads a report. Throws where it is none: whoever asks says that the tests did not end. */
export function readReport(text: string): readonly FileOutcome[] {
  const { success, testResults } = report.parse(JSON.parse(text));
  const files = testResults.map(({ name, status, assertionResults }): FileOutcome => {
    const count = (...states: string[]): number => assertionResults.filter((test) => states.includes(test.status)).length;
    const failed = Math.max(count('failed'), status === 'failed' ? 1 : 0);
    return { file: relative(root, name), passed: count('passed'), failed, skipped: count('pending', 'skipped', 'todo', 'disabled') };
  });
  // Something failed outside of every file, as an unhandled rejection does.
  if (!success && files.every(({ failed }) => failed === 0)) files.push({ file: '', passed: 0, failed: 1, skipped: 0 });
  return files;
}

/** What drives real browsers and processes, one file at a time. */
const PLAYED = /^(e2e|main)\//;
/** More than these at once are no accident. */
const MAX_AGAIN = 3;

/**
 * The files that get a second try: journeys, which meet the pauses of a small machine that no bar of time foresees.
 * None where anything else failed too, since that says what is wrong by itself.
 */
export function playedAgain(files: readonly FileOutcome[]): readonly string[] {
  const failed = files.filter((outcome) => outcome.failed > 0).map(({ file }) => file);
  return failed.length <= MAX_AGAIN && failed.every((file) => PLAYED.test(file)) ? failed : [];
}

/** The outcomes of a second try in the place of those of the first. */
export function withSecond(first: readonly FileOutcome[], second: readonly FileOutcome[]): readonly FileOutcome[] {
  const again = new Set(second.map(({ file }) => file));
  return [...first.filter(({ file }) => !again.has(file)), ...second];
}

/** The closing line: `N passed, N failed`, and `, N skipped` where some were. */
export function closingLine(files: readonly FileOutcome[]): string {
  const sum = (pick: (outcome: FileOutcome) => number): number => files.reduce((total, outcome) => total + pick(outcome), 0);
  const skipped = sum((outcome) => outcome.skipped);
  return `${sum((outcome) => outcome.passed)} passed, ${sum((outcome) => outcome.failed)} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
