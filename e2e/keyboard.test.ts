import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hears } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import { enter, tabTo, tick } from './harness/keyboard.ts';
import type { Person } from './harness/person.ts';
import { words } from './harness/texts.ts';

const PASSWORD = 'seven quiet kettles singing';

/** The main path once more, with the mouse unplugged on both sides (WCAG 2.1.1, F228). */
describe('the keyboard alone', () => {
  let house: House;
  let seeker: Person;
  let listener: Person;

  beforeAll(async () => {
    house = await openHouse();
    [seeker, listener] = await Promise.all([house.person('seeker'), house.person('listener')]);
    await Promise.all([seeker, listener].map(({ page }) => page.getByRole('heading', { level: 1 }).waitFor()));
    await house.admin('listener', 'quietOlive', '--password', PASSWORD, '--consented');
  });
  afterAll(() => house.close());

  test('F228: the first stop is a way past the rail', async () => {
    await seeker.page.keyboard.press('Tab');
    await seeker.page.keyboard.press('Enter');
    await expect.poll(() => seeker.page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  test('a note', async () => {
    const { page } = seeker;
    await enter(page, words('notes:place'));
    await enter(page, words('notes:new'));
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(words('notes:title'));
    await page.keyboard.type('By hand');
    await page.keyboard.press('Enter');
    await page.keyboard.type('No mouse was needed.');
    await page.getByText(words('notes:save.saved')).waitFor();
  });

  test('the listener signs in', async () => {
    const { page } = listener;
    await enter(page, words('account:place'));
    await enter(page, words('account:signIn.open'));
    await tabTo(page, words('account:signIn.name'));
    await page.keyboard.type('quietOlive');
    await tabTo(page, words('account:password'));
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('@quietOlive').first().waitFor();
    // Whoever came in begins at the top, where it says who they are (WCAG 2.4.3).
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  test('asking, with the gate on the way', async () => {
    const { page } = seeker;
    await enter(page, new RegExp(`^${words('talk:place')}`));
    await enter(page, words('talk:ask'));
    await page.getByRole('dialog').waitFor();
    await tick(page, words('gate:age.adult'));
    await enter(page, words('gate:next'));
    await enter(page, words('gate:certify.yes'));
    await tick(page, words('gate:agree.member'));
    await tick(page, words('gate:agree.privacy'));
    await enter(page, words('gate:agree.finish'));
    await page.getByText(words('talk:waiting.next')).waitFor();
  });

  test('taking, talking, ending', async () => {
    await enter(listener.page, new RegExp(`^${words('listen:place')}`));
    await enter(listener.page, new RegExp(words('listen:takeFrom', { name: '' })));
    const listenerBox = listener.page.getByRole('textbox', { name: /Message to @/ });
    await listenerBox.waitFor();
    await tabTo(listener.page, /Message to @/);
    await listener.page.keyboard.type('Hello, I am glad you came.');
    await listener.page.keyboard.press('Enter');
    await enter(seeker.page, words('talk:opened.go'));
    await hears(seeker.page, ['Hello, I am glad you came.']);
    await tabTo(seeker.page, /Message to @/);
    await seeker.page.keyboard.type('Thank you.');
    await seeker.page.keyboard.press('Enter');
    await hears(listener.page, ['Hello, I am glad you came.', 'Thank you.']);

    await enter(listener.page, words('chats:menu.label'));
    const end = listener.page.getByRole('menuitem', { name: words('chats:menu.end') });
    await expect.poll(() => end.evaluate((item) => item === document.activeElement)).toBe(true);
    await listener.page.keyboard.press('Enter');
    const dialog = listener.page.getByRole('dialog');
    await dialog.waitFor();
    await enter(listener.page, words('chats:end.confirm'));
    await seeker.page.getByText(words('chats:after.ended'), { exact: true }).waitFor();
  });
});
