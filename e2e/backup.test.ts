import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, goTo, writeNote } from './harness/acts.ts';
import { filesThatHold } from './harness/bytes.ts';
import { openHouse, type House } from './harness/house.ts';
import { tabTo } from './harness/keyboard.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

/** DESIGN §7: never lost. A copy goes from one browser to another, and comes back where a database was taken away. */
describe('keeping and bringing back', () => {
  const canary = 'Marmotquill-unlikely-words-2204';
  const passphrase = 'seven quiet kettles singing';
  let house: House;
  let one: Person;
  let other: Person;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'samovar-copy-'));
    file = join(folder, 'copy.samovar');
    house = await openHouse();
    [one, other] = await Promise.all([house.person('one'), house.person('other')]);
  });
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (page: Page, person: Person, route: string): Promise<void> => {
    await page.goto(`${person.address}#${route}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
  };
  const choose = async (page: Page, path: string): Promise<void> => {
    const chosen = page.waitForEvent('filechooser');
    await button(page, 'keep:open.choose').click();
    await (await chosen).setFiles(path);
  };
  const unlock = async (page: Page, typed: string): Promise<void> => {
    await page.getByLabel(words('keep:open.passphrase'), { exact: true }).fill(typed);
    await button(page, 'keep:open.unlock').click();
  };
  const finds = async (page: Page, query: string): Promise<void> => {
    await goTo(page, 'notes:place');
    await page.getByLabel(words('notes:search')).fill(query);
    await page.getByText('A good minute').first().waitFor();
  };
  async function look(page: Page, name: string): Promise<void> {
    const findings: string[] = [];
    for (const [width, height, scheme] of [[360, 740, 'dark'], [1_440, 900, 'light']] as const) {
      await page.setViewportSize({ width, height });
      await showIn(page, scheme);
      await shoot(page, `${name}-${width}-${scheme}`);
      findings.push(...(await accessibilityFindings(page)).map((finding) => `${name} ${width} ${scheme}: ${finding}`));
      if (await overflowsSideways(page)) findings.push(`${name} ${width} ${scheme}: wider than the window`);
    }
    await showIn(page, 'light');
    await page.setViewportSize({ width: 1_280, height: 860 });
    expect(findings).toEqual([]);
  }

  test('a copy is saved with the keyboard alone, and no word of it can be read', async () => {
    const { page } = one;
    await writeNote(page, 'A good minute', `The light on the table, ${canary}`);
    await open(page, one, '/keep');
    await tabTo(page, words('keep:export.passphrase'));
    await page.keyboard.type(passphrase);
    await tabTo(page, words('keep:export.again'));
    await page.keyboard.type(passphrase);
    const saved = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^samovar-\d{4}-\d\d-\d\d\.samovar$/);
    await download.saveAs(file);
    await page.getByText(words('keep:export.done_one')).waitFor();
    await button(page, 'keep:export.isThere').click();
    await page.getByText(words('keep:export.saved')).waitFor();
    expect(readFileSync(file).subarray(0, 12).toString()).toBe('SAMOVAR-COPY');
    expect(filesThatHold(folder, canary)).toEqual([]);
  });

  test('a wrong passphrase, a damaged file and another file are each told by name, and change nothing', async () => {
    const { page } = other;
    await open(page, other, '/keep');
    const worn = join(folder, 'worn.samovar');
    const bytes = readFileSync(file);
    bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 1;
    writeFileSync(worn, bytes);
    writeFileSync(join(folder, 'letter.txt'), 'Dear friend');
    await choose(page, join(folder, 'letter.txt'));
    await unlock(page, passphrase);
    await page.getByText(words('keep:failed.no-copy.what')).waitFor();
    await open(page, other, '/help');
    await open(page, other, '/keep');
    await choose(page, worn);
    await unlock(page, 'not this one');
    await page.getByText(words('keep:failed.wrong-passphrase.what')).waitFor();
    await unlock(page, passphrase);
    await page.getByText(words('keep:open.holds_one')).waitFor();
    await button(page, 'keep:import.here').click();
    await page.getByText(words('keep:failed.damaged.what')).waitFor();
    expect(await page.evaluate(() => document.querySelectorAll('main [role=alert]').length)).toBe(1);
  });

  test('in another browser it is merged in, told in numbers, and a note is found by a word of it', async () => {
    const { page } = other;
    await writeNote(page, 'Of this browser', 'was here before');
    await open(page, other, '/keep');
    await choose(page, file);
    await unlock(page, passphrase);
    await button(page, 'keep:import.here').click();
    await page.getByText(words('keep:import.report.added_one')).waitFor();
    await look(page, 'keep-brought');
    await finds(page, 'marmotquill');
    await page.getByLabel(words('notes:search')).fill('');
    await page.getByText('Of this browser').first().waitFor();
  });

  test('RELIABILITY F2: a database deleted under us is told, nothing new is made, and the file brings it back', async () => {
    const { page } = one;
    await page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name = '' }) => name);
      const vault = names.filter((name) => name.startsWith('samovar-') && name !== 'samovar-shelf');
      await Promise.all(vault.map((name) => new Promise((done) => (indexedDB.deleteDatabase(name).onsuccess = done))));
    });
    await one.reopen();
    const lost = one.page;
    await lost.getByRole('heading', { name: words('app:opening.failed.damaged.title') }).waitFor();
    await choose(lost, file);
    await unlock(lost, passphrase);
    await lost.getByText(words('keep:open.holds_one')).waitFor();
    await look(lost, 'restore-unlocked');
    await button(lost, 'keep:restore.bring').click();
    await finds(lost, 'marmotquill');
  });

  test('V8: a browser that emptied everything is no first start either', async () => {
    const { page } = other;
    await page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name = '' }) => name);
      await Promise.all(names.map((name) => new Promise((done) => (indexedDB.deleteDatabase(name).onsuccess = done))));
    });
    await other.reopen();
    const { page: empty } = other;
    await empty.getByRole('heading', { name: words('app:opening.failed.damaged.title') }).waitFor();
    expect(await empty.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual(['samovar-shelf']);
    await button(empty, 'app:opening.fresh').click();
    await empty.getByRole('navigation', { name: words('app:navigation') }).waitFor();
  });

  test('F096: the page about what is kept where', async () => {
    const { page } = one;
    await open(page, one, '/kept');
    await page.getByText(words('keep:kept.things.backups.name')).waitFor();
    expect(await page.getByRole('term').count()).toBeGreaterThan(15);
  });

  test('V9: erasing everything takes two steps and leaves a first start', async () => {
    const { page } = one;
    await open(page, one, '/keep');
    await button(page, 'keep:erase.offer').click();
    const dialog = page.getByRole('dialog');
    expect(await button(dialog, 'keep:erase.confirm').isDisabled()).toBe(true);
    await dialog.getByRole('checkbox').check();
    await button(dialog, 'keep:erase.confirm').click();
    await page.getByText(words('welcome:title')).first().waitFor({ timeout: 60_000 });
    const left = await page.evaluate(async () => ({
      databases: (await indexedDB.databases()).length,
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      choices: Object.keys(localStorage),
    }));
    // One fresh vault on one fresh shelf, and the word that there is one.
    expect(left).toEqual({ databases: 2, caches: [], workers: 0, choices: ['samovar.kept'] });
    await page.reload();
    await page.getByText(words('welcome:title')).first().waitFor();
  });

  test('no page complained by itself', () => {
    expect([...one.complaints, ...other.complaints]).toEqual([]);
  });
});
