import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, becomeListener, button, goTo, hears, meet, say } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { outOfReach } from './harness/reach.ts';
import { words } from './harness/texts.ts';

const HEBREW = 'שלום (abc), מה נשמע?';

/** The look in a script from right to left (F222). No such locale is on board yet: the document's direction stands for it. */
describe('from right to left', () => {
  let house: House;
  let seeker: Person;
  let listener: Person;

  beforeAll(async () => {
    house = await openHouse();
    [seeker, listener] = await Promise.all([house.person('seeker'), house.person('listener')]);
    await becomeListener(house, listener, 'quietOlive');
  });
  afterAll(() => house.close());

  /** Wide and narrow, all of it is in reach. */
  async function fits(page: Page): Promise<void> {
    for (const [width, height] of [[1_280, 860], [360, 740]] as const) {
      await page.setViewportSize({ width, height });
      // Polled, since the rail moves a moment after the window.
      await expect.poll(() => outOfReach(page), { timeout: 5_000 }).toEqual([]);
    }
    await page.setViewportSize({ width: 1_280, height: 860 });
  }

  const turn = (page: Page): Promise<void> => page.evaluate(() => void (document.documentElement.dir = 'rtl'));

  test('the gate: nothing is cut off at any of its steps', async () => {
    const { page } = seeker;
    await goTo(page, 'talk:place');
    await button(page, 'talk:ask').click();
    await turn(page);
    const gate = page.getByRole('dialog');
    await gate.getByRole('radio', { name: words('gate:age.teen') }).check();
    await fits(page);
    await button(gate, 'gate:next').waitFor();
    await gate.getByRole('checkbox', { name: words('gate:age.parental') }).check();
    await button(gate, 'gate:next').click();
    await fits(page);
    await button(gate, 'gate:certify.yes').click();
    await gate.getByRole('checkbox', { name: words('gate:agree.member') }).waitFor();
    await fits(page);
    await page.keyboard.press('Escape');
    await gate.waitFor({ state: 'detached' });
    await page.evaluate(() => void (document.documentElement.dir = 'ltr'));
  });

  test('two people talk, in two directions', async () => {
    await askForChat(seeker.page);
    await meet(seeker.page, listener.page);
    await say(listener.page, HEBREW);
    await hears(seeker.page, [HEBREW]);
    await say(seeker.page, 'Left to right, with a sign at the end!');
    for (const { page } of [seeker, listener]) await turn(page);
  });

  test('the rail stands on the right, and one writes from there', async () => {
    const { page } = seeker;
    const rail = await page.getByRole('navigation', { name: words('app:navigation') }).boundingBox();
    expect(rail?.x).toBeGreaterThan(640);
    const box = await page.getByRole('textbox', { name: /Message to @/ }).boundingBox();
    const send = await page.getByRole('button', { name: words('chats:composer.send') }).boundingBox();
    expect(send?.x).toBeLessThan(box?.x ?? 0);
  });

  test('what is typed has the direction of its own letters, line by line', async () => {
    const box = seeker.page.getByRole('textbox', { name: /Message to @/ });
    expect(await box.evaluate((field) => getComputedStyle(field).unicodeBidi)).toBe('plaintext');
  });

  test('pictures with a direction turn round', async () => {
    const icon = seeker.page.getByRole('button', { name: words('chats:composer.send') }).locator('svg');
    expect(await icon.evaluate((svg) => getComputedStyle(svg).transform)).toBe('matrix(-1, 0, 0, 1, 0, 0)');
  });

  test('the sign stands before a name, and each message keeps its own direction', async () => {
    const { page } = seeker;
    const signs = await page.locator('main bdi').evaluateAll((names) =>
      names.map((name) => {
        const text = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
        const all: DOMRect[] = [];
        while (text.nextNode() !== null) {
          for (let at = 0; at < (text.currentNode.textContent ?? '').length; at += 1) {
            const range = document.createRange();
            range.setStart(text.currentNode, at);
            range.setEnd(text.currentNode, at + 1);
            all.push(range.getBoundingClientRect());
          }
        }
        return (all[0]?.left ?? 0) < (all.at(-1)?.left ?? 0);
      }),
    );
    expect(signs.length).toBeGreaterThan(1);
    expect(new Set(signs)).toEqual(new Set([true]));
    const lines = page.getByRole('log').locator('[dir=auto]');
    await expect.poll(() => lines.evaluateAll((all) => all.map((one) => getComputedStyle(one).direction))).toEqual(['rtl', 'ltr']);
  });

  test.each(['/learn', '/learn/lessons/being-there', '/people', '/team', '/@quietOlive', '/you/profile', '/you/devices', '/you/standing'])('%s: neither', async (path) => {
    const { page } = seeker;
    await page.evaluate((to) => void (location.hash = `#${to}`), path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await fits(page);
  });

  test.each([
    ['/learn/listener', 'course:join.notYet'], ['/learn/lessons/hearing', 'course:lesson.next'], ['/guidelines', 'gate:guidelines.title'], ['/people/therapists', 'therapists:lead'],
  ])('%s: nor there', async (path, shown) => {
    const { page } = seeker;
    await page.evaluate((to) => void (location.hash = `#${to}`), path);
    await page.getByRole('main').getByText(words(shown)).first().waitFor();
    await fits(page);
  });

  test.each(['home:place', 'talk:place', 'notes:place', 'account:place', 'chats:place'])('%s: nothing is cut off, narrow or wide', async (place) => {
    const { page } = seeker;
    await goTo(page, place);
    await fits(page);
  });
});
