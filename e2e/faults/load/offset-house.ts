import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../build/lib/ports.ts';
import type { Place } from './cast.ts';

const ENTRY = join(import.meta.dirname, 'offset-relay.ts');
const HOST = '127.0.0.1';

/** The real relay on a machine whose wall clock can be set. */
export interface OffsetHouse extends Place {
  /** Resolves when it serves. */
  start(offsetMs: number, env?: Readonly<Record<string, string>>): Promise<void>;
  /** Sets the clock of the machine while the relay runs: so far ahead of the true time. */
  set(offsetMs: number): void;
  stop(): Promise<void>;
  /** Everything that the relay has logged. */
  logged(): string;
  close(): Promise<void>;
}

export async function openOffsetHouse(): Promise<OffsetHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'samovar-clock-'));
  const dataFolder = join(folder, 'data');
  const port = await freePort(0, HOST);
  let relay: ChildProcess | null = null;
  let log = '';
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = relay;
    relay = null;
    if (ending === null || ending.exitCode !== null) return;
    ending.kill(signal);
    await once(ending, 'exit');
  };
  return {
    port,
    dataFolder,
    async start(offsetMs, env = {}) {
      const settings = { SAMOVAR_DATA: dataFolder, SAMOVAR_HOST: HOST, SAMOVAR_PORT: String(port), OFFSET_MS: String(offsetMs), ...env };
      const guests = { SAMOVAR_GUESTS_PER_HOUR: '100000', SAMOVAR_WINDOW_MESSAGES: '5000' };
      const child = fork(ENTRY, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...process.env, ...guests, ...settings } });
      relay = child;
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
      const early = once(child, 'exit').then(() => Promise.reject(new Error(`the relay could not start: ${log}`)));
      await Promise.race([once(child, 'message'), early]);
    },
    set: (offsetMs) => void relay?.send(offsetMs),
    stop: () => end('SIGTERM'),
    logged: () => log,
    async close() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
