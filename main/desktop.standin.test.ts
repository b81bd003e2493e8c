import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { root } from '../build/lib/root.ts';
import { desktopContract } from './desktop.contract.ts';

vi.mock('electron', () => import('./standin/electron.ts'));
const { app, control, powerMonitor } = await import('./standin/electron.ts');
const { startDesktop } = await import('./desktop.ts');

const dist = join(root, 'dist');

describe('the desktop shell on the stand-in for Electron', () => {
  let page: Page;

  beforeAll(async () => {
    await startDesktop({
      rendererFolder: join(dist, 'renderer'),
      preloadFile: join(dist, 'preload/preload.cjs'),
      relayUrl: 'http://127.0.0.1:8787',
    });
    page = await control.windows[0]!.ready;
  });
  afterAll(() => control.close());

  desktopContract(() => ({
    page,
    secondInstance: async (args) => void app.emit('second-instance', {}, args),
  }));

  test('the window shows itself, and comes back to the front for a second instance', async () => {
    const window = control.windows[0]!;
    expect(window.visible).toBe(true);
    window.minimize();
    app.emit('second-instance', {}, ['samovar']);
    expect(window.minimized).toBe(false);
  });

  test('F8: the page is told when the machine sleeps or its screen is locked', async () => {
    await page.evaluate(() => {
      window.heard = [];
      window.samovar.on('host:sleep', (event) => window.heard.push(JSON.stringify(event)));
    });
    for (const event of ['suspend', 'lock-screen', 'user-did-resign-active', 'resume']) powerMonitor.emit(event);
    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(['{}', '{}', '{}']);
  });

  test('the secret on disk is sealed', async () => {
    const folder = join(control.browser.userData, 'keychain');
    // The one that the contract wrote, and the key of the vault that the app itself made at its first start.
    await expect.poll(() => readdirSync(folder).filter((file) => file.endsWith('.sealed'))).toHaveLength(2);
    expect(readFileSync(join(folder, 'vault-0123456789abcdefghjk.sealed')).includes(Buffer.from([1, 2, 250]))).toBe(false);
  });

  test('the policy of the page is in force: no inline script, no foreign host', async () => {
    await page.evaluate(() => {
      window.heard = [];
      document.addEventListener('securitypolicyviolation', (event) => window.heard.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.hacked = true';
      document.head.append(script);
      void fetch('https://example.org/').catch(() => {});
    });
    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']));
    expect(await page.evaluate(() => Reflect.get(window, 'hacked') as unknown)).toBeUndefined();
  });

  test('navigation away is stopped; plain https links open outside, others do not', async () => {
    const before = page.url();
    await page.evaluate(() => {
      for (const url of ['https://example.org/help', 'https://a:b@example.org/', 'file:///etc/passwd']) window.open(url);
      location.href = 'https://example.org/elsewhere';
    });
    await expect.poll(() => control.external).toEqual(['https://example.org/help']);
    expect(page.url()).toBe(before);
  });

  test('notifications may be shown, and lead to their route when clicked; a meditation may keep the screen lit; no other permission is given', async () => {
    await page.evaluate(() => (window.heard.length = 0));
    await page.evaluate(() => Reflect.get(window.samovar, 'noticeShow')({ title: 'T', body: 'B', route: '/chats' }));
    expect(control.notifications).toMatchObject([{ title: 'T', body: 'B' }]);
    control.notifications[0]!.click();
    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(['/chats']);
    const asked = await Promise.all(['notifications', 'screen-wake-lock', 'media', 'geolocation'].map(control.askPermission));
    expect(asked).toEqual([true, true, false, false]);
  });

  test.skipIf(process.platform === 'darwin')('no dictionary is fetched from anybody (promise 6)', () => {
    const { hostname } = new URL(control.spelling.from);
    expect({ ...control.spelling, from: hostname }).toEqual({ on: false, languages: [], from: '127.0.0.1' });
  });

  test('an API that the stand-in does not have fails loudly', () => {
    expect(() => Reflect.get(app, 'dock')).toThrow('not implemented');
  });

  test('F2: a page whose words are not on the disk yet is asked about before it closes, and stays open', async () => {
    const open = control.windows[0]!;
    // A browser asks only where somebody has done something on the page.
    await page.keyboard.press('Tab');
    await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()));
    await open.close();
    expect([control.questions, open.destroyed, control.quits]).toEqual([['Your last words are not on the disk yet'], false, 0]);
    expect(await page.evaluate(() => typeof window.samovar.describe)).toBe('function');
  });

  test('it closes on the person\'s word, and closing the window ends the app', async () => {
    control.pressed = 1;
    await control.windows[0]!.close();
    expect([control.questions.length, control.quits]).toEqual([2, 1]);
  });
});
