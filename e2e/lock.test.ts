import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, goTo, writeNote } from './harness/acts.ts';
import { heldInHeap } from './harness/heap.ts';
import { openHouse, type House } from './harness/house.ts';
import { enter, tabTo } from './harness/keyboard.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const PASSPHRASE = 'seven quiet kettles singing';
const CANARIES = ['Kestrelwing-4417', 'Cobblestone-8821', 'Marzipan-3307', 'Thistledown-5590'] as const;

const lockScreen = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1, name: words('app:opening.passphrase.title') }).waitFor();
};
const field = (page: Page) => page.getByLabel(words('app:opening.passphrase.label'), { exact: true });

async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await field(page).fill(passphrase);
  await button(page, 'app:opening.passphrase.open').click();
  await page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
}

/** F6, F7, F8, F037, F038: the lock, the key on paper, and several places on one device. */
describe('locking', () => {
  let house: House;
  let person: Person;
  let recoveryKey = '';

  beforeAll(async () => {
    house = await openHouse();
    person = await house.person('writer');
    await person.page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
  });
  afterAll(() => house.close());

  /** Narrow and wide, without a finding. */
  async function owes(page: Page, name: string): Promise<void> {
    for (const [width, height] of [[360, 740], [1_280, 860]] as const) {
      await page.setViewportSize({ width, height });
      expect(await overflowsSideways(page)).toBe(false);
      await shoot(page, `${name}-${width}`);
    }
    expect(await accessibilityFindings(page)).toEqual([]);
  }

  test('without a passphrase the button says kindly what a lock needs', async () => {
    const { page } = person;
    await button(page, 'lock:now').click();
    await page.getByRole('heading', { level: 1, name: words('lock:page.title') }).waitFor();
    await owes(page, 'lock-needs');
    await page.getByRole('link', { name: words('lock:protection.set') }).click();
  });

  test('a passphrase and a recovery key, made together, by the keyboard', async () => {
    const { page } = person;
    await enter(page, words('lock:protection.set'));
    await tabTo(page, words('lock:protection.passphrase'));
    await page.keyboard.type(PASSPHRASE);
    await tabTo(page, words('lock:protection.again'));
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('heading', { name: words('lock:recovery.title') }).locator('..');
    await sheet.waitFor();
    recoveryKey = (await sheet.locator('[dir=ltr] > span').allTextContents()).join('-');
    expect(recoveryKey).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}$/);
    await owes(page, 'recovery-key');
    const last = page.getByLabel(words('lock:recovery.lastGroup'));
    await last.fill('0000');
    await last.press('Enter');
    await page.getByText(words('lock:recovery.differs')).waitFor();
    await last.fill(recoveryKey.slice(-4).toLowerCase());
    await last.press('Enter');
    await page.getByText(words('lock:recovery.done')).first().waitFor();
    await owes(page, 'lock-choices');
  });

  test('F8: by the button; nothing can be read on screen, in the title, or in the heap', async () => {
    const { page } = person;
    await writeNote(page, CANARIES[0], `Dear diary, ${CANARIES[1]}`);
    await writeNote(page, CANARIES[2], 'Another');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('searchbox').fill('kestrelwing');
    await page.getByRole('dialog').getByText(CANARIES[0]).waitFor();
    await page.keyboard.press('Escape');
    // Typed, and locked before a pause has written it down.
    await page.getByLabel(words('notes:body'), { exact: true }).pressSequentially(` ${CANARIES[3]}`);
    await button(page, 'lock:now').click();
    await lockScreen(page);
    await expect.poll(() => page.title()).toBe(`${words('app:opening.passphrase.title')} · Samovar`);
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    expect(CANARIES.filter((canary) => html.includes(canary))).toEqual([]);
    await expect.poll(() => heldInHeap(page, [...CANARIES, PASSPHRASE, recoveryKey, recoveryKey.replaceAll('-', '')]), { timeout: 30_000 }).toEqual([]);
    await owes(page, 'locked');
  });

  test('G6: help stays reachable', async () => {
    const { page } = person;
    await page.getByRole('link', { name: words('app:help') }).press('Enter');
    await page.getByRole('heading', { level: 1, name: words('help:title') }).waitFor();
    await page.getByRole('link', { name: words('app:opening.back') }).press('Enter');
    await lockScreen(page);
  });

  test('F6: a wrong passphrase is told kindly; the right one leads back, with the last words typed', async () => {
    const { page } = person;
    await field(page).fill('not this one');
    await page.keyboard.press('Enter');
    await page.getByText(words('app:opening.passphrase.wrong')).waitFor();
    await unlock(page);
    await goTo(page, 'notes:place');
    await page.getByText(CANARIES[2]).first().click();
    await expect.poll(() => page.getByLabel(words('notes:body'), { exact: true }).textContent()).toContain(CANARIES[3]);
  });

  test('F8: the heap check can find things', async () => {
    expect(await heldInHeap(person.page, [CANARIES[2]])).toEqual([CANARIES[2]]);
  });

  test('by the key, by the palette, and when the browser stops the page', async () => {
    const { page } = person;
    await page.keyboard.press('Control+Shift+X');
    await lockScreen(page);
    await unlock(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('searchbox').fill(words('lock:now'));
    await page.getByRole('dialog').getByRole('link', { name: words('lock:now') }).click();
    await lockScreen(page);
    await unlock(page);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.evaluate(() => document.dispatchEvent(new Event('freeze')));
    await lockScreen(page);
  });

  test('the key on paper opens it after a restart; a slip is told before anything is tried', async () => {
    await person.reopen();
    const { page } = person;
    await lockScreen(page);
    await button(page, 'lock:screen.useRecovery').click();
    const paper = page.getByLabel(words('lock:screen.recovery'), { exact: true });
    const slip = `${recoveryKey.startsWith('Z') ? 'Y' : 'Z'}${recoveryKey.slice(1)}`;
    await paper.fill(slip);
    await paper.press('Enter');
    await page.getByText(words('lock:screen.fault.slip')).waitFor();
    await owes(page, 'locked-recovery');
    await paper.fill(recoveryKey.toLowerCase().replaceAll('-', ' '));
    await paper.press('Enter');
    await page.getByRole('heading', { level: 2, name: words('lock:protection.title') }).waitFor();
  });

  test('F038: another place in two clicks, nothing of the first in it, and back with its passphrase alone', async () => {
    const { page } = person;
    await goTo(page, 'account:place');
    await button(page, 'account:places.new').click();
    await page.getByRole('heading', { level: 1, name: words('welcome:title') }).waitFor();
    await goTo(page, 'notes:place');
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await page.getByText(CANARIES[2]).count()).toBe(0);
    await goTo(page, 'account:place');
    await page.getByRole('button', { name: new RegExp(`^${words('account:places.nameOf', { place: '' })}`) }).click();
    await page.getByLabel(words('account:places.nameLabel')).fill('For listening');
    await page.keyboard.press('Enter');
    await page.getByText('For listening').first().waitFor();
    await owes(page, 'places');
    await page.getByRole('button', { name: words('account:places.switchTo', { place: 'For listening' }) }).click();
    await lockScreen(page);
    expect(await page.getByText('For listening').count()).toBe(0);
    await owes(page, 'locked-places');
    await unlock(page);
    await goTo(page, 'account:place');
    expect(await page.getByText('For listening').count()).toBe(0);
    // The one without a passphrase asks for nothing: two clicks from any screen.
    await goTo(page, 'notes:place');
    await goTo(page, 'account:place');
    await page.getByRole('button', { name: new RegExp(`^${words('account:places.switchTo', { place: '' })}`) }).click();
    await page.getByRole('heading', { level: 1, name: words('welcome:title') }).waitFor();
  });

  test('no page complained by itself', () => {
    expect(person.complaints).toEqual([]);
  });
});
