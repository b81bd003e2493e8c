import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../lib/trouble.ts';
import { AROUND_DEFENCES } from './around-defences.ts';
import { attackTitles, isCalled, LAYERED } from './attack-titles.ts';
import { doAll, withCopy } from './crew.ts';
import type { Defence } from './defence.ts';
import { LOG_DEFENCES } from './defence-list.ts';
import { PAGE_DEFENCES } from './page-defences.ts';
import { subjectsIn, type Subject } from './subjects.ts';
import type { Task } from './worker.ts';

export const DEFENCES: readonly Defence[] = [...LOG_DEFENCES, ...PAGE_DEFENCES, ...AROUND_DEFENCES];

interface Opened extends Task {
  readonly defence: Defence;
}

/**
 * Takes out each defence of the gate and around it in turn. Both directions are held: for each defence a test must
 * notice, and each test that ATTACKS.md names must fail for one of them, since a test that cannot fail shows nothing.
 */
export async function openDefences(): Promise<void> {
  await withCopy(async (copy) => {
    const subjects = subjectsIn(copy);
    const titles = attackTitles(copy);
    const open: string[] = [];
    const byTitle = new Map<string, string[]>();
    await doAll(copy, DEFENCES.map((defence) => without(copy, defence, subjects)), (task, failing) => {
      const { rule, against } = (task as Opened).defence;
      const name = `${rule} ${against}`;
      const [first] = failing;
      console.log(`${name}: ${first === undefined ? 'NOBODY NOTICED' : `${failing.length} notice, ${first}`}`);
      if (first === undefined) open.push(name);
      for (const title of titles) {
        if (failing.some((test) => isCalled(test, title))) byTitle.set(title, [...(byTitle.get(title) ?? []), name]);
      }
    });
    console.log(`defences ${DEFENCES.length}, noticed when taken out ${DEFENCES.length - open.length}`);
    for (const title of titles) console.log(`attack ${title}: ${byTitle.get(title)?.join('; ') ?? LAYERED.get(title) ?? 'CANNOT FAIL'}`);
    const idle = titles.filter((title) => !byTitle.has(title) && !LAYERED.has(title));
    const layeredNoMore = [...LAYERED.keys()].filter((title) => byTitle.has(title) || !titles.includes(title));
    console.log(`tests of attacks ${titles.length}, that fail for a defence ${byTitle.size}, that two stand against ${LAYERED.size}`);
    throwFor('nobody noticed that these were taken out', open);
    throwFor('these tests fail for no defence', idle);
    throwFor('one defence alone stands against these, or there is no such test', layeredNoMore);
  });
}

function throwFor(trouble: string, found: readonly string[]): void {
  if (found.length > 0) throw new Trouble(`${trouble}: ${found.join('; ')}`);
}

function without(copy: string, defence: Defence, subjects: readonly Subject[]): Opened {
  const { file } = defence;
  const subject = subjects.find(({ sources }) => sources.includes(file));
  if (subject === undefined) throw new Trouble(`No tests are known for ${file}`);
  const text = withoutIt(readFileSync(join(copy, file), 'utf8'), defence);
  return { defence, file, text, project: subject.project, tests: subject.tests, hearAll: true };
}

/** A source with a defence taken out. Throws when that stands there several times, or no more. */
export function withoutIt(source: string, { file, from, to }: Defence): string {
  const pieces = source.split(from);
  if (pieces.length !== 2) throw new Trouble(`${file} holds this ${pieces.length - 1} times, not once: ${from}`);
  return pieces.join(to);
}
