import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { root } from '../build/lib/root.ts';
import { words } from '../e2e/harness/texts.ts';

vi.mock('electron', () => import('./standin/electron.ts'));
const { control } = await import('./standin/electron.ts');
const { startDesktop } = await import('./desktop.ts');

/** DESIGN §7: on the desktop, words outlive the browser's storage. The built app, its preload and main process. */
describe('backups on the desktop', () => {
  const canary = 'Plovershale-unlikely-words-8831';
  let page: Page;
  const folder = (): string => join(control.browser.userData, 'backups');
  const press = (key: string): Promise<void> => page.getByRole('button', { name: words(key), exact: true }).click();
  const go = (route: string): Promise<void> => page.evaluate((hash) => void (location.hash = hash), route);

  beforeAll(async () => {
    const dist = join(root, 'dist');
    await startDesktop({ rendererFolder: join(dist, 'renderer'), preloadFile: join(dist, 'preload/preload.cjs'), relayUrl: 'http://127.0.0.1:8787' });
    page = await control.windows[0]!.ready;
  });
  afterAll(() => control.close());

  test('one is kept in the folder of the desktop, and no word of it can be read', async () => {
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await go('/notes');
    await page.getByRole('button', { name: words('notes:new'), exact: true }).first().click();
    await page.getByLabel(words('notes:title')).fill('Kept by itself');
    await page.getByLabel(words('notes:body'), { exact: true }).fill(canary);
    await page.getByText(words('notes:save.saved')).waitFor();
    await go('/keep');
    await press('keep:backups.now');
    await expect.poll(() => (existsSync(folder()) ? readdirSync(folder()) : [])).toEqual([expect.stringMatching(/^[0-9a-z]{20}\.\d{8}T\d{6}\.samovar$/)]);
    const [name = ''] = readdirSync(folder());
    expect(readFileSync(join(folder(), name)).includes(canary)).toBe(false);
  });

  test('RELIABILITY F2: when all of IndexedDB is gone it is offered, opened by the keychain, and brought back', async () => {
    await page.evaluate(async () => {
      localStorage.clear();
      const names = (await indexedDB.databases()).map(({ name = '' }) => name);
      await Promise.all(names.map((name) => new Promise((done) => (indexedDB.deleteDatabase(name).onsuccess = done))));
      location.hash = '/';
      location.reload();
    });
    await press('keep:restore.look');
    await page.getByText(words('keep:open.holds_one')).waitFor();
    await press('keep:restore.bring');
    await page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
    await go('/notes');
    await page.getByLabel(words('notes:search')).fill('plovershale');
    await expect.poll(() => page.getByText('Kept by itself').first().isVisible()).toBe(true);
  });

  test('B6: a passphrase leaves one backup, made under it; those that open without are gone', async () => {
    const before = readdirSync(folder());
    await go('/you/passphrase');
    await press('lock:protection.set');
    for (const label of ['passphrase', 'again']) await page.getByLabel(words(`lock:protection.${label}`), { exact: true }).fill('seven quiet kettles singing');
    await page.getByRole('checkbox', { name: words('lock:recovery.too') }).uncheck();
    await page.getByRole('checkbox', { name: words('lock:protection.understand') }).check();
    await press('lock:protection.set');
    await page.getByText(words('lock:protection.done')).first().waitFor();
    const after = readdirSync(folder());
    expect(after).toEqual([expect.stringMatching(/\.samovar$/)]);
    expect(before).not.toContain(after[0]);
    // Its head says by which ways it opens: lengths and kinds, and no secret.
    const head = readFileSync(join(folder(), after[0] ?? '')).subarray(0, 4_096).toString('latin1');
    expect([head.includes('passphrase'), head.includes('keychain')]).toEqual([true, false]);
  });

  test('V9: erasing everything takes the backups and the keys along', async () => {
    await go('/keep');
    await press('keep:erase.offer');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: words('keep:erase.confirm'), exact: true }).click();
    await page.getByText(words('welcome:title')).first().waitFor();
    expect(existsSync(folder())).toBe(false);
    // The key of the fresh place, and no other.
    expect(readdirSync(join(control.browser.userData, 'keychain'))).toHaveLength(1);
  });
});
