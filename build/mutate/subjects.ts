import { globSync } from 'node:fs';

/** Rules, and the tests that ought to notice when one of them is changed. Paths lie in the project's folder. */
export interface Subject {
  readonly sources: readonly string[];
  readonly project: 'relay' | 'shared';
  /** Run in this order, so that the quickest to notice come first. */
  readonly tests: readonly (readonly string[])[];
}

/** Everything that decides what a hostile client may do (RELIABILITY J3). */
export function subjectsIn(root: string): Subject[] {
  const files = (...patterns: string[]): string[] =>
    patterns.flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted()).filter((file) => !file.includes('zz-'));
  const rules = (pattern: string, not: RegExp): string[] => files(pattern).filter((file) => !file.endsWith('.test.ts') && !not.test(file));
  const gate = 'sync-server/gate';
  const logTests = files(`${gate}/*.test.ts`).filter((file) => !/page|fuzz|attacks/.test(file));
  return [
    {
      sources: rules(`${gate}/*.ts`, /\/(?:page-|yjs-page|types|log-case)/),
      project: 'relay',
      // Much of the log's gate is the page's as well.
      tests: [files(`${gate}/attacks-*.test.ts`), logTests, [`${gate}/fuzz.test.ts`], files(`${gate}/page-*.test.ts`)],
    },
    {
      sources: rules(`${gate}/{page-,yjs-page}*.ts`, /\/(?:page-case)/),
      project: 'relay',
      tests: [files(`${gate}/page-*.test.ts`)],
    },
    {
      sources: ['shared/policy/decide.ts', 'shared/policy/rights.ts'],
      project: 'shared',
      tests: [files('shared/policy/*.test.ts')],
    },
    {
      sources: ['judge-update', 'standing', 'presence'].map((name) => `sync-server/documents/${name}.ts`),
      project: 'relay',
      tests: [files('sync-server/documents/{presence,rights,fair-share,live-documents,read-only,turns}.test.ts')],
    },
  ].filter(({ sources }) => sources.every((source) => files(source).length === 1)) as Subject[];
}

/** What a copy of the tree needs for these tests; Vite reads every configuration that the first one names. */
export const COPIED = [
  'sync-server',
  'shared',
  'package.json',
  'vitest.config.ts',
  'tsconfig.json',
  'tsconfig.base.json',
  ...['renderer', 'main', 'build'].map((part) => `${part}/tsconfig.json`),
];
