import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { availableParallelism, platform } from 'node:os';
import { fileURLToPath } from 'node:url';

/** A process of the bench: answers one question at a time, and is ended by whoever started it. */
export interface Child<Question, Answer> {
  ask(question: Question): Promise<Answer>;
  stop(): Promise<void>;
}

/** Contenders on one core, the load on another, where the system lets us: then neither takes the other's time. */
export const CORES = { contender: 0, load: 1 } as const;

/** Starts `file` (beside this one) as a process of its own; resolves with its first message. */
export async function startChild<Question, Answer, Greeting>(
  file: string,
  options: { readonly core: number; readonly argument?: unknown; readonly nodeFlags?: readonly string[] },
): Promise<{ readonly child: Child<Question, Answer>; readonly greeting: Greeting }> {
  // To find out where a figure comes from: BENCH_NODE_OPTIONS='--cpu-prof --cpu-prof-dir=/tmp/profiles'.
  const forked = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(options.argument ?? null)], {
    execArgv: ['--expose-gc', '--no-warnings', ...(options.nodeFlags ?? []), ...(process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? [])],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  pin(forked, options.core);
  const greeting = await next<Greeting>(forked, file);
  return {
    greeting,
    child: {
      ask: (question) => {
        const answer = next<Answer>(forked, file);
        forked.send(question as object);
        return answer;
      },
      stop: async () => {
        if (forked.exitCode !== null || forked.signalCode !== null) return;
        const gone = new Promise((resolve) => forked.once('exit', resolve));
        forked.disconnect(); // it goes by itself, and has then written whatever profile it was told to make
        await gone;
      },
    },
  };
}

function next<Message>(child: ChildProcess, file: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      child.off('message', heard);
      child.off('exit', gone);
    };
    const heard = (message: unknown): void => {
      done();
      if (isTrouble(message)) reject(new Error(`${file}: ${message.trouble}`));
      else resolve(message as Message);
    };
    const gone = (code: number | null): void => {
      done();
      reject(new Error(`${file} ended with ${code ?? 'a signal'}`));
    };
    child.on('message', heard);
    child.on('exit', gone);
  });
}

const isTrouble = (message: unknown): message is { readonly trouble: string } =>
  typeof message === 'object' && message !== null && 'trouble' in message;

/** False where the machine has too few cores, or no `taskset`: the figures are then noisier, and say so. */
export function canPin(): boolean {
  if (platform() !== 'linux' || availableParallelism() < 2) return false;
  try {
    execFileSync('taskset', ['-cp', String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function pin(child: ChildProcess, core: number): void {
  if (child.pid === undefined || !canPin()) return;
  execFileSync('taskset', ['-acp', String(core), String(child.pid)], { stdio: 'ignore' });
}
