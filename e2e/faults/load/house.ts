import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../build/lib/ports.ts';
import { startRelayProcess, type RelayProcess } from '../../../build/lib/relay-process.ts';
import type { Place } from './cast.ts';

const HOST = '127.0.0.1';

/**
 * Retention has its own proofs; here nothing may go but by a fault. Many people come from one machine, so that how many
 * of them may be new in an hour is not what is tried.
 */
const ENVIRONMENT = { SAMOVAR_WINDOW_MESSAGES: '5000', SAMOVAR_GUESTS_PER_HOUR: '100000', SAMOVAR_LOG: 'warn' };

/** The real relay, a process of its own on a data folder, to be killed and started again on the same port. */
export interface FaultyHouse extends Place {
  /** Resolves at the first `/healthz` that says 200; gives how long that took from the start of the process, in ms. */
  start(env?: Readonly<Record<string, string>>): Promise<number>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** SIGTERM; gives how long it took until the process was gone, in ms, and its exit code. */
  stop(): Promise<{ readonly tookMs: number; readonly code: number | null }>;
  /** SIGSTOP, SIGCONT. */
  freeze(): void;
  thaw(): void;
  /** Null when it does not run. */
  pid(): number | null;
  /** Ends the relay and removes its folder. Idempotent. */
  close(): Promise<void>;
}

/** `dataFolder`: one that is there and stays; otherwise one of its own, removed at the end. */
export async function openFaultyHouse(options: { readonly dataFolder?: string; readonly env?: Readonly<Record<string, string>> } = {}): Promise<FaultyHouse> {
  const own = options.dataFolder === undefined ? mkdtempSync(join(tmpdir(), 'samovar-faults-')) : null;
  const dataFolder = options.dataFolder ?? join(own ?? '', 'data');
  const port = await freePort(0, HOST);
  let relay: RelayProcess | null = null;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = relay;
    relay = null;
    ending?.child.kill('SIGCONT');
    ending?.child.kill(signal);
    return (await ending?.ended) ?? null;
  };
  return {
    port,
    dataFolder,
    async start(env = {}) {
      const fromMs = performance.now();
      relay = await startRelayProcess({ dataFolder, host: HOST, port, env: { ...ENVIRONMENT, ...options.env, ...env } });
      return performance.now() - fromMs;
    },
    async kill() {
      await end('SIGKILL');
    },
    async stop() {
      const fromMs = performance.now();
      const code = await end('SIGTERM');
      return { tookMs: performance.now() - fromMs, code };
    },
    freeze: () => void relay?.child.kill('SIGSTOP'),
    thaw: () => void relay?.child.kill('SIGCONT'),
    pid: () => relay?.child.pid ?? null,
    async close() {
      await end('SIGKILL');
      if (own !== null) rmSync(own, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
