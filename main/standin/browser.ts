import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

type SchemeHandler = (request: Request) => Response | Promise<Response>;

/**
 * The Chromium behind the stand-in. `app://samovar/x` is shown to it as `https://samovar.app.localhost/x`, a secure origin
 * of its own, and translated back for the protocol handler and for every URL that the main process sees.
 */
export class StandinBrowser {
  readonly userData = mkdtempSync(join(tmpdir(), 'samovar-standin-'));
  readonly schemes = new Map<string, SchemeHandler>();
  readonly privileged = new Set<string>();
  #context: Promise<BrowserContext> | null = null;

  toWeb(url: string): string {
    return url.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/, (match, scheme: string, host: string) =>
      this.privileged.has(scheme) ? `https://${host}.${scheme}.localhost` : match,
    );
  }

  fromWeb(url: string): string {
    return url.replace(/^https:\/\/([^/?#]+)\.([a-z0-9-]+)\.localhost(?=[/?#]|$)/, '$2://$1');
  }

  context(): Promise<BrowserContext> {
    this.#context ??= this.#launch();
    return this.#context;
  }

  async close(): Promise<void> {
    await (await this.#context)?.close();
    this.#context = null;
    rmSync(this.userData, { recursive: true, force: true });
  }

  async #launch(): Promise<BrowserContext> {
    const context = await chromium.launchPersistentContext(join(this.userData, 'chromium'), {
      executablePath: process.env['SAMOVAR_CHROMIUM'] ?? '/usr/bin/chromium',
      viewport: null,
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'],
    });
    await context.route(/^https:\/\/[^/]+\.localhost\//, async (route) => {
      const request = route.request();
      const url = this.fromWeb(request.url());
      const handler = this.schemes.get(new URL(url).protocol.slice(0, -1));
      if (handler === undefined) return route.abort('failed');
      const response = await handler(new Request(url, { method: request.method() }));
      return route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    });
    return context;
  }
}
