import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../lib/trouble.ts';
import { doAll, withCopy } from './crew.ts';
import { DEFENCES, type Defence } from './defence-list.ts';
import { subjectsIn, type Subject } from './subjects.ts';
import type { Task } from './worker.ts';

interface Opened extends Task {
  readonly defence: Defence;
}

/** Takes out each defence of the gate in turn: the attack that it stands against must then be noticed by its test. */
export async function openDefences(): Promise<void> {
  await withCopy(async (copy) => {
    const subjects = subjectsIn(copy);
    const open: string[] = [];
    await doAll(copy, DEFENCES.map((defence) => without(copy, defence, subjects)), (task, failing) => {
      const { rule, against } = (task as Opened).defence;
      console.log(`${rule.padEnd(4)} ${against}: ${failing === null ? 'NOBODY NOTICED' : failing}`);
      if (failing === null) open.push(`${rule} ${against}`);
    });
    console.log(`defences ${DEFENCES.length}, noticed when taken out ${DEFENCES.length - open.length}`);
    if (open.length > 0) throw new Trouble(`nobody noticed that these were taken out: ${open.join('; ')}`);
  });
}

function without(copy: string, defence: Defence, subjects: readonly Subject[]): Opened {
  const { file, from, to } = defence;
  const subject = subjects.find(({ sources }) => sources.includes(file));
  if (subject === undefined) throw new Trouble(`No tests are known for ${file}`);
  const source = readFileSync(join(copy, file), 'utf8');
  const pieces = source.split(from);
  if (pieces.length !== 2) throw new Trouble(`${file} holds this ${pieces.length - 1} times, not once: ${from}`);
  return { defence, file, text: pieces.join(to), project: subject.project, tests: subject.tests };
}
