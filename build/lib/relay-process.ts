import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { toolEnvironment } from './run.ts';
import { Trouble } from './trouble.ts';
import { RELAY_NODE_FLAGS } from '../../sync-server/node-flags.ts';

const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

export interface RelayProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Resolves with the exit code when the process has ended, by itself or by `stop`. */
  readonly ended: Promise<number | null>;
  /** Asks it to finish what it is doing and end; resolves when it has. */
  stop(): Promise<void>;
}

export interface RelayProcessOptions {
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the relay as its own process, its log in the data folder, and waits until `/healthz` answers. */
export async function startRelayProcess(options: RelayProcessOptions): Promise<RelayProcess> {
  const logFile = join(options.dataFolder, 'relay.log');
  const log = openLog(options.dataFolder, logFile);
  const saidBefore = fstatSync(log).size;
  const child = spawn('node', [...RELAY_NODE_FLAGS, join(root, 'sync-server/bin/relay.ts')], {
    cwd: root,
    stdio: ['ignore', log, log],
    env: {
      ...toolEnvironment(),
      SAMOVAR_DATA: options.dataFolder,
      SAMOVAR_HOST: options.host,
      SAMOVAR_PORT: String(options.port),
      ...options.env,
    },
  });
  closeSync(log);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${options.port}`;
  try {
    await untilReady(url, ended);
  } catch (error) {
    child.kill('SIGTERM');
    await ended;
    const said = readFileSync(logFile).subarray(saidBefore).toString('utf8').trim();
    throw new Trouble([...(error instanceof Error ? [error.message] : []), said].join('\n'));
  }
  return {
    url,
    child,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function openLog(dataFolder: string, logFile: string): number {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    return openSync(logFile, 'a', 0o600);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Trouble(`The data folder cannot be used: ${why}. Name another in SAMOVAR_DATA.`);
  }
}

async function untilReady(url: string, ended: Promise<number | null>): Promise<void> {
  const gaveUpAt = performance.now() + READY_TIMEOUT_MS;
  const early = ended.then((code) => ({ code }));
  while (performance.now() < gaveUpAt) {
    const answer = await Promise.race([early, ask(`${url}/healthz`)]);
    if (typeof answer === 'object') throw new Error(`The relay could not start (exit code ${answer.code}). It said:`);
    if (answer) return;
  }
  throw new Error(`The relay did not become ready in ${READY_TIMEOUT_MS / 1_000} s. It said:`);
}

async function ask(url: string): Promise<boolean> {
  try {
    if ((await fetch(url)).ok) return true;
  } catch {
    // not listening yet
  }
  await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  return false;
}
