import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot } from './harness/screens.ts';
import { words } from './harness/texts.ts';

/** The screens that nobody should ever need: they must be as readable as the others when somebody does. */
describe('screens for when the app cannot go on', () => {
  let house: House;
  let person: Person;

  beforeAll(async () => {
    house = await openHouse();
    person = await house.person('somebody');
    await person.page.getByRole('heading', { level: 1 }).waitFor();
  });
  afterAll(() => house.close());

  /** One heading, a title that says it, the way to help, nothing for axe, and nothing wider than a narrow window. */
  async function owes(page: Page, name: string, heading: string): Promise<void> {
    await page.bringToFront();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await expect.poll(() => page.title()).toContain(heading);
    expect(await page.getByRole('link', { name: words('app:help') }).count()).toBeGreaterThan(0);
    for (const [width, height] of [[1_280, 800], [320, 256]] as const) {
      await page.setViewportSize({ width, height });
      expect(await overflowsSideways(page)).toBe(false);
      await shoot(page, `${name}-${width}`);
    }
    await page.setViewportSize({ width: 1_280, height: 800 });
    expect(await accessibilityFindings(page)).toEqual([]);
  }

  test('V8: a vault of a newer version is left alone, and says so', async () => {
    const { page } = person;
    await page.goto(`${person.address}samovar.svg`);
    const raised = await page.evaluate(async () => {
      const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('samovar-') === true ? [name] : []));
      for (const name of names) {
        await new Promise((resolve, reject) => {
          const opening = indexedDB.open(name, 9_000);
          opening.addEventListener('success', () => resolve(opening.result.close()));
          opening.addEventListener('error', reject);
        });
      }
      return names.length;
    });
    expect(raised).toBeGreaterThan(0);
    await page.goto(person.address);
    await owes(page, 'failed', words('app:opening.failed.newer-version.title'));
  });

  test('G6: help is there before the vault is', async () => {
    const { page } = person;
    await page.getByRole('link', { name: words('app:help') }).click();
    await page.getByRole('heading', { level: 1, name: words('help:title') }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('link', { name: words('app:opening.back') }).click();
  });
});

test('F2: a browser that forbids storage is named, and help is there all the same', async () => {
  const house = await openHouse();
  try {
    const { page, address } = await house.person('somebody');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.addInitScript(() => {
      const forbidden = (): never => {
        throw new DOMException('denied', 'SecurityError');
      };
      IDBFactory.prototype.open = forbidden;
      Object.defineProperty(window, 'localStorage', { get: forbidden });
    });
    await page.goto(`${address}?again`);
    await page.getByRole('heading', { level: 1, name: words('app:opening.failed.storage.title') }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('link', { name: words('app:help') }).press('Enter');
    await page.getByRole('heading', { level: 1, name: words('help:title') }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  } finally {
    await house.close();
  }
});

test('a screen that breaks takes neither the rail nor the help with it', async () => {
  const house = await openHouse();
  try {
    const { page } = await house.person('somebody');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(() => {
      Object.assign(Intl, { ListFormat: () => undefined });
    });
    await page.getByRole('navigation').getByRole('link', { name: words('account:place') }).focus();
    await page.getByRole('link', { name: words('app:help') }).press('Enter');
    await page.getByRole('heading', { level: 1, name: words('app:crash.title') }).waitFor();
    await expect.poll(() => page.title()).toContain(words('app:crash.title'));
    await shoot(page, 'crash');
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('navigation').getByRole('link', { name: words('account:place') }).click();
    await page.getByRole('heading', { level: 1, name: words('account:place') }).waitFor();
  } finally {
    await house.close();
  }
});
