import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, becomeListener, button, goTo, meet } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import { enter, tabTo } from './harness/keyboard.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const DAY_MS = 86_400_000;
/** A busy machine may take longer than a poll waits by itself. */
const SOON = { timeout: 15_000 };
const TEMPLATE = 'Three good small things';

/** A day of somebody's journal, by the keyboard alone and with no network: nothing of it needs a relay (F094, F229). */
describe('a journal by the keyboard alone', () => {
  let house: House;
  let writer: Person;

  beforeAll(async () => {
    house = await openHouse();
    writer = await house.person('writer');
    await writer.page.getByRole('heading', { level: 1 }).waitFor();
    await writer.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await house.stopRelay();
    writer.network.cut();
  });
  afterAll(() => house.close());

  const focusedName = (): Promise<string> =>
    writer.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

  test('a note from a template, and two tags', async () => {
    const { page } = writer;
    await enter(page, words('notes:place'));
    await enter(page, words('journal:ways.begin'));
    await page.getByText(TEMPLATE).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await enter(page, new RegExp(`^${TEMPLATE}`));
    await expect.poll(() => page.getByLabel(words('notes:title')).inputValue(), SOON).toBe(TEMPLATE);
    for (const tag of ['good minutes', 'rain']) {
      await tabTo(page, words('journal:tags.add'));
      await page.keyboard.type(tag);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: words('journal:tags.takeOff', { tag }) }).waitFor();
    }
    await page.keyboard.type('Rain');
    await page.keyboard.press('Enter');
    await page.getByText(words('journal:tags.fault.there-already')).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('a mark of mood, and its chart with the same in words', async () => {
    const { page } = writer;
    await enter(page, words('growth:place'));
    await enter(page, words('moods:place'));
    await tabTo(page, words('moods:mood.1'));
    for (let step = 1; step < 4; step += 1) await page.keyboard.press('ArrowDown');
    await tabTo(page, words('moods:askWords'));
    await page.keyboard.type('the kettle sang');
    await enter(page, words('moods:keep'));
    await page.getByText('the kettle sang').waitFor();
    await page.getByRole('img', { name: new RegExp(words('moods:chart.mood')) }).first().waitFor();
    await enter(page, words('moods:table.open'));
    await page.getByRole('cell', { name: words('moods:mood.4'), exact: true }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('the calendar: today holds both, the arrow keys go from day to day and from month to month', async () => {
    const { page } = writer;
    await enter(page, words('notes:place'));
    await enter(page, words('journal:ways.calendar'));
    const today = /1 note, 1 mark of mood$/;
    await page.getByRole('button', { name: today }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await tabTo(page, today);
    await page.keyboard.press('ArrowLeft');
    expect(await focusedName()).not.toMatch(today);
    await page.getByText(words('journal:calendar.nothing')).waitFor();
    const month = await page.getByRole('grid').getAttribute('aria-label');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageDown');
    await expect.poll(() => page.getByRole('grid').getAttribute('aria-label'), SOON).not.toBe(month);
    await enter(page, words('journal:calendar.today'));
    await tabTo(page, today);
    await page.getByText('the kettle sang').waitFor();
    await page.getByRole('link', { name: new RegExp(TEMPLATE) }).waitFor();
  });

  test('a search shows the line in which the word stands; a tag finds its notes too', async () => {
    const { page } = writer;
    await enter(page, words('notes:place'));
    await tabTo(page, words('notes:search'));
    await page.keyboard.type('ARGUE');
    await expect.poll(() => page.locator('mark').allTextContents(), SOON).toEqual(['argue']);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('minutes');
    await page.getByRole('link', { name: new RegExp(`${TEMPLATE}.*good minutes`, 's') }).waitFor();
  });

  test('into the bin, and back with everything that hung on it', async () => {
    const { page } = writer;
    await enter(page, new RegExp(`^${TEMPLATE}`));
    await page.getByLabel(words('notes:title')).waitFor();
    await enter(page, words('notes:toBin'));
    await page.getByText(words('notes:binned')).first().waitFor();
    await enter(page, words('notes:bin.title'));
    await page.getByText(words('journal:bin.daysLeft_other', { count: 30 })).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await enter(page, words('journal:bin.restoreThis', { name: TEMPLATE }));
    await page.getByText(words('notes:bin.empty')).waitFor();
    await enter(page, words('notes:back'));
    await page.getByRole('link', { name: new RegExp(`${TEMPLATE}.*good minutes.*rain`, 's') }).waitFor();
  });

  test('what has lain in the bin for thirty days is gone at the next start, and not a day before', async () => {
    const { page } = writer;
    const put = Date.now();
    await page.getByRole('link', { name: new RegExp(TEMPLATE) }).click();
    await button(page, 'notes:toBin').click();
    await page.getByText(words('notes:binned')).first().waitFor();
    const laterAt = async (atMs: number): Promise<void> => {
      await page.clock.setSystemTime(atMs);
      await page.goto('about:blank');
      await page.goto(`${writer.address}#/notes/bin`);
    };
    await laterAt(put + 29 * DAY_MS);
    await page.getByText(words('journal:bin.daysLeft_one', { count: 1 })).waitFor();
    await laterAt(put + 31 * DAY_MS);
    await page.getByText(words('notes:bin.empty')).waitFor();
    expect(writer.complaints).toEqual([]);
  });
});

/** Notes about people: found from the chat, and never part of a readable file (F095). */
describe('notes about somebody', () => {
  let house: House;
  let seeker: Person;
  let listener: Person;

  beforeAll(async () => {
    house = await openHouse();
    [seeker, listener] = await Promise.all([house.person('seeker'), house.person('listener')]);
    await becomeListener(house, listener, 'quietOlive');
    await askForChat(seeker.page);
    await meet(seeker.page, listener.page);
  });
  afterAll(() => house.close());

  test('from the chat to the notes about whom it is with, by one click, and back by one', async () => {
    const { page } = listener;
    await page.getByRole('link', { name: /^Your notes about @/ }).click();
    await page.getByRole('heading', { level: 1, name: /^Notes about @/ }).waitFor();
    await button(page, 'journal:about.new').click();
    await page.getByLabel(words('notes:title')).fill('They laughed today');
    await page.getByText(words('notes:save.saved')).waitFor();
    await page.getByRole('link', { name: /They laughed today/ }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('link', { name: words('journal:about.backToChat') }).click();
    await page.getByRole('textbox', { name: /Message to @/ }).waitFor();
  });

  test('F181: it stands under "My members"', async () => {
    const { page } = listener;
    await goTo(page, 'notes:place');
    await page.getByRole('navigation', { name: words('journal:ways.label') }).getByRole('link', { name: words('journal:ways.people') }).click();
    await page.getByRole('heading', { name: words('journal:people.members') }).waitFor();
    await page.getByRole('link', { name: /1 note$/ }).click();
    await page.getByRole('link', { name: /They laughed today/ }).waitFor();
  });

  test('F095: a listener can take along their own journal, and nothing about anybody else', async () => {
    const { page } = listener;
    await page.goto(`${listener.address}#/notes/export`);
    await page.getByText(words('journal:export.aboutOthers_one', { count: 1 })).waitFor();
    expect(await page.getByText('They laughed today').count()).toBe(0);
    await goTo(page, 'notes:place');
    await button(page, 'notes:new').first().click();
    await page.getByLabel(words('notes:title')).fill('My own evening');
    await page.getByText(words('notes:save.saved')).waitFor();
    await page.goto(`${listener.address}#/notes/export`);
    await page.getByRole('checkbox', { name: 'My own evening' }).check();
    await button(page, 'journal:export.write').click();
    await page.getByText(words('journal:export.fault.nobodyElse')).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('checkbox', { name: words('journal:export.nobodyElse') }).check();
    await page.getByRole('checkbox', { name: words('journal:export.understood') }).check();
    await button(page, 'journal:export.write').click();
    await page.getByText(words('journal:export.done_one', { count: 1 })).waitFor();
  });
});
