import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../build/lib/chromium.ts';
import { startProxy, type TcpProxy } from './tcp-proxy.ts';

export interface PersonOptions {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  /** The page's own clock is off by this much, as on a machine whose clock is wrong. */
  readonly clockOffMs?: number;
}

/** Somebody at their own machine: a Chromium profile on disk, and a network that can be cut. */
export interface Person {
  page: Page;
  readonly profileFolder: string;
  readonly network: TcpProxy;
  readonly address: string;
  /** What went wrong in the page by itself: uncaught errors and error lines of the console. */
  readonly complaints: string[];
  /** Ends the browser as a crash does, without a word to the page. */
  crash(): Promise<void>;
  /** Opens the app again on the same profile. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

const VIEW = { width: 1_280, height: 860 };

export async function openPerson(profileFolder: string, relayPort: number, options: PersonOptions): Promise<Person> {
  const network = await startProxy(relayPort);
  const address = `http://127.0.0.1:${network.port}/`;
  const complaints: string[] = [];
  let context = await launch(profileFolder, options);
  const person: Person = {
    page: await openPage(context, address, complaints, options),
    profileFolder,
    network,
    address,
    complaints,
    async crash() {
      // SIGKILL to the whole browser: nothing of the page runs any more.
      const cdp = await context.browser()?.newBrowserCDPSession();
      if (cdp === undefined) await context.close();
      else await cdp.send('Browser.crash').catch(() => {});
    },
    async reopen() {
      await context.close().catch(() => {});
      context = await launch(profileFolder, options);
      person.page = await openPage(context, address, complaints, options);
    },
    async close() {
      await context.close().catch(() => {});
      await network.close();
    },
  };
  return person;
}

function launch(profileFolder: string, options: PersonOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profileFolder, {
    executablePath: findChromium() ?? '/usr/bin/chromium',
    args: chromiumFlags(),
    viewport: { width: options.width ?? VIEW.width, height: options.height ?? VIEW.height },
    locale: options.locale ?? 'en-GB',
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  });
}

async function openPage(
  context: BrowserContext,
  address: string,
  complaints: string[],
  options: PersonOptions,
): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A network that is cut on purpose is reported by the browser itself; that is no complaint of the app.
    if (message.type() === 'error' && !/ERR_|WebSocket connection|Failed to load resource/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  if (options.clockOffMs !== undefined) await page.clock.install({ time: Date.now() + options.clockOffMs });
  await page.goto(address);
  return page;
}
