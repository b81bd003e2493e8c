import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { root } from '../build/lib/root.ts';
import { writeNote } from '../e2e/harness/acts.ts';
import { words } from '../e2e/harness/texts.ts';

vi.mock('electron', () => import('./standin/electron.ts'));
const { control } = await import('./standin/electron.ts');
const { startDesktop } = await import('./desktop.ts');

const dist = join(root, 'dist');
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
/** RELIABILITY F12. */
const STATE_WITHIN_MS = 3_000;

/** Somebody between the desktop and its relay, with a certificate that nobody vouches for. */
describe.skipIf(!hasOpenssl)('F12: a relay with a wrong certificate', () => {
  const complaints: string[] = [];
  let folder: string;
  let server: Server;
  let heard = 0;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'samovar-certificate-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=127.0.0.1', '-days', '2', '-keyout', key, '-out', cert], { stdio: 'ignore' });
    server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => {
      heard += 1;
      response.end('{}');
    });
    server.on('upgrade', () => (heard += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await startDesktop({
      rendererFolder: join(dist, 'renderer'),
      preloadFile: join(dist, 'preload/preload.cjs'),
      relayUrl: `https://127.0.0.1:${port}`,
    });
    page = await control.windows[0]!.ready;
    page.on('pageerror', (error) => complaints.push(String(error)));
  });
  afterAll(async () => {
    await control.close();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  test('it says at once that nobody answers, and never that it is online', async () => {
    await page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
    const status = page.locator('output').filter({ hasText: new RegExp(['waiting', 'connecting', 'offline'].map((key) => words(`app:sync.${key}.long`)).join('|')) });
    await status.first().waitFor({ timeout: STATE_WITHIN_MS });
    expect(await page.getByText(words('app:sync.online.long'), { exact: true }).count()).toBe(0);
  });

  test('what needs no relay works, nothing was said to that server, and nothing broke', async () => {
    await writeNote(page, 'Written behind a wrong certificate', 'It rained.');
    expect(heard).toBe(0);
    expect(complaints).toEqual([]);
  });
});
