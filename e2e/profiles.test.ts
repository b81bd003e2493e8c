import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, becomeListener, button, goTo, goToYou, hears, meet, openChatWith, say } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import { enter, tabTo } from './harness/keyboard.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const LISTENER = 'quietOlive';
const BIO = 'Tea, long walks, and time to hear you out.';
const NOTE = 'Walking by the sea. Others are here for you.';

/** F023, F029, F040, F077, F159, F164: who is here, and who is not to be seen. */
describe('people: a listener is found, steps away, and comes back', () => {
  let house: House;
  let listener: Person;
  let seeker: Person;

  beforeAll(async () => {
    house = await openHouse();
    const people = Promise.all([house.person('listener'), house.person('seeker')]);
    const other = house.admin('listener', 'mildPlum', '--password', 'seven quiet kettles singing', '--consented');
    [[listener, seeker]] = await Promise.all([people, other]);
    await becomeListener(house, listener, LISTENER);
  });
  afterAll(() => house.close());

  test('F077, F029: a listener writes a profile; what leads outside is held back with a word', async () => {
    const { page } = listener;
    await goToYou(page, 'profile');
    const own = page.getByRole('textbox', { name: new RegExp(words('people:own.bio')) });
    await own.fill('Write to me at quiet@example.org');
    await page.getByText(words('people:contact.email')).waitFor();
    await own.fill(BIO);
    await page.getByText(words('topics:grief'), { exact: true }).click();
    await button(page, 'people:own.save').click();
    await page.getByText(words('people:own.saved')).waitFor();
    await shoot(page, 'people-own');
  });

  test('F159: says by hand that she is here, by keyboard', async () => {
    const { page } = listener;
    await goTo(page, 'listen:place');
    await page.getByRole('radio', { name: words('people:status.offline') }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText(words('people:status.means.online')).waitFor();
  });

  test('F040: a seeker finds her by topic, and reads her page', async () => {
    const { page } = seeker;
    await goTo(page, 'people:place');
    await page.getByRole('link', { name: /@mildPlum/ }).waitFor();
    await page.getByLabel(words('people:filters.topic')).selectOption('grief');
    await expect.poll(() => page.getByRole('link', { name: /@mildPlum/ }).count()).toBe(0);
    await page.getByRole('link', { name: new RegExp(`@${LISTENER}\\s*${words('people:status.online')}`) }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByLabel(words('people:filters.name')).focus();
    await enter(page, new RegExp(`@${LISTENER}`));
    await page.getByText(BIO).waitFor();
    await page.getByRole('link', { name: words('people:ask.go') }).waitFor();
    await shoot(page, 'people-profile');
    // No name in the window's title: it stands in other people's sight.
    expect(await page.title()).not.toContain(LISTENER);
  });

  test('promise 1: without a network the directory shows whom it saw, by the same conditions', async () => {
    const { page, network } = seeker;
    network.cut();
    await goTo(page, 'people:place');
    await page.getByText(words('people:offline')).waitFor();
    await page.getByLabel(words('people:filters.topic')).selectOption('grief');
    const found = page.getByRole('link', { name: new RegExp(`@${LISTENER}`) });
    await found.waitFor();
    expect(await page.getByRole('link', { name: /@mildPlum/ }).count()).toBe(0);
    await found.click();
    await page.getByText(BIO).waitFor();
    await page.getByText(words('people:profile.kept')).waitFor();
    network.restore();
  });

  test('F023: the page is there for every browser, and says nothing of somebody who is not shown', async () => {
    const asked = async (name: string) => {
      const response = await fetch(`http://127.0.0.1:${house.port}/@${name}`);
      return { status: response.status, text: await response.text() };
    };
    const shown = await asked(LISTENER);
    expect([shown.status, shown.text.includes(BIO), shown.text.includes(words('topics:grief'))]).toEqual([200, true, true]);
    expect((await asked('nobodyAtAll')).status).toBe(404);
  });

  test('F164: a hidden break takes page, place and name away, and one press brings all of it back', async () => {
    await askForChat(seeker.page);
    await meet(seeker.page, listener.page);
    await say(listener.page, 'Hello, I am here.');
    await hears(seeker.page, ['Hello, I am here.']);
    await takeBreak(listener.page);
    // What was read out before it began stays said; whatever shows a name shows it no more.
    const name = seeker.page.locator('bdi').filter({ hasText: `@${LISTENER}` });
    await expect.poll(() => name.count(), { timeout: 15_000 }).toBe(0);
    await seeker.page.getByText(words('people:unknown')).first().waitFor();
    await goTo(seeker.page, 'people:place');
    await seeker.page.getByRole('link', { name: /@mildPlum/ }).waitFor();
    await seeker.page.getByLabel(words('people:filters.name')).fill(LISTENER);
    await seeker.page.getByText(words('people:nobody.title')).waitFor();
    await seeker.page.getByRole('link', { name: words('people:openPage', { name: LISTENER }) }).click();
    await seeker.page.getByText(words('people:profile.nobody.title')).waitFor();
    await goTo(listener.page, 'listen:place');
    await listener.page.getByText(words('people:break.hidden.now')).first().waitFor();
    await shoot(listener.page, 'people-break');
    await button(listener.page, 'people:break.end').click();
    await listener.page.getByRole('radio', { name: words('people:status.online') }).waitFor();
    await openChatWith(seeker.page, LISTENER);
  });

  test('F165: a said break stands where one writes to her, with its day and words, and goes with her return', async () => {
    const [mine, hers] = [seeker.page, listener.page];
    await openChatWith(mine, LISTENER);
    expect(await mine.getByText(NOTE).count()).toBe(0);
    const back = await sayBreak(hers);
    const day = await mine.evaluate((text) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long' }).format(new Date(`${text}T00:00:00`)), back);
    // Her page: visible, with the day and the words, and without a button for a chat.
    await goTo(mine, 'people:place');
    await mine.getByRole('link', { name: new RegExp(words('people:onBreakUntil', { day })) }).click();
    await mine.getByText(NOTE).waitFor();
    for (const kind of ['ask', 'message'] as const) expect(await mine.getByRole('button', { name: words(`starts:${kind}.goTo`, { name: LISTENER }) }).count()).toBe(0);
    // The chat that is open stays so, and says it before anything is written.
    await openChatWith(mine, LISTENER);
    // A reader of the screen is told it as well, once.
    await mine.getByText(words('people:break.theirs.until', { name: LISTENER, day })).first().waitFor();
    await mine.getByText(NOTE).waitFor();
    expect(await accessibilityFindings(mine)).toEqual([]);
    await mine.setViewportSize({ width: 360, height: 740 });
    expect(await overflowsSideways(mine)).toBe(false);
    await shoot(mine, 'people-break-in-chat');
    await mine.setViewportSize({ width: 1_280, height: 860 });
    await say(mine, 'Rest well.');
    await goTo(hers, 'listen:place');
    await button(hers, 'people:break.end').click();
    await hers.getByRole('radio', { name: words('people:status.online') }).waitFor();
    await goTo(mine, 'people:place');
    await openChatWith(mine, LISTENER);
    await mine.getByText(NOTE).waitFor({ state: 'detached' });
    await openChatWith(hers, '');
    await hears(hers, ['Hello, I am here.', 'Rest well.']);
  });

  test('nothing hangs over on a narrow screen, and nothing went wrong by itself', async () => {
    const { page } = seeker;
    await page.setViewportSize({ width: 360, height: 740 });
    for (const place of ['/people', `/@${LISTENER}`]) {
      await page.evaluate((path) => { window.location.hash = `#${path}`; }, place);
      await page.getByText(`@${LISTENER}`).first().waitFor();
      expect([place, await overflowsSideways(page)]).toEqual([place, false]);
      await showIn(page, 'dark');
      await shoot(page, `people-narrow-dark${place.replace(/\W/g, '-')}`);
      await showIn(page, 'light');
    }
    expect(await accessibilityFindings(page)).toEqual([]);
    expect([...listener.complaints, ...seeker.complaints]).toEqual([]);
  });
});

/** By the keyboard, from the switch under one's profile to the end of the dialog. */
async function takeBreak(page: Page): Promise<void> {
  await goToYou(page, 'profile');
  await button(page, 'people:break.take').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: words('people:break.hidden.label') }).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await shoot(page, 'people-break-dialog');
  await dialog.getByRole('radio', { name: words('people:break.stated.label') }).focus();
  await page.keyboard.press('ArrowDown');
  await tabTo(page, words('people:break.confirm'));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(words('people:break.hidden.now')).first().waitFor();
}

/** Back in three weeks; gives the day as it was typed. */
async function sayBreak(page: Page): Promise<string> {
  await goToYou(page, 'profile');
  await button(page, 'people:break.take').click();
  const dialog = page.getByRole('dialog');
  const back = await page.evaluate(() => {
    const date = new Date(Date.now() + 21 * 86_400_000);
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  });
  await dialog.getByLabel(words('people:break.day')).fill(back);
  await dialog.getByLabel(words('people:break.note')).fill(NOTE);
  await button(dialog, 'people:break.confirm').click();
  await dialog.waitFor({ state: 'detached' });
  return back;
}
