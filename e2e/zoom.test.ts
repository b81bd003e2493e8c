import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, becomeListener, goTo, meet, passGate, say } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { outOfReach } from './harness/reach.ts';
import { words } from './harness/texts.ts';

/** A window of 1280 by 1024 at 400 %, one of 1280 by 800 at 200 %, and a telephone with its keyboard on the screen. */
const VIEWS = [
  { name: '400 %', width: 320, height: 256 },
  { name: '200 %', width: 640, height: 400 },
  { name: 'a keyboard on the screen', width: 360, height: 400 },
  { name: 'narrow', width: 320, height: 640 },
] as const;

const WIDE = 'wideWWWWwideWWWWwideWWWW';

/** Two lines of what was said are in sight above a full box, even under a name that takes two lines at 400 %. */
const LEAST_LOG_PX = 52;

describe('near and large: everything can be read and pressed (WCAG 1.4.4, 1.4.10)', () => {
  let house: House;
  let seeker: Person;
  let listener: Person;

  beforeAll(async () => {
    house = await openHouse();
    [seeker, listener] = await Promise.all([house.person('seeker'), house.person('listener')]);
    await becomeListener(house, listener, WIDE);
    await house.admin('role', 'give', 'mentor', WIDE, '--reason', 'kind and steady');
  });
  afterAll(() => house.close());

  async function look(page: Page): Promise<void> {
    for (const { name, width, height } of VIEWS) {
      await page.setViewportSize({ width, height });
      // Polled, since the rail moves a moment after the window.
      await expect.poll(() => outOfReach(page), { message: name, timeout: 5_000 }).toEqual([]);
    }
    await page.setViewportSize({ width: 1_280, height: 860 });
  }

  test.each(['/', '/help', '/calm', '/calm/long-exhale', '/growth/meditations/the-wave', '/about', '/guidelines', '/you', '/you/devices', '/notes', '/notes/bin', '/notes/begin', '/notes/calendar', '/growth/moods', '/chats', '/talk', '/growth/guides', '/growth/guides/anxiety', '/growth/questions/panic-or-my-heart', '/people/therapists', '/you/profile', '/you/standing', '/learn'])('%s', async (route) => {
    await seeker.page.goto(`${seeker.address}#${route}`);
    await seeker.page.getByRole('heading', { level: 1 }).first().waitFor();
    await look(seeker.page);
  });

  test.each(['/people', '/team', `/@${WIDE}`])('%s, with the widest name on it', async (route) => {
    await seeker.page.goto(`${seeker.address}#${route}`);
    await seeker.page.getByRole('main').getByText(`@${WIDE}`).first().waitFor();
    await look(seeker.page);
  });

  test.each(['/you', '/you/profile', '/you/standing', '/listen', '/learn'])('%s, of a listener with a role', async (route) => {
    await listener.page.goto(`${listener.address}#${route}`);
    await listener.page.getByRole('heading', { level: 1 }).first().waitFor();
    await look(listener.page);
  });

  test('F023: the page for every browser, without the app', async () => {
    const { page } = listener;
    await page.goto(`${listener.address}@${WIDE}`);
    await page.getByText('On our team').waitFor();
    await look(page);
    await page.goto(listener.address);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
  });

  test('the palette, the gate and a question', async () => {
    const { page } = seeker;
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await look(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await goTo(page, 'talk:place');
    await button(page, 'talk:ask').click();
    await page.getByRole('dialog').waitFor();
    await look(page);
    await passGate(page);
    await look(page);
    await button(page, 'talk:waiting.withdraw').click();
    await page.getByRole('dialog').waitFor();
    await look(page);
    await page.keyboard.press('Escape');
  });

  test('a chat with long words in its box still shows what they answer', async () => {
    await meet(seeker.page, listener.page);
    await say(seeker.page, 'w'.repeat(400));
    await seeker.page.getByRole('textbox', { name: /Message to @/ }).fill('a line\n'.repeat(20));
    for (const { page } of [seeker, listener]) {
      await look(page);
      for (const { width, height } of VIEWS) {
        await page.setViewportSize({ width, height });
        await expect.poll(() => page.getByRole('log').evaluate((log) => log.clientHeight)).toBeGreaterThan(LEAST_LOG_PX);
      }
      await page.setViewportSize({ width: 1_280, height: 860 });
    }
  });

  test('a narrow window keeps what was typed when it turns wide', async () => {
    await seeker.page.setViewportSize({ width: 320, height: 256 });
    expect(await seeker.page.getByRole('textbox', { name: /Message to @/ }).inputValue()).toContain('a line');
    await seeker.page.setViewportSize({ width: 1_280, height: 860 });
    expect(await seeker.page.getByRole('textbox', { name: /Message to @/ }).inputValue()).toContain('a line');
    await seeker.page.getByText(words('chats:composer.guidelines')).first().waitFor();
  });
});
