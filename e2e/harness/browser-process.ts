import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../build/lib/chromium.ts';

const READY_TIMEOUT_MS = 20_000;
const POLL_MS = 40;

/** A Chromium that we started ourselves, so that it can be killed as a crash kills it. */
export interface BrowserProcess {
  readonly browser: Browser;
  /** SIGKILL: nothing of any page runs any more. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function startBrowser(profileFolder: string): Promise<BrowserProcess> {
  mkdirSync(profileFolder, { recursive: true });
  const portFile = join(profileFolder, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const child = spawn(findChromium() ?? '/usr/bin/chromium', [
    '--headless=new',
    '--disable-gpu',
    '--remote-debugging-port=0',
    `--user-data-dir=${profileFolder}`,
    ...chromiumFlags(),
    'about:blank',
  ], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await debuggingPort(portFile, child)}`);
  return {
    browser,
    async kill() {
      child.kill('SIGKILL');
      await ended;
      await browser.close().catch(() => {});
    },
    async close() {
      await browser.newBrowserCDPSession().then((cdp) => cdp.send('Browser.close')).catch(() => child.kill('SIGTERM'));
      await ended;
    },
  };
}

async function debuggingPort(file: string, child: ChildProcess): Promise<string> {
  const gaveUpAt = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < gaveUpAt && child.exitCode === null) {
    const port = readIfThere(file).split('\n')[0] ?? '';
    if (port !== '') return port;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`Chromium did not start (exit code ${child.exitCode})`);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
