import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, goTo, writeNote } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const PASSPHRASE = 'seven quiet kettles singing';

/** Two tabs on one vault: one leads, both show and write the same, and none loses the other's words. */
describe('two windows', () => {
  let house: House;
  let person: Person;
  let second: Page;

  const follows = (page: Page) => page.locator('#main').getByText(words('app:opening.another.note'));
  const frame = (page: Page) => page.getByRole('navigation', { name: words('app:navigation') });

  beforeAll(async () => {
    house = await openHouse();
    person = await house.person('somebody');
    await frame(person.page).waitFor();
    second = await person.page.context().newPage();
    await second.setViewportSize({ width: 1_280, height: 860 });
    await second.goto(person.address);
    await frame(second).waitFor();
  });
  afterAll(() => house.close());

  test('the second one opens, says that it is the second, and where the chats are', async () => {
    await second.bringToFront();
    await follows(second).waitFor();
    await goTo(second, 'chats:place');
    await second.getByRole('heading', { level: 1, name: words('app:opening.another.title') }).waitFor();
    for (const [width, height] of [[360, 740], [1_280, 860]] as const) {
      await second.setViewportSize({ width, height });
      expect(await overflowsSideways(second)).toBe(false);
      await shoot(second, `second-window-${width}`);
    }
    expect(await accessibilityFindings(second)).toEqual([]);
    expect(await follows(person.page).count()).toBe(0);
  });

  test('what is written in one is in the other, both ways', async () => {
    await writeNote(second, 'Written in the second', 'by hand');
    await person.page.bringToFront();
    await goTo(person.page, 'notes:place');
    await person.page.getByText('Written in the second').first().waitFor();
    await writeNote(person.page, 'Written in the first', 'by hand');
    await second.getByText('Written in the first').first().waitFor();
  });

  test('asked for, the lead comes over, and the first goes on beside it', async () => {
    await second.bringToFront();
    await button(second, 'app:opening.another.useHere').press('Enter');
    await follows(second).waitFor({ state: 'detached' });
    await follows(person.page).waitFor();
    await goTo(second, 'talk:place');
    await button(second, 'talk:ask').waitFor();
    await person.page.bringToFront();
    await writeNote(person.page, 'Still here', 'by hand');
  });

  test('F8: locked in one, locked in both; a passphrase set in one holds for the other', async () => {
    await person.page.goto(`${person.address}#/you/passphrase`);
    await button(person.page, 'lock:protection.set').click();
    await person.page.getByLabel(words('lock:protection.passphrase')).fill(PASSPHRASE);
    await person.page.getByLabel(words('lock:protection.again')).fill(PASSPHRASE);
    await person.page.getByRole('checkbox', { name: words('lock:recovery.too') }).uncheck();
    await person.page.getByRole('checkbox', { name: words('lock:protection.understand') }).check();
    await button(person.page, 'lock:protection.set').click();
    await person.page.getByText(words('lock:protection.done')).first().waitFor();
    await second.bringToFront();
    await button(second, 'lock:now').click();
    for (const page of [second, person.page]) {
      await page.getByRole('heading', { level: 1, name: words('app:opening.passphrase.title') }).waitFor();
    }
    for (const page of [second, person.page]) {
      await page.bringToFront();
      await page.getByLabel(words('app:opening.passphrase.label'), { exact: true }).fill(PASSPHRASE);
      await button(page, 'app:opening.passphrase.open').click();
      await frame(page).waitFor();
    }
    await follows(person.page).waitFor();
  });

  test('when the window that leads is closed, the other leads by itself', async () => {
    await second.close();
    await follows(person.page).waitFor({ state: 'detached' });
    await goTo(person.page, 'notes:place');
    for (const title of ['Written in the first', 'Written in the second', 'Still here']) {
      await person.page.getByText(title).first().waitFor();
    }
  });

  test('no page complained by itself', () => {
    expect(person.complaints).toEqual([]);
  });
});
