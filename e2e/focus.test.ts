import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, becomeListener, button, goTo, say, writeNote } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { focused } from './harness/reach.ts';
import { words } from './harness/texts.ts';

const SOON = { timeout: 10_000 };

/** Where the focus is after each thing that takes away what had it (WCAG 2.4.3), and what is said aloud (4.1.3). */
describe('whoever hears the page is never lost on it', () => {
  let house: House;
  let seeker: Person;
  let listener: Person;
  const focusOf = (person: Person) => () => focused(person.page);
  const spoken = (person: Person) => async () => (await person.page.locator('[aria-live=polite]').allTextContents()).join('\n');

  beforeAll(async () => {
    house = await openHouse();
    [seeker, listener] = await Promise.all([house.person('seeker'), house.person('listener')]);
    await becomeListener(house, listener, 'quietOlive');
  });
  afterAll(() => house.close());

  test('a new screen begins at its heading, by the rail and by the palette', async () => {
    const { page } = seeker;
    await goTo(page, 'notes:place');
    await expect.poll(focusOf(seeker), SOON).toBe(`H1 ${words('notes:place')}`);
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: words('app:search.label') }).fill(words('account:place'));
    await page.keyboard.press('Enter');
    await expect.poll(focusOf(seeker), SOON).toBe(`H1 ${words('account:place')}`);
  });

  test('turning back from the palette leads back to where one was', async () => {
    const { page } = seeker;
    await button(page, 'account:signIn.open').focus();
    await page.keyboard.press('Control+k');
    await expect.poll(focusOf(seeker), SOON).toContain(words('app:search.label'));
    await page.keyboard.press('Escape');
    await expect.poll(focusOf(seeker), SOON).toBe(`BUTTON ${words('account:signIn.open')}`);
  });

  test('a note put away, and one erased', async () => {
    const { page } = seeker;
    await writeNote(page, 'One', 'to be put away');
    await button(page, 'notes:toBin').press('Enter');
    await expect.poll(focusOf(seeker), SOON).toBe(`H1 ${words('notes:place')}`);
    await expect.poll(spoken(seeker), SOON).toContain(words('notes:binned'));
    await page.getByRole('link', { name: words('notes:bin.title') }).press('Enter');
    await expect.poll(focusOf(seeker), SOON).toBe(`H1 ${words('notes:bin.title')}`);
    await page.getByRole('button', { name: words('notes:bin.erase') }).press('Enter');
    await button(page, 'notes:bin.eraseForGood').press('Enter');
    await expect.poll(focusOf(seeker), SOON).toBe(`H1 ${words('notes:bin.title')}`);
  });

  test('waiting, and a listener who comes while one writes elsewhere', async () => {
    await askForChat(seeker.page);
    await expect.poll(focusOf(seeker), SOON).toBe(`H2 ${words('talk:waiting.title')}`);
    await goTo(seeker.page, 'notes:place');
    await goTo(listener.page, 'listen:place');
    await listener.page.getByRole('button', { name: new RegExp(words('listen:takeFrom', { name: '' })) }).press('Enter');
    await expect.poll(focusOf(listener), SOON).toContain('TEXTAREA Message to @');
    await expect.poll(spoken(seeker), SOON).toContain(words('talk:opened.title', { name: 'quietOlive' }));
  });

  test('words that come while one is elsewhere are told once, without the words', async () => {
    await say(listener.page, 'Something private');
    await expect.poll(spoken(seeker), SOON).toContain(words('chats:announceElsewhere', { name: 'quietOlive' }));
    expect((await seeker.page.locator('[aria-live=polite]').allTextContents()).join()).not.toContain('private');
  });

  test('the button that sends leaves the focus in the box; the end is told on both sides', async () => {
    await goTo(seeker.page, 'chats:place');
    await seeker.page.getByRole('textbox', { name: /Message to @/ }).fill('Thank you');
    await button(seeker.page, 'chats:composer.send').click();
    await expect.poll(focusOf(seeker), SOON).toContain('TEXTAREA Message to @');
    const toTheEnd = async (): Promise<void> => {
      await button(seeker.page, 'chats:menu.label').press('Enter');
      await seeker.page.getByRole('menuitem', { name: words('chats:menu.end') }).press('Enter');
    };
    await toTheEnd();
    await seeker.page.getByRole('dialog').waitFor();
    await seeker.page.keyboard.press('Escape');
    await expect.poll(focusOf(seeker), SOON).toBe(`BUTTON ${words('chats:menu.label')}`);
    await toTheEnd();
    await button(seeker.page, 'chats:end.confirm').press('Enter');
    await expect.poll(focusOf(seeker), SOON).toBe('H2 @quietOlive');
    await expect.poll(spoken(seeker), SOON).toContain(`@quietOlive: ${words('chats:after.ended')}`);
    await expect.poll(focusOf(listener), SOON).toContain('H2 @');
  });

  test('a form that was not right leads to the field, and says why', async () => {
    const { page } = seeker;
    await goTo(page, 'account:place');
    await button(page, 'account:member.open').press('Enter');
    await expect.poll(focusOf(seeker), SOON).toBe(`H2 ${words('account:member.title')}`);
    await button(page, 'account:member.submit').press('Enter');
    const field = page.getByLabel(words('account:password'), { exact: true });
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const told = await field.evaluate((element) =>
      (element.getAttribute('aria-describedby') ?? '').split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(),
    );
    expect(told).toContain(words('problems:password-too-short'));
  });
});
