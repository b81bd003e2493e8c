import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, becomeListener, becomeMember, sayHow } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { outOfReach } from './harness/reach.ts';
import { accessibilityFindings, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

/** Spanish words are longer than English ones: a window of 1280 by 1024 at 400 %, and a wide one. */
const VIEWS = [
  { name: '320', width: 320, height: 256, scheme: 'dark' },
  { name: '1440', width: 1_440, height: 900, scheme: 'light' },
] as const;
/** Where a wide window has room enough: the long words show near. */
const NEAR = VIEWS.slice(0, 1);

describe('F004: people, and where one stands, in Spanish', () => {
  let house: House;
  let teen: Person;
  let listener: Person;
  let other: Person;
  let guest: Person;

  beforeAll(async () => {
    house = await openHouse();
    [teen, listener, other, guest] = await Promise.all([house.person('teen'), house.person('listener'), house.person('other'), house.person('guest')]);
    await becomeListener(house, other, 'quietOlive');
    await becomeListener(house, listener, 'wideMMMMwideMMMMwide');
    await sayHow(other.page, 'online');
    await askForChat(teen.page, 'teen');
    await becomeMember(teen.page, 'warmKettle');
    await house.admin('role', 'give', 'admin', 'quietOlive', '--reason', 'cuida de la casa');
    await Promise.all([teen, listener, other, guest].map(({ page }) => speakSpanish(page)));
  });
  afterAll(() => house.close());

  async function look(page: Page, name: string, views: readonly (typeof VIEWS)[number][] = VIEWS): Promise<void> {
    const findings: string[] = [];
    for (const { name: view, width, height, scheme } of views) {
      await page.setViewportSize({ width, height });
      await showIn(page, scheme);
      // Polled, since the rail moves a moment after the window.
      await expect.poll(() => outOfReach(page), { message: `${name} ${view}`, timeout: 5_000 }).toEqual([]);
      await shoot(page, `es-${name}-${view}`);
      findings.push(...(await accessibilityFindings(page)).map((finding) => `${view}: ${finding}`));
    }
    expect(findings).toEqual([]);
  }

  test.each([
    ['people', '/people'], ['talk', '/talk'], ['you', '/you'], ['profile', '/you/profile'], ['standing', '/you/standing'], ['about', '/about'],
  ])('a member of 13 to 17: %s', async (name, route) => {
    await at(teen, route);
    await look(teen.page, name);
  });

  test.each([
    ['team', '/team', 'team:lead'], ['therapists', '/people/therapists', 'therapists:lead'], ['guidelines', '/guidelines', 'gate:guidelines.title'],
    ['learn', '/learn', 'course:lead'], ['lesson', '/learn/lessons/being-there', 'course:lesson.next'],
  ])('the same, near: %s', async (name, route, shown) => {
    await at(teen, route);
    await teen.page.getByRole('main').getByText(words(shown, {}, 'es')).first().waitFor();
    await look(teen.page, name, NEAR);
  });

  test.each([['queue', '/listen'], ['another', '/@quietOlive']])('a listener: %s', async (name, route) => {
    await at(listener, route);
    await look(listener.page, `listener-${name}`);
  });

  test('the gate: an age, and the agreements', async () => {
    const { page } = guest;
    await at(guest, '/talk');
    await page.getByRole('button', { name: words('talk:ask', {}, 'es') }).click();
    const gate = page.getByRole('dialog');
    await gate.getByRole('radio', { name: words('gate:age.teen', {}, 'es') }).check();
    await gate.getByRole('checkbox', { name: words('gate:age.parental', {}, 'es') }).check();
    await look(page, 'gate-age', NEAR);
    await gate.getByRole('button', { name: words('gate:next', {}, 'es') }).click();
    await gate.getByRole('button', { name: words('gate:certify.yes', {}, 'es') }).click();
    await gate.getByRole('checkbox', { name: words('gate:agree.member', {}, 'es') }).waitFor();
    await look(page, 'gate-agreements', NEAR);
  });

  test.each(['restrictions', 'applications', 'therapists', 'ages', 'roles', 'agreements', 'audit', 'relay'] as const)('keeping the house: %s', async (part) => {
    await at(other, `/house/${part}`);
    await other.page.getByRole('region', { name: words(`house:part.${part}`, {}, 'es'), exact: true }).waitFor();
    await look(other.page, `house-${part}`, NEAR);
  });

  test('F036: a listener asks another, and is told to leave the third person out', async () => {
    await at(listener, '/@quietOlive');
    await listener.page.getByRole('button', { name: words('starts:ask.goTo', { name: 'quietOlive' }, 'es') }).click();
    const sheet = listener.page.getByRole('dialog');
    await sheet.getByText(words('starts:thirdPerson', {}, 'es')).waitFor();
    await look(listener.page, 'ask-sheet');
  });
});

async function at({ page, address }: Person, route: string): Promise<void> {
  await page.goto(`${address}#${route}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

async function speakSpanish(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem('samovar.language', 'es'));
  await page.reload();
  await page.getByRole('link', { name: words('account:place', {}, 'es') }).first().waitFor();
}
