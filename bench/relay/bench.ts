import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CORES, startChild } from './child.ts';
import { startContender, type Contender, type ContenderKind, type Prefilled } from './contender.ts';
import { fixtureOf, packFixture } from './fixture.ts';
import type { LoadAnswer, LoadQuestion, Target } from './load.ts';

/** What suites measure with. */
export interface Bench {
  /** How often each figure is taken; its median counts. */
  readonly rounds: number;
  /** Shorter runs, to see that the bench works: not to be quoted. */
  readonly quick: boolean;
  /** The file of a document of so many entries, by fifty people unless told, and how large its state is. */
  fixture(entries: number, writers?: number): { readonly file: string; readonly bytes: number };
  /** Starts a contender and a load generator, and ends both when `measure` has. */
  measure<T>(kind: ContenderKind, prefilled: readonly Prefilled[], measure: (running: Running) => Promise<T>): Promise<T>;
  /** For files of one's own; gone when the bench is closed. */
  readonly folder: string;
  progress(line: string): void;
}

export interface Running {
  readonly contender: Contender;
  readonly to: Target;
  load(question: LoadQuestion): Promise<LoadAnswer>;
}

/** `close` removes every file. */
export function createBench(options: { readonly rounds: number; readonly quick: boolean; readonly progress: (line: string) => void }): Bench & {
  close(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'samovar-bench-'));
  const fixtures = new Map<string, { file: string; bytes: number }>();
  return {
    ...options,
    folder,
    fixture: (entries, writers) => {
      const name = `${entries}-${writers ?? 'usual'}.bin`;
      const known = fixtures.get(name);
      if (known !== undefined) return known;
      const made = fixtureOf(entries, writers);
      const fixture = { file: join(folder, name), bytes: made.state.length };
      writeFileSync(fixture.file, packFixture(made));
      fixtures.set(name, fixture);
      return fixture;
    },
    measure: async (kind, prefilled, measure) => {
      const data = mkdtempSync(join(folder, 'contender-'));
      const contender = await startContender(kind, { folder: data, prefilled });
      const { child: load } = await startChild<LoadQuestion, LoadAnswer, unknown>('./load.ts', { core: CORES.load });
      try {
        const to = { dialect: kind.dialect, port: contender.port };
        const measured = await measure({ contender, to, load: (question) => load.ask(question) });
        const { refused } = await contender.cpu();
        if (refused > 0) throw new Error(`${kind.name} refused ${refused} updates: the figure would be of something else`);
        return measured;
      } finally {
        await load.stop();
        await contender.stop();
        rmSync(data, { recursive: true, force: true });
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Makes sure that the documents are there, by whatever way the contender has. */
export async function pushAll({ load, to, contender }: Running, prefilled: readonly Prefilled[]): Promise<void> {
  if (contender.kind.prefill !== 'pushed') return;
  for (const { room, file } of prefilled) await load({ do: 'push', to, room, file });
}

/** Every contender once in each round, one after another: whatever else the machine does meets them all. */
export async function rounds<T>(
  bench: Bench,
  kinds: readonly ContenderKind[],
  once: (kind: ContenderKind, round: number) => Promise<T>,
): Promise<Map<ContenderKind, T[]>> {
  const results = new Map<ContenderKind, T[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < bench.rounds; round += 1) {
    for (const kind of kinds) results.get(kind)?.push(await once(kind, round));
  }
  return results;
}
