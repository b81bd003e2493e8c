import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, goTo, writeNote } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const NOTE = 'What the evening was like';

/** The vaults on this device, by the opaque names of their databases. */
const vaults = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name = '' }) => name).filter((name) => /^samovar-[0-9a-z]{20}$/u.test(name)));

describe('F016: a guest who is here for this visit only', () => {
  let house: House;
  let guest: Person;
  beforeAll(async () => {
    house = await openHouse();
    guest = await house.person('guest');
  });
  afterAll(() => house.close());

  test('stays through a reload, and is nobody after the window was closed', async () => {
    await writeNote(guest.page, NOTE, 'Quiet.');
    await askForChat(guest.page);
    await goTo(guest.page, 'account:place');
    const wish = guest.page.getByRole('switch', { name: words('account:visit.only') });
    await wish.check();
    expect(await accessibilityFindings(guest.page)).toEqual([]);
    await guest.page.setViewportSize({ width: 360, height: 740 });
    expect(await overflowsSideways(guest.page)).toBe(false);
    await look(guest.page, '-360');
    await guest.page.setViewportSize({ width: 1_440, height: 900 });
    await look(guest.page, '-1440');
    const before = await vaults(guest.page);
    expect(before).toHaveLength(1);

    await guest.page.reload();
    await goTo(guest.page, 'notes:place');
    await guest.page.getByText(NOTE).first().waitFor();
    expect(await vaults(guest.page)).toEqual(before);

    await guest.reopen();
    await goTo(guest.page, 'notes:place');
    await guest.page.getByText(words('notes:empty.title')).waitFor();
    const after = await vaults(guest.page);
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    expect(guest.complaints).toEqual([]);
  });
});

async function look(page: Page, at: string): Promise<void> {
  const wish = page.getByRole('switch', { name: words('account:visit.only') });
  for (const scheme of ['dark', 'light'] as const) {
    await showIn(page, scheme);
    await wish.scrollIntoViewIfNeeded();
    await shoot(page, `only-this-visit${at}-${scheme}`);
  }
}
