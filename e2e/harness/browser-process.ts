import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../build/lib/chromium.ts';

/** A start from a cold disk, beside two others, on a busy machine of two cores has taken more than 20 s. */
const READY_TIMEOUT_MS = 60_000;
/** A Chromium that hangs at its start is ended and started once more. */
const TRIES = 2;
const POLL_MS = 40;
/** What Chromium said last, for the error. */
const STDERR_KEPT_CHARS = 2_000;

/** A Chromium that we started ourselves, so that it can be killed as a crash kills it. */
export interface BrowserProcess {
  readonly browser: Browser;
  /** SIGKILL: nothing of any page runs any more. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function startBrowser(profileFolder: string, flags: readonly string[] = []): Promise<BrowserProcess> {
  mkdirSync(profileFolder, { recursive: true });
  const { child, port, said } = await startListening(profileFolder, flags);
  let asked = false;
  const ended = new Promise<void>((resolve) => child.once('exit', (code, signal) => {
    if (!asked) console.error(`Chromium ended by itself (${signal ?? code}). It said last:\n${said()}`);
    resolve();
  }));
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  return {
    browser,
    async kill() {
      asked = true;
      child.kill('SIGKILL');
      await ended;
      await browser.close().catch(() => {});
    },
    async close() {
      asked = true;
      await browser.newBrowserCDPSession().then((cdp) => cdp.send('Browser.close')).catch(() => child.kill('SIGTERM'));
      await ended;
    },
  };
}

async function startListening(profileFolder: string, flags: readonly string[]): Promise<{ child: ChildProcess; port: string; said: () => string }> {
  const portFile = join(profileFolder, 'DevToolsActivePort');
  let said = '';
  for (let tried = 0; tried < TRIES; tried += 1) {
    rmSync(portFile, { force: true });
    const child = spawn(findChromium() ?? '/usr/bin/chromium', [
      '--headless=new',
      '--disable-gpu',
      // It maps a file of its own statistics, and dies of a full disk as soon as it counts something.
      '--disable-features=PersistentHistograms',
      '--remote-debugging-port=0',
      `--user-data-dir=${profileFolder}`,
      ...chromiumFlags(),
      ...flags,
      'about:blank',
    ], { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr?.on('data', (chunk) => (said = `${said}${chunk}`.slice(-STDERR_KEPT_CHARS)));
    const port = await debuggingPort(portFile, child);
    if (port !== null) return { child, port, said: () => said };
    await endProcess(child);
  }
  throw new Error(`Chromium did not start in ${TRIES} tries of ${READY_TIMEOUT_MS} ms. It said last:\n${said}`);
}

/** The port that Chromium wrote down once it listens; null when it ended first, or took too long. */
async function debuggingPort(file: string, child: ChildProcess): Promise<string | null> {
  const gaveUpAt = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < gaveUpAt && isRunning(child)) {
    const port = readIfThere(file).split('\n')[0] ?? '';
    if (port !== '') return port;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return null;
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

async function endProcess(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await ended;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
