import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnswerLine, AskName, Asks } from './protocol.ts';
import { RELAY_NODE_FLAGS } from '../../sync-server/node-flags.ts';

/** A relay in a process of its own, on a data folder of its own, that can be asked how it is. */
export interface MeasuredRelay {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  ask<Name extends AskName>(name: Name, ask: Asks[Name]['ask']): Promise<Asks[Name]['answer']>;
  /** Null while it runs. */
  exitCode(): number | null;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

export interface MeasuredRelayOptions {
  /** Names of `lifted.ts`. */
  readonly lifted?: readonly string[];
  /** A wall clock that stands still. */
  readonly wallMs?: number;
  readonly host?: string;
  readonly execArgv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const ENTRY = fileURLToPath(new URL('relay-entry.ts', import.meta.url));

export async function startMeasuredRelay(options: MeasuredRelayOptions = {}): Promise<MeasuredRelay> {
  const folder = mkdtempSync(join(tmpdir(), 'samovar-measured-'));
  const child = fork(ENTRY, [], {
    execArgv: ['--expose-gc', ...RELAY_NODE_FLAGS, ...(options.execArgv ?? [])],
    env: {
      PATH: process.env['PATH'],
      SAMOVAR_DATA: join(folder, 'data'),
      SAMOVAR_PORT: '0',
      SAMOVAR_HOST: options.host ?? '0.0.0.0',
      SAMOVAR_LIFTED: (options.lifted ?? []).join(),
      ...(options.wallMs === undefined ? {} : { SAMOVAR_WALL_MS: String(options.wallMs) }),
      ...options.env,
    },
  });
  const ended = once(child, 'exit');
  const [ready] = (await Promise.race([once(child, 'message'), ended.then(() => [null])])) as [{ url: string } | null];
  if (ready === null) throw new Error('the relay could not start');
  const waiting = new Map<number, (line: AnswerLine) => void>();
  child.on('message', (line: AnswerLine) => {
    waiting.get(line.id)?.(line);
    waiting.delete(line.id);
  });
  child.once('exit', () => {
    for (const [id, tell] of waiting) tell({ id, ok: false, error: 'the relay is gone' });
  });
  let asked = 0;
  const port = Number(new URL(ready.url).port);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    child,
    ask: (name, ask) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, (line) => (line.ok ? resolve(line.answer as never) : reject(new Error(line.error))));
        child.send({ id: asked, name, ask });
      }),
    exitCode: () => child.exitCode,
    close: async () => {
      if (child.exitCode === null) child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
