import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../lib/trouble.ts';
import type { SuiteOptions } from '../lib/suites.ts';
import { doAll, FELL, HUNG, withCopy } from './crew.ts';
import { EQUIVALENT } from './equivalent.ts';
import { mutationsOf, type Mutation } from './operators.ts';
import { subjectsIn, type Subject } from './subjects.ts';
import type { Task } from './worker.ts';

const COUNT = 200;
const LONG_COUNT = 2_000;
/** Of 200, at least 195 are to be caught (RELIABILITY J3). */
const CAUGHT_SHARE = 0.975;

interface Mutant extends Task {
  /** `file:line`, the operator, and what became of what. */
  readonly place: string;
  /** What it is, wherever in its file that stands. */
  readonly name: string;
  /** It changes nothing that anybody could see. */
  readonly equivalent: boolean;
}

/**
 * Changes rules in small ways, one at a time, and asks whether a test notices: a rule that can be taken out without that
 * is worth nothing (RELIABILITY J3). The gate's, and those around it.
 */
export const mutateRules = (options: SuiteOptions): Promise<void> => mutate('rules', options);

/** The same for the permission function, which has its 200 to itself: among the gate's many rules a dozen would be its. */
export const mutatePolicy = (options: SuiteOptions): Promise<void> => mutate('policy', options);

async function mutate(suite: 'rules' | 'policy', { seed, count, long }: SuiteOptions): Promise<void> {
  await withCopy(async (copy) => {
    const subjects = subjectsIn(copy).filter((subject) => subject.suite === suite);
    await expectAllWell(copy, subjects);
    const mutants = chosen(subjects.flatMap((subject) => mutantsOf(copy, subject)), seed, count ?? (long ? LONG_COUNT : COUNT));
    let survived = 0;
    let done = 0;
    await doAll(copy, mutants, (task, [failing]) => {
      done += 1;
      if (failing === undefined) {
        survived += 1;
        console.log(`survived: ${(task as Mutant).place}`);
      }
      if (failing === HUNG || failing === FELL) console.log(`caught by ${failing}: ${(task as Mutant).place}`);
      if (done % 50 === 0) console.log(`${done} of ${mutants.length}, ${survived} survived`);
    });
    console.log(`mutants ${mutants.length}, caught ${mutants.length - survived}, survived ${survived}`);
    if (survived > mutants.length * (1 - CAUGHT_SHARE)) throw new Trouble('too many changes of the rules go unnoticed');
  });
}

/** Nothing can be learnt from tests that fail anyway. */
async function expectAllWell(copy: string, subjects: readonly Subject[]): Promise<void> {
  const tasks = subjects.map(({ sources, project, tests }): Task => {
    const file = sources[0] ?? '';
    return { changes: [{ file, text: readFileSync(join(copy, file), 'utf8') }], project, tests };
  });
  await doAll(copy, tasks, ({ changes }, [failing]) => {
    if (failing !== undefined) throw new Trouble(`Without any change (${changes[0]?.file}) this fails: ${failing}`);
  });
}

function mutantsOf(copy: string, { sources, project, tests }: Subject): Mutant[] {
  return sources.flatMap((file) => {
    const source = readFileSync(join(copy, file), 'utf8');
    return mutationsOf(source).flatMap((mutation) => {
      const { start, end, replacement, operator } = mutation;
      const before = source.slice(0, start).split('\n');
      const column = before.at(-1)?.length ?? 0;
      const line = source.split('\n')[before.length - 1] ?? '';
      const was = source.slice(start, end).replaceAll(/\s+/g, ' ').slice(0, 90);
      return [{
        project, tests,
        name: [file, operator, line.trim(), column, replacement].join('\n'),
        equivalent: isEquivalent(file, line, line.slice(0, column), mutation),
        changes: [{ file, text: source.slice(0, start) + replacement + source.slice(end) }],
        place: `${file}:${before.length} ${operator}: ${was} → ${replacement.trim().slice(0, 90)}`,
      }];
    });
  });
}

/** Changes that change nothing, each with its reason. */
const isEquivalent = (file: string, line: string, before: string, { operator, replacement }: Mutation): boolean =>
  EQUIVALENT.some((each) =>
    file.endsWith(`/${each.file}`) && line.includes(each.line) && before.endsWith(each.before ?? '')
    && (each.operator ?? operator) === operator && (each.becomes ?? replacement) === replacement);

/**
 * A seeded choice of `count`. Each draws its lot by what it is, so that neither a change elsewhere nor an explanation of
 * one of them makes all others new.
 */
function chosen(mutants: readonly Mutant[], seed: number, count: number): Mutant[] {
  return mutants
    .map((mutant) => ({ mutant, lot: createHash('sha256').update(`${seed}\n${mutant.name}`).digest('hex') }))
    .filter(({ mutant }) => !mutant.equivalent)
    .toSorted((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}
