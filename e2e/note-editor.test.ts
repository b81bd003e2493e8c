import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, goTo, writeNote } from './harness/acts.ts';
import { filesThatHold } from './harness/bytes.ts';
import { openHouse, type House } from './harness/house.ts';
import { tabTo } from './harness/keyboard.ts';
import { noteBody, noteText } from './harness/note-text.ts';
import type { Person } from './harness/person.ts';
import { outOfReach } from './harness/reach.ts';
import { accessibilityFindings, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

/** F094: a note is plain text that looks rich, by hand and by keyboard; what was is not lost. */
describe('writing a note', () => {
  const canary = 'Marshlantern-unlikely-words-7702';
  let house: House;
  let writer: Person;
  const saved = () => writer.page.getByText(words('notes:save.saved')).waitFor();
  const openNote = async (title: string): Promise<void> => {
    await goTo(writer.page, 'notes:place');
    await writer.page.getByRole('main').getByRole('link', { name: new RegExp(`^${title}`) }).first().click();
    // Another note may still be on screen for a moment: keys would go into that one.
    await expect.poll(() => writer.page.getByLabel(words('notes:title')).inputValue()).toBe(title);
    await noteBody(writer.page).waitFor();
  };

  beforeAll(async () => {
    house = await openHouse();
    writer = await house.person('writer');
    await writer.page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
    await writeNote(writer.page, 'A day by the sea', 'Wind.');
  });
  afterAll(() => house.close());

  test('with the keyboard alone: headings, lists that go on, boxes, and nothing but plain text on disk', async () => {
    const { page } = writer;
    await goTo(page, 'notes:place');
    await button(page, 'notes:new').first().click();
    await page.locator(`input[aria-label="${words('notes:title')}"]:focus`).waitFor();
    await page.keyboard.type('Tuesday');
    await page.keyboard.press('Enter');
    await page.keyboard.type('# Morning\n- tea\nporridge\n\nA **good** start.\n[ ] call home\nwater the plants\n\n> It will pass.\n\n');
    await page.keyboard.type(canary);
    await saved();
    expect(await noteText(page)).toBe(
      `# Morning\n- tea\n- porridge\nA **good** start.\n[ ] call home\n[ ] water the plants\n> It will pass.\n${canary}`,
    );
  });

  test('a box is reached with Tab, ticked with Space, spoken with its words, and keeps the focus', async () => {
    const { page } = writer;
    await tabTo(page, 'call home');
    await page.keyboard.press('Space');
    const box = page.getByRole('checkbox', { name: 'call home' });
    expect(await box.isChecked()).toBe(true);
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await noteText(page)).toContain('[x] call home');
    await page.getByRole('checkbox', { name: 'water the plants' }).click();
    expect(await noteText(page)).toContain('[x] water the plants');
  });

  test('Ctrl+Enter ticks the box of the line one writes in, and the buttons say how its words look', async () => {
    const { page } = writer;
    await noteBody(page).getByText('Morning').click();
    await expect.poll(() => button(page, 'editor:tool.heading').getAttribute('aria-pressed')).toBe('true');
    for (let down = 0; down < 4; down += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    expect(await noteText(page)).toContain('[ ] call home');
    await expect.poll(() => button(page, 'editor:tool.task').getAttribute('aria-pressed')).toBe('true');
  });

  test('a button changes the line and gives the focus back; one stop for Tab, the arrows within', async () => {
    const { page } = writer;
    await noteBody(page).press('Control+End');
    await button(page, 'editor:tool.quote').click();
    await page.keyboard.type('!');
    expect(await noteText(page)).toMatch(new RegExp(`> ${canary}!$`));
    await page.keyboard.press('Shift+Tab');
    const stop = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await stop()).toBe(words('editor:tool.quote'));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    expect(await stop()).toBe(words('editor:tool.subheading'));
    await button(page, 'editor:help.open').click();
    await page.getByText(words('editor:help.lead')).waitFor();
    await button(page, 'editor:help.open').click();
  });

  test('[[ offers titles; the link leads there, and one that leads nowhere begins the note', async () => {
    const { page } = writer;
    await noteBody(page).press('Control+End');
    await page.keyboard.type('\n\nLike [[sea');
    await page.getByRole('option', { name: 'A day by the sea' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' and [[Summer]]');
    await saved();
    expect(await noteText(page)).toMatch(/Like \[\[A day by the sea\]\] and \[\[Summer\]\]$/);
    await page.getByLabel(words('notes:title')).click();
    await page.getByRole('link', { name: 'A day by the sea', exact: true }).click();
    await expect.poll(() => noteText(page)).toBe('Wind.');
    await openNote('Tuesday');
    await page.getByRole('button', { name: words('editor:beginNote', { title: 'Summer' }) }).click();
    await expect.poll(() => page.getByLabel(words('notes:title')).inputValue()).toBe('Summer');
    // A new title takes the links in other notes along.
    await page.getByLabel(words('notes:title')).fill('August');
    await page.keyboard.press('Enter');
    await openNote('Tuesday');
    await expect.poll(() => noteText(page)).toMatch(/Like \[\[A day by the sea\]\] and \[\[August\]\]$/);
  });

  test('undo goes back past a kill -9: what was undone before it was closed comes back after', async () => {
    await openNote('A day by the sea');
    await noteBody(writer.page).press('Control+End');
    await writer.page.keyboard.type(' And light.');
    await saved();
    await openNote('Tuesday');
    await expect.poll(() => noteText(writer.page)).toContain('Morning');
    await writer.crash();
    await writer.reopen();
    const { page } = writer;
    await openNote('A day by the sea');
    await noteBody(page).press('Control+z');
    await expect.poll(() => noteText(page)).toBe('Wind.');
    await noteBody(page).press('Control+Shift+KeyZ');
    await expect.poll(() => noteText(page)).toBe('Wind. And light.');
  });

  test('an earlier version, what changed since, and the way back, which Undo takes back', async () => {
    const { page } = writer;
    await openNote('Tuesday');
    const before = await noteText(page);
    await noteBody(page).press('Control+a');
    await page.keyboard.type('All gone');
    await saved();
    await button(page, 'editor:history.open').click();
    const history = page.getByRole('dialog');
    await history.getByText(canary).first().waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await button(history, 'editor:history.restore').click();
    await history.waitFor({ state: 'detached' });
    expect(await noteText(page)).toBe(before);
    await saved();
    await button(page, 'editor:tool.undo').click();
    expect(await noteText(page)).toBe('All gone');
    await button(page, 'editor:tool.redo').click();
    await saved();
  });

  test.each([[360, 740, 'dark'], [1_440, 900, 'light']] as const)('%i wide: axe finds nothing, and everything is in reach', async (width, height, scheme) => {
    const { page } = writer;
    await showIn(page, scheme);
    await page.setViewportSize({ width, height });
    await noteBody(page).waitFor();
    await button(page, 'editor:help.open').click();
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(await outOfReach(page)).toEqual([]);
    await shoot(page, `note-rich-${width}-${scheme}`);
    await button(page, 'editor:history.open').click();
    await page.getByRole('dialog').getByText(words('editor:history.changed')).first().waitFor();
    await shoot(page, `note-history-${width}-${scheme}`);
    await page.keyboard.press('Escape');
  });

  test('F4: nothing of it is readable in the profile, while it runs and after it ended', async () => {
    for (const text of [canary, 'water the plants', 'A day by the sea']) expect(filesThatHold(writer.profileFolder, text)).toEqual([]);
    expect(writer.complaints).toEqual([]);
    await writer.crash();
    for (const text of [canary, 'water the plants', 'A day by the sea']) expect(filesThatHold(writer.profileFolder, text)).toEqual([]);
  });
});
