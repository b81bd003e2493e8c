import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter } from 'vitest/node';

/** What takes the place of one source. */
export interface Change {
  readonly file: string;
  readonly text: string;
}

/**
 * A process of its own that keeps one Vitest warm in its own copy of the tree: it puts changed texts in the place of
 * sources, runs the tests that concern them, and puts the sources back. Started by `crew.ts` with the copy as its folder.
 */
export interface Task {
  readonly changes: readonly Change[];
  readonly project: string;
  readonly tests: readonly (readonly string[])[];
  /** Every test of a stage is to be heard, and not the first alone that notices. */
  readonly hearAll?: boolean;
}

/** `failing`: the tests of one stage that noticed, by file and full name; none when none did. `trouble`: nothing can be said of the change. */
export type Answer = { readonly failing: readonly string[] } | { readonly trouble: string };

// Vitest's own command sets it; without, Yjs takes this for development and freezes what it reads.
process.env['NODE_ENV'] = 'test';
const { createVitest } = await import('vitest/node');

const root = process.cwd();
const silent: Reporter = {};
const vitest = await createVitest('test', {
  root,
  watch: false,
  bail: 1,
  pool: 'threads',
  isolate: true, // a thread must not go on with what it read of a source that was changed back since
  fileParallelism: false,
  reporters: [silent],
  testTimeout: 0, // a machine with much to do must not pass for a test that noticed
});

const say = (answer: Answer): void => void process.send?.(answer);
process.on('message', (task: Task) => void work(task).then(say, (error: unknown) => say({ trouble: String(error) })));
process.send?.('ready');

async function work({ changes, project, tests, hearAll = false }: Task): Promise<Answer> {
  const originals = changes.map(({ file }) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  put(changes);
  try {
    for (const stage of tests) {
      const failing = await failingIn(project, stage, hearAll);
      if (failing.length > 0) return { failing };
    }
    return { failing: [] };
  } finally {
    put(originals);
  }
}

function put(changes: readonly Change[]): void {
  for (const { file, text } of changes) {
    const path = join(root, file);
    writeFileSync(path, text);
    vitest.invalidateFile(path);
  }
}

async function failingIn(project: string, files: readonly string[], all: boolean): Promise<string[]> {
  const found = await vitest.globTestSpecifications(files.map((file) => join(root, file)));
  const chosen = found.filter((each) => each.project.name === project);
  forget();
  vitest.config.bail = all ? 0 : 1;
  for (const each of vitest.projects) each.config.bail = vitest.config.bail;
  const { testModules, unhandledErrors } = await vitest.rerunTestSpecifications(chosen);
  const failing: string[] = [];
  for (const module of testModules) {
    for (const test of module.children.allTests('failed')) failing.push(`${module.relativeModuleId} > ${test.fullName}`);
    if (!module.ok() && failing.length === 0) {
      failing.push(`${module.relativeModuleId} does not load: ${module.errors()[0]?.message ?? 'no reason given'}`);
    }
  }
  if (failing.length > 0) return all ? failing : failing.slice(0, 1);
  if (unhandledErrors.length > 0) return [`an unhandled error: ${String((unhandledErrors[0] as { message?: unknown }).message)}`];
  const unrun = testModules.some(({ children }) => [...children.allTests()].some((test) => test.result().state === 'pending'));
  if (unrun || testModules.length !== files.length) throw new Error('some tests were not run: that no test noticed would be no news');
  return [];
}

/** What failed before counts against this run's first failure, and would end it before it began. */
function forget(): void {
  vitest.state.filesMap.clear();
  vitest.state.idMap.clear();
  vitest.state.errorsSet.clear();
}
