import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, goTo } from './harness/acts.ts';
import { filesThatHold } from './harness/bytes.ts';
import { openHouse, type House } from './harness/house.ts';
import { enter, tabTo, tick } from './harness/keyboard.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const HOUR_MS = 60 * 60 * 1_000;

/** F117, F118: goals, their steps and their reminders, with no relay, by keyboard, and with the clock moved. */
describe('goals with the relay down', () => {
  const title = 'Out-into-the-air-7731';
  const stepWords = 'Walk-to-the-corner-4410';
  let house: House;
  let person: Person;

  beforeAll(async () => {
    house = await openHouse();
    person = await house.person('walker');
    await person.page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
    await person.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await house.stopRelay();
    person.network.cut();
  });
  afterAll(() => house.close());

  const step = (page: Page) => page.getByRole('checkbox', { name: stepWords });

  /** Every screen owes this: axe finds nothing, narrow or wide, light or dark, and nothing is cut off. */
  async function look(name: string): Promise<void> {
    const { page } = person;
    const findings: string[] = [];
    for (const [width, scheme] of [[360, 'dark'], [1_440, 'light']] as const) {
      await page.setViewportSize({ width, height: 860 });
      await showIn(page, scheme);
      await shoot(page, `${name}-${width}-${scheme}`);
      findings.push(...(await accessibilityFindings(page)));
      if (await overflowsSideways(page)) findings.push(`${name}-${width}: wider than the window`);
    }
    await showIn(page, 'light');
    await page.setViewportSize({ width: 1_280, height: 860 });
    expect(findings).toEqual([]);
  }

  test('a first goal by the keyboard alone, with a daily step and a reminder asked for in words', async () => {
    const { page } = person;
    await page.goto(`${person.address}#/growth/goals`);
    await page.getByText(words('goals:empty.title')).waitFor();
    await look('goals-empty');
    await enter(page, words('goals:new'));
    await page.getByRole('heading', { level: 1, name: words('goals:new') }).waitFor();
    await page.getByLabel(words('goals:form.title')).waitFor();
    await tabTo(page, words('goals:form.save'));
    await page.keyboard.press('Enter');
    await page.getByText(words('goals:form.faults.title')).waitFor();
    // The field at fault has the focus.
    await page.keyboard.type(title);
    await tabTo(page, words('goals:form.stepText'));
    await page.keyboard.type(stepWords);
    await page.getByLabel(words('goals:form.when')).selectOption('daily');
    await page.getByLabel(words('goals:form.time')).fill('09:00');
    await look('goal-form');
    await enter(page, words('goals:form.save'));
    const question = page.getByRole('dialog', { name: words('goals:ask.title') });
    await question.waitFor();
    await look('goal-may-notify');
    await enter(page, words('goals:ask.no'));
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  });

  test('ticking counts once; it is there after kill -9, on Home and in what was done', async () => {
    const { page } = person;
    await tick(page, stepWords);
    await page.getByText(words('goals:page.times_one')).waitFor();
    await look('goal');
    await person.crash();
    await person.reopen();
    await goTo(person.page, 'growth:place');
    await person.page.goto(`${person.address}#/growth/goals`);
    await expect.poll(() => step(person.page).isChecked()).toBe(true);
    await person.page.getByText(words('goals:today.done')).waitFor();
    await look('goals');
    await person.page.getByRole('link', { name: words('goals:done.title') }).click();
    await person.page.getByText(stepWords).waitFor();
    await look('goals-done');
    await person.page.getByRole('button', { name: words('goals:done.takeBack', { text: stepWords }) }).click();
    await person.page.getByText(words('goals:done.none')).waitFor();
  });

  test('F118: at nine it is told by a notification that says nothing of it, once; words only when turned on', async () => {
    const notices = await atTime(person, '2027-03-27T08:58:00', true);
    const { page } = person;
    expect(await notices()).toEqual([]);
    await page.clock.fastForward(2 * 60 * 1_000);
    await expect.poll(notices).toEqual([{ title: words('goals:notice.title'), body: words('goals:notice.body') }]);
    await page.clock.fastForward(HOUR_MS);
    await page.reload();
    await page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
    await page.clock.fastForward(HOUR_MS);
    expect(await notices()).toEqual([]);
    await page.goto(`${person.address}#/growth/goals`);
    await page.getByLabel(words('goals:reminders.saysWhat')).check();
    await page.clock.fastForward(22 * HOUR_MS - 2 * 60 * 1_000);
    await page.clock.fastForward(3 * 60 * 1_000);
    await expect.poll(notices).toEqual([{ title: stepWords, body: title }]);
  });

  test('what came while the app was closed is told once, at Home, and never again', async () => {
    const notices = await atTime(person, '2027-03-30T12:00:00', true);
    const { page } = person;
    await page.goto(`${person.address}#/`);
    await pastTheWelcome(page);
    const missed = page.getByRole('main').getByText(words('goals:missed.title'));
    await missed.waitFor();
    await look('home-missed');
    expect(await notices()).toEqual([]);
    await page.clock.fastForward(1_000);
    await page.reload();
    await page.getByText(words('goals:today.home')).waitFor();
    await expect.poll(() => missed.count()).toBe(0);
  });

  test('rest asks for nothing; put away and brought back, nothing is lost; erased, it is gone', async () => {
    const { page } = person;
    await page.goto(`${person.address}#/growth/goals`);
    await page.getByRole('link', { name: new RegExp(title) }).click();
    await button(page, 'goals:rest.open').click();
    await button(page.getByRole('dialog'), 'goals:rest.begin').click();
    await page.getByRole('main').getByText(words('goals:rest.now')).waitFor();
    await look('goal-resting');
    await button(page, 'goals:rest.takeUp').click();
    await button(page, 'goals:away.open').click();
    await page.getByRole('menuitem', { name: words('goals:away.asReached') }).click();
    await page.getByRole('main').getByText(words('goals:away.reached')).waitFor();
    await page.goto(`${person.address}#/growth/goals/away`);
    await look('goals-away');
    await page.getByRole('link', { name: new RegExp(title) }).click();
    await button(page, 'goals:away.erase').click();
    await button(page.getByRole('dialog'), 'goals:away.eraseConfirm').click();
    await page.getByText(words('goals:empty.title')).waitFor();
  });

  test('F4: no byte of it is readable in the profile folder', async () => {
    await person.crash();
    expect([title, stepWords].flatMap((text) => filesThatHold(person.profileFolder, text))).toEqual([]);
  });

  test('no page complained by itself', () => {
    expect(person.complaints).toEqual([]);
  });
});

/** Opens the app anew at a moment of the wall clock, with notifications allowed or not, and gives what was notified since. */
async function atTime(person: Person, local: string, allowed: boolean): Promise<() => Promise<{ title: string; body: string }[]>> {
  await person.reopen();
  const { page } = person;
  await page.clock.install({ time: new Date(local) });
  await page.addInitScript((permission) => {
    const shown: { title: string; body: string }[] = [];
    class Notice extends EventTarget {
      static readonly permission = permission;
      static requestPermission = () => Promise.resolve(permission);
      constructor(title: string, { body = '' }: { body?: string } = {}) {
        super();
        shown.push({ title, body });
      }
      close(): void {}
    }
    Object.assign(window, { Notification: Notice, samovarShown: shown });
  }, allowed ? 'granted' : 'default');
  await page.reload();
  await page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
  return () => page.evaluate(() => (window as unknown as { samovarShown: { title: string; body: string }[] }).samovarShown.splice(0));
}

/** Home greets a newcomer first. */
async function pastTheWelcome(page: Page): Promise<void> {
  const look = page.getByRole('button', { name: new RegExp(words('welcome:ways.look.title')) });
  await look.click();
}
