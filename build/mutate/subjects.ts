import { globSync } from 'node:fs';
import { Trouble } from '../lib/trouble.ts';

/** Rules, and the tests that ought to notice when one of them is changed. Paths lie in the project's folder. */
export interface Subject {
  /** The suite that changes them in small ways; null where defences are taken out one by one and no more. */
  readonly suite: 'rules' | 'policy' | null;
  readonly sources: readonly string[];
  readonly project: 'relay' | 'shared' | 'client';
  /** Run in this order, so that the quickest to notice come first. */
  readonly tests: readonly (readonly string[])[];
}

/** Everything that decides what a hostile client may do (RELIABILITY J3). Throws when a part of it has no files any more. */
export function subjectsIn(root: string): Subject[] {
  const files = (...patterns: string[]): string[] =>
    patterns.flatMap((pattern) => {
      const found = globSync(pattern, { cwd: root }).toSorted().filter((file) => !file.includes('zz-'));
      if (found.length === 0) throw new Trouble(`${pattern} names no file: was it renamed?`);
      return found;
    });
  const rules = (pattern: string, not: RegExp): string[] =>
    files(pattern).filter((file) => !file.endsWith('.test.ts') && !not.test(file));
  const gate = 'sync-server/gate';
  const documents = 'sync-server/documents';
  const logTests = files(`${gate}/*.test.ts`).filter((file) => !/page|fuzz|attacks/.test(file));
  return [
    {
      suite: 'rules',
      sources: rules(`${gate}/*.ts`, /\/(?:page-|yjs-page|types|log-case)/),
      project: 'relay',
      // Much of the log's gate is the page's as well.
      tests: [files(`${gate}/attacks-*.test.ts`), logTests, [`${gate}/fuzz.test.ts`], files(`${gate}/page-*.test.ts`)],
    },
    {
      suite: 'rules',
      sources: rules(`${gate}/{page-,yjs-page}*.ts`, /\/(?:page-case)/),
      project: 'relay',
      tests: [files(`${gate}/page-attacks-*.test.ts`), files(`${gate}/page-*.test.ts`).filter((file) => !file.includes('attacks'))],
    },
    {
      // The permission function itself. The tables, and how they are gone through, are what it is held against.
      suite: 'policy',
      sources: rules('shared/policy/*.ts', /\/(?:table|meeting)|\.golden\.ts$/),
      project: 'shared',
      tests: [files('shared/policy/*.test.ts')],
    },
    {
      suite: 'rules',
      sources: files(...['judge-update', 'standing', 'presence'].map((name) => `${documents}/${name}.ts`)),
      project: 'relay',
      tests: [files(`${documents}/{presence,roster,rights,fair-share,live-documents,read-only,turns,kept-pieces}.test.ts`)],
    },
    {
      suite: null,
      sources: files(...AROUND_THE_GATE.map((name) => `${documents}/${name}.ts`)),
      project: 'relay',
      tests: [
        files(`${documents}/{presence,roster,rights,fair-share,live-documents,turns}.test.ts`),
        files(`${documents}/{shelf,race,forgeries,after-the-answer,erasure,openings}.test.ts`),
      ],
    },
    {
      // What a page may link to and hold is said where pages are declared (G22, G23).
      suite: null,
      sources: ['shared/documents/page.ts'],
      project: 'relay',
      tests: [files(`${gate}/page-attacks-*.test.ts`)],
    },
    {
      // Of the client: what it must not do by which others would see what was refused (G14).
      suite: null,
      sources: files('renderer/engine/speaker.ts'),
      project: 'client',
      tests: [files('renderer/engine/speaker.test.ts')],
    },
  ];
}

/** Who is present, what is asked for, and what is in memory: GATE, "Around the gate". */
const AROUND_THE_GATE = ['roster', 'attendance', 'live-document', 'answers', 'shelf', 'room', 'judge-channel', 'live-documents'];

/** What a copy of the tree needs for these tests; Vite reads every configuration that the first one names. */
export const COPIED = [
  'sync-server',
  'shared',
  // What the engine is made of, without the screens.
  'renderer/engine',
  'renderer/vault',
  'renderer/api',
  'package.json',
  'vitest.config.ts',
  'tsconfig.json',
  'tsconfig.base.json',
  ...['renderer', 'main', 'build'].map((part) => `${part}/tsconfig.json`),
];
