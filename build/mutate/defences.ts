import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../lib/trouble.ts';
import { AROUND_DEFENCES } from './around-defences.ts';
import { attackTests, isCalled, nameOf } from './attack-titles.ts';
import { doAll, withCopy } from './crew.ts';
import type { Defence } from './defence.ts';
import { LOG_DEFENCES } from './defence-list.ts';
import { LAYERED } from './layered.ts';
import { PAGE_DEFENCES } from './page-defences.ts';
import { subjectsIn, type Subject } from './subjects.ts';
import type { Task } from './worker.ts';

export const DEFENCES: readonly Defence[] = [...LOG_DEFENCES, ...PAGE_DEFENCES, ...AROUND_DEFENCES];

/** It says where something was wrong, and keeps nobody out: that a test of an attack fails without it shows nothing of the attack. */
const KEEPS_NOBODY_OUT = 'G8';

interface Opened extends Task {
  /** One by itself, or all that stand against the same. */
  readonly out: readonly Defence[];
  /** The attacks that are open then. */
  readonly titles: readonly string[];
}

/**
 * Takes out each defence of the gate and around it in turn. Both directions are held: for each defence a test must
 * notice, and each test that ATTACKS.md names must fail for one of them, since a test that cannot fail shows nothing.
 * Where several stand against the same attack, each of them enough, it must fail with all of them out.
 */
export async function openDefences(): Promise<void> {
  await withCopy(async (copy) => {
    const subjects = subjectsIn(copy);
    const attacks = attackTests(copy);
    const open: string[] = [];
    const closed: string[] = [];
    const byOne = new Map<string, string[]>();
    const byAll = new Map<string, string>();
    const tasks = [
      ...DEFENCES.map((defence) => without(copy, [defence], [], subjects)),
      ...LAYERED.map(({ together, titles: kept }) => without(copy, together, kept, subjects)),
    ];
    await doAll(copy, tasks, (task, failing) => {
      const { out, titles: kept } = task as Opened;
      const name = out.map(({ rule, against }) => `${rule} ${against}`).join(' + ');
      const [first] = failing;
      console.log(`${name}: ${first === undefined ? 'NOBODY NOTICED' : `${failing.length} notice, ${first}`}`);
      const failed = attacks.filter((attack) => failing.some((test) => isCalled(test, attack)));
      for (const title of kept) {
        const [attack] = failed.filter((each) => each.title === title);
        if (attack !== undefined) byAll.set(nameOf(attack), name);
        else closed.push(title);
      }
      if (kept.length > 0) return;
      if (first === undefined) open.push(name);
      if (out.some(({ rule }) => rule === KEEPS_NOBODY_OUT)) return;
      for (const attack of failed.map(nameOf)) byOne.set(attack, [...(byOne.get(attack) ?? []), name]);
    });
    console.log(`defences ${DEFENCES.length}, noticed when taken out ${DEFENCES.length - open.length}`);
    const names = attacks.map(nameOf);
    for (const name of names) console.log(`attack ${name}: ${byOne.get(name)?.join('; ') ?? byAll.get(name) ?? 'CANNOT FAIL'}`);
    const idle = names.filter((name) => !byOne.has(name) && !byAll.has(name));
    const layeredNoMore = [...byAll.keys()].filter((name) => byOne.has(name));
    console.log(`tests of attacks ${names.length}, that fail for a defence ${byOne.size}, for several together ${byAll.size}`);
    throwFor('nobody noticed that these were taken out', open);
    throwFor('these tests fail for no defence', idle);
    throwFor('these stand though all that is known to stand against them was taken out', closed);
    throwFor('one defence alone stands against these', layeredNoMore);
  });
}

function throwFor(trouble: string, found: readonly string[]): void {
  if (found.length > 0) throw new Trouble(`${trouble}: ${found.join('; ')}`);
}

/** The tests are those of the first one's file. */
function without(copy: string, out: readonly Defence[], titles: readonly string[], subjects: readonly Subject[]): Opened {
  const [first] = out;
  const subject = subjects.find(({ sources }) => first !== undefined && sources.includes(first.file));
  if (subject === undefined) throw new Trouble(`No tests are known for ${first?.file}`);
  const texts = new Map<string, string>();
  for (const defence of out) {
    const { file } = defence;
    texts.set(file, withoutIt(texts.get(file) ?? readFileSync(join(copy, file), 'utf8'), defence));
  }
  const changes = [...texts].map(([file, text]) => ({ file, text }));
  return { out, titles, changes, project: subject.project, tests: subject.tests, hearAll: true };
}

/** A source with a defence taken out. Throws when that stands there several times, or no more. */
export function withoutIt(source: string, { file, from, to }: Defence): string {
  const pieces = source.split(from);
  if (pieces.length !== 2) throw new Trouble(`${file} holds this ${pieces.length - 1} times, not once: ${from}`);
  return pieces.join(to);
}
