import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, goTo, hears, passGate, say, signIn } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const PASSWORD = 'seven quiet kettles singing';
const ADMIN = 'warmHearth';
const NAME = 'annaMueller';
const LEGAL = 'Anna Müller-Sánchez';
const NUMBER = 'PSY 77-123';

/** F042–F046: application, approval, an entry, found by a guest, the entry taken, gone. */
describe('therapists', () => {
  let house: House;
  let admin: Person;
  let anna: Person;
  let guest: Person;

  beforeAll(async () => {
    house = await openHouse();
    [admin, anna, guest] = await Promise.all([house.person('admin'), house.person('anna'), house.person('guest')]);
    await house.admin('admin', ADMIN, '--password', PASSWORD);
    await signIn(admin.page, ADMIN, PASSWORD);
  });
  afterAll(() => house.close());

  const see = async (person: Person, name: string): Promise<void> => {
    const { page } = person;
    await showIn(page, 'dark');
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await overflowsSideways(page)).toBe(false);
    await shoot(page, `${name}-360-dark`);
    await page.setViewportSize({ width: 1_440, height: 900 });
    await showIn(page, 'light');
    await shoot(page, name);
    await page.setViewportSize({ width: 1_280, height: 860 });
  };

  test('F042: a new member applies with name and licence', async () => {
    const { page } = anna;
    await goTo(page, 'account:place');
    await button(page, 'account:member.open').click();
    const form = page.locator('form').filter({ has: button(page, 'account:member.submit') });
    await form.getByLabel(words('account:member.name')).fill(NAME);
    await form.getByLabel(words('account:password'), { exact: true }).fill(PASSWORD);
    await button(form, 'account:member.submit').click();
    await page.getByText(words('account:card.member')).first().waitFor();
    await page.evaluate(() => void (location.hash = '#/you/therapist'));
    await button(page, 'gate:invite.start').first().click();
    await passGate(page);
    await page.getByLabel(words('therapists:apply.legalName')).fill(LEGAL);
    await page.getByLabel(words('therapists:apply.country')).selectOption('US');
    await page.getByLabel(words('therapists:apply.number')).fill(NUMBER);
    await page.getByLabel(words('therapists:apply.statement')).fill('Grief, for twenty years.');
    await see(anna, 'therapist-apply');
    await button(page, 'therapists:apply.send').click();
    await page.getByText(words('therapists:apply.waiting')).waitFor();
  });

  test('the admin reads it, approves with a reason, and gives an entry', async () => {
    const { page } = admin;
    await goTo(page, 'house:place');
    await page.getByRole('link', { name: words('house:part.applications') }).click();
    await page.getByText(NUMBER).waitFor();
    await see(admin, 'therapist-application');
    await page.getByRole('button', { name: words('house:actOn', { act: words('house:applications.therapist.grant'), name: NAME }) }).click();
    await page.getByRole('dialog').getByLabel(words('house:reason')).fill('looked up at the board');
    await button(page.getByRole('dialog'), 'house:applications.therapist.grant').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: words('house:part.therapists') }).click();
    await page.getByRole('button', { name: words('house:actOn', { act: words('house:therapists.give.open'), name: NAME }) }).click();
    await page.getByRole('dialog').getByLabel(words('house:reason')).fill('paid for a year');
    await button(page.getByRole('dialog'), 'house:therapists.give.confirm').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await see(admin, 'therapist-kept');
    await goTo(anna.page, 'account:place');
    await anna.page.getByText(words('account:card.therapist')).first().waitFor();
  });

  test('F044, F045, F046: a guest finds her by a word of her name, and reads her page, the number nowhere', async () => {
    const { page } = guest;
    await goTo(page, 'people:place');
    await page.getByRole('link', { name: words('therapists:tabs.therapists') }).click();
    await page.getByLabel(words('therapists:filters.name')).fill('sanchez');
    await page.getByLabel(words('therapists:filters.country')).selectOption('US');
    const found = page.getByRole('link', { name: new RegExp(LEGAL) });
    await found.waitFor();
    await see(guest, 'therapists');
    await found.click();
    await page.getByText(words('people:licensedIn')).waitFor();
    await see(guest, 'therapist-page');
    const plain = await (await fetch(`http://127.0.0.1:${house.port}/@${NAME}`)).text();
    expect([plain.includes(LEGAL), plain.includes(NUMBER)]).toEqual([true, false]);
  });

  test('F043, F157: she says that she is online; the guest reads what to expect, asks, and they talk', async () => {
    const { page } = anna;
    await goTo(page, 'listen:place');
    await page.locator('label').filter({ hasText: words('people:status.online') }).first().click();
    await page.getByText(words('people:status.means.online')).waitFor();
    await see(anna, 'therapist-desk');
    await goTo(guest.page, 'people:place');
    await guest.page.getByRole('link', { name: words('therapists:tabs.therapists') }).click();
    await guest.page.getByRole('button', { name: words('starts:ask.goTo', { name: NAME }) }).click();
    await passGate(guest.page);
    await guest.page.getByText(words('therapists:before.pay')).waitFor();
    await see(guest, 'therapist-before');
    await button(guest.page, 'starts:ask.send').click();
    await page.getByRole('button', { name: new RegExp(words('starts:ask.takeFrom', { name: '' })) }).click();
    await guest.page.getByRole('link', { name: words('talk:opened.go') }).click();
    await say(page, 'Good evening. What brings you here?');
    await hears(guest.page, ['Good evening. What brings you here?']);
    await guest.page.getByRole('main').getByText(words('chats:kind.therapist'), { exact: true }).first().waitFor();
  });

  test('F043: the entry is taken, and she stands in no list any more; what one saw is gone with it', async () => {
    await house.admin('revoke', NAME, 'directory-entry', '--reason', 'not renewed');
    const { page, network } = guest;
    const isListed = async (): Promise<boolean> => {
      const answer = await fetch(`http://127.0.0.1:${house.port}/api/therapists`);
      return ((await answer.json()) as { therapists: unknown[] }).therapists.length > 0;
    };
    await expect.poll(isListed, { timeout: 5_000 }).toBe(false);
    await goTo(page, 'people:place');
    await page.getByRole('link', { name: words('therapists:tabs.therapists') }).click();
    await page.getByText(words('therapists:nobody.title')).waitFor();
    network.cut();
    await page.getByText(words('therapists:nobody.offline')).waitFor();
    network.restore();
    // Who has begun to talk talks on; her page has no button any more, and says why.
    await page.evaluate((name) => { window.location.hash = `#/@${name}`; }, NAME);
    await page.getByRole('link', { name: words('starts:toChat') }).click();
    await say(page, 'It is about my father.');
    await hears(anna.page, ['Good evening. What brings you here?', 'It is about my father.']);
    for (const person of [admin, anna, guest]) expect(person.complaints).toEqual([]);
  });
});
