import { fork, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/root.ts';
import { Trouble } from '../lib/trouble.ts';
import { COPIED } from './subjects.ts';
import type { Answer, Task } from './worker.ts';

/** Past this a change has made something go on for ever, and that was noticed. Many times what all tests take. */
const HANG_MS = 600_000;

/** Instead of a test's name. Both are told, since they are no test's word. */
export const HUNG = 'no test: it went on for ever';
export const FELL = 'no test: the process fell over';

/** Called with the names of the tests that noticed a task's change: the first one, or all of a stage; none when none did. */
export type Done = (task: Task, failing: readonly string[]) => void;

/** Makes a copy of the tree for `body`, and takes it away after it. Whoever works on the tree meanwhile disturbs nothing. */
export async function withCopy<T>(body: (copy: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'samovar-mutate-'));
  try {
    return await body(copyTo(root, join(folder, 'source')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Does tasks, as many at once as there are cores, each worker in a copy of its own of `source`. */
export async function doAll(source: string, tasks: readonly Task[], done: Done): Promise<void> {
  let next = 0;
  const take = (): Task | undefined => tasks[next++];
  const hands = Array.from({ length: Math.min(availableParallelism(), tasks.length) }, (_, hand) => `${source}-${hand}`);
  await Promise.all(hands.map((copy) => workOff(copyTo(source, copy), source, take, done)));
  for (const copy of hands) rmSync(copy, { recursive: true, force: true });
}

function copyTo(source: string, copy: string): string {
  mkdirSync(copy);
  for (const part of COPIED) cpSync(join(source, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

async function workOff(copy: string, source: string, take: () => Task | undefined, done: Done): Promise<void> {
  let worker: ChildProcess | null = null;
  try {
    for (let task = take(); task !== undefined; task = take()) {
      worker ??= await started(copy);
      const answer = await ask(worker, task);
      if (typeof answer !== 'string' && 'trouble' in answer) throw new Trouble(`${task.changes.map(({ file }) => file).join(', ')}: ${answer.trouble}`);
      if (typeof answer === 'string') {
        worker = null;
        // It had no time to put the sources back.
        for (const { file } of task.changes) cpSync(join(source, file), join(copy, file));
      }
      done(task, typeof answer === 'string' ? [answer] : answer.failing);
    }
  } finally {
    worker?.kill('SIGKILL');
  }
}

async function started(copy: string): Promise<ChildProcess> {
  const worker = fork(join(import.meta.dirname, 'worker.ts'), { cwd: copy, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('exit', (code) => reject(new Error(`a worker ended with ${code} before it began`)));
  });
  return worker;
}

function ask(worker: ChildProcess, task: Task): Promise<Answer | typeof HUNG | typeof FELL> {
  return new Promise((resolve) => {
    let hung = false;
    const timer = setTimeout(() => {
      hung = true;
      worker.kill('SIGKILL');
    }, HANG_MS);
    const settle = (answer: Answer | typeof HUNG | typeof FELL): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(answer);
    };
    worker.once('message', (answer) => settle(answer as Answer));
    worker.once('exit', () => settle(hung ? HUNG : FELL));
    worker.send(task);
  });
}
