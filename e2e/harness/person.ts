import type { Page } from 'playwright-core';
import { startBrowser, type BrowserProcess } from './browser-process.ts';
import { startProxy, type TcpProxy } from './tcp-proxy.ts';

export interface PersonOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** Where they are, such as `America/New_York`; otherwise where this machine is. */
  readonly timeZone?: string;
  /** What else their Chromium is told at its start. */
  readonly flags?: readonly string[];
}

/** Somebody at their own machine: a Chromium profile on disk, and a network that can be cut. */
export interface Person {
  /** The page at present; another one after `reopen`. */
  page: Page;
  readonly profileFolder: string;
  readonly network: TcpProxy;
  readonly address: string;
  /** What went wrong in the page by itself: uncaught errors and error lines of the console. */
  readonly complaints: string[];
  /** `kill -9` on the browser, without a word to the page. */
  crash(): Promise<void>;
  /** Ends the browser where it still runs, and opens the app again on the same profile. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

const VIEW = { width: 1_280, height: 860 };

export async function openPerson(profileFolder: string, relayPort: number, options: PersonOptions): Promise<Person> {
  const network = await startProxy(relayPort);
  const address = `http://127.0.0.1:${network.port}/`;
  const complaints: string[] = [];
  let running: BrowserProcess | null = await startBrowser(profileFolder, options.flags);
  const end = async (how: 'kill' | 'close'): Promise<void> => {
    const browser = running;
    running = null;
    await browser?.[how]();
  };
  const person: Person = {
    page: await openPage(running, address, complaints, options),
    profileFolder,
    network,
    address,
    complaints,
    crash: () => end('kill'),
    async reopen() {
      await end('close');
      running = await startBrowser(profileFolder, options.flags);
      person.page = await openPage(running, address, complaints, options);
    },
    async close() {
      await end('close');
      await network.close();
    },
  };
  return person;
}

async function openPage(
  { browser }: BrowserProcess,
  address: string,
  complaints: string[],
  options: PersonOptions,
): Promise<Page> {
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('Chromium opened without a context');
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize({ width: options.width ?? VIEW.width, height: options.height ?? VIEW.height });
  await page.emulateMedia({ colorScheme: options.colorScheme ?? 'light', reducedMotion: 'reduce' });
  if (options.timeZone !== undefined) {
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setTimezoneOverride', { timezoneId: options.timeZone });
  }
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A network that is cut on purpose is reported by the browser itself; that is no complaint of the app.
    if (message.type() === 'error' && !/ERR_|WebSocket connection|Failed to load resource/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  page.setDefaultTimeout(15_000);
  await page.goto(address);
  return page;
}
