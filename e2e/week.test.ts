import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, goTo, writeNote } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import { lock, setPassphrase, unlock } from './harness/locking.ts';
import type { Person } from './harness/person.ts';
import { words } from './harness/texts.ts';

/** Wednesday to Tuesday; in the night to Sunday the clocks of New York go back an hour. */
const WEEK = ['2026-10-28', '2026-10-29', '2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03'] as const;
const ZONE = 'America/New_York';
const SUNDAY = 4;
const PASSPHRASE = 'seven quiet kettles singing';
const GOAL = 'Out into the air again';
const STEP = 'Walk to the corner and back';
const DRAFT = 'Ring my sister one day';
const PATH = '/growth/paths/safe-enough-today';
const SOON = { timeout: 15_000 };
const LENGTH_MS = 120_000;

/** A moment of the wall clock there, whichever zone this machine is in. */
const moment = (day: number, time: string): Date => new Date(`${WEEK[day]}T${time}${day < SUNDAY ? '-04:00' : '-05:00'}`);
const dayThere = (iso: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(new Date(iso));

/** Seven days of somebody's own with no relay at all (DESIGN promise 1, F094, F105, F106, F111, F113, F117, F118, F229); no day is slept through. */
describe('a week with no relay', () => {
  let house: House;
  let person: Person;

  beforeAll(async () => {
    house = await openHouse();
    person = await house.person('walker', { timeZone: ZONE });
    await atHome();
    await person.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await house.stopRelay();
    person.network.cut();
  });
  afterAll(() => house.close());

  const atHome = () => person.page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
  const go = (route: string) => person.page.goto(`${person.address}#${route}`);
  const notices = () => person.page.evaluate(() => (window as unknown as { samovarShown: unknown[] }).samovarShown.splice(0));
  const step = () => person.page.getByRole('checkbox', { name: STEP });

  /** The app is opened at a moment of that day: after the browser was killed, after it was closed, or in the same one. */
  async function wake(day: number, time: string, after: 'kill' | 'quit' | 'reload', locked: boolean): Promise<void> {
    if (after === 'kill') await person.crash();
    if (after === 'reload') {
      await person.page.clock.setSystemTime(moment(day, time));
      await person.page.goto('about:blank');
      await person.page.goto(person.address);
    } else {
      await person.reopen();
      await person.page.clock.install({ time: moment(day, time) });
      await person.page.addInitScript(mayNotify);
      await person.page.reload();
    }
    if (locked) await unlock(person, PASSPHRASE);
    else await atHome();
  }

  /** At nine by the clock on the wall, and not an hour earlier or later, a notification that says nothing of it. */
  async function nineComes(): Promise<void> {
    expect(await notices()).toEqual([]);
    await person.page.clock.fastForward(125_000);
    await expect.poll(notices, SOON).toEqual([{ title: words('goals:notice.title'), body: words('goals:notice.body') }]);
  }

  /** Today's box is empty, whatever was ticked yesterday. */
  async function doTheStep(): Promise<void> {
    await go('/growth/goals');
    await step().waitFor();
    expect(await step().isChecked()).toBe(false);
    // Ticked once it is on disk.
    await step().click();
    await expect.poll(() => step().isChecked(), SOON).toBe(true);
    await person.page.getByText(words('goals:today.done')).waitFor();
  }

  const journal = (day: number) => writeNote(person.page, `Day ${day + 1}`, `What day ${day + 1} was like.`);

  async function walkOn(kind: string): Promise<void> {
    const { page } = person;
    await go(PATH);
    await page.getByRole('link', { name: words('paths:next.button'), exact: true }).click();
    await button(page, `paths:finish.${kind}`).click();
    await page.getByRole('heading', { name: words('paths:done.title'), exact: true }).waitFor();
  }

  test('Wednesday: a goal with a step at nine every day, a path begun, a page of the journal', async () => {
    await wake(0, '08:58:00', 'quit', false);
    const { page } = person;
    await go('/growth/goals/new');
    await page.getByLabel(words('goals:form.title')).fill(GOAL);
    await page.getByLabel(words('goals:form.stepText')).fill(STEP);
    await page.getByLabel(words('goals:form.when')).selectOption('daily');
    await page.getByLabel(words('goals:form.time')).fill('09:00');
    await button(page, 'goals:form.save').click();
    await page.getByRole('heading', { level: 1, name: GOAL }).waitFor();
    await nineComes();
    await doTheStep();
    await journal(0);
    await go(PATH);
    await button(page, 'paths:begin.button').click();
    await page.getByRole('radio', { name: '2', exact: true }).check();
    await button(page, 'paths:checkIn.keep').click();
    await page.getByRole('heading', { name: words('paths:done.title'), exact: true }).waitFor();
  });

  test('Thursday, after the browser was killed: the next step of the path counts once, a goal is begun and left', async () => {
    await wake(1, '08:58:00', 'kill', false);
    await nineComes();
    await doTheStep();
    await journal(1);
    await walkOn('act');
    const { page } = person;
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await button(page, 'paths:finish.act').count()).toBe(0);
    await go('/growth/goals/new');
    await page.getByLabel(words('goals:form.title')).fill(DRAFT);
    await goTo(page, 'notes:place');
  });

  test('Friday: a passphrase, a lock in the middle of the day', async () => {
    await wake(2, '08:58:00', 'reload', false);
    await nineComes();
    await doTheStep();
    await setPassphrase(person, PASSPHRASE);
    await lock(person);
    await unlock(person, PASSPHRASE);
    await journal(2);
    await walkOn('read');
  });

  test('Saturday, not before the afternoon: what came meanwhile is told once at Home; how it is', async () => {
    await wake(3, '15:00:00', 'quit', true);
    const { page } = person;
    await page.getByRole('button', { name: new RegExp(words('welcome:ways.look.title')) }).or(page.getByText(words('goals:missed.title'))).first().waitFor();
    const welcome = page.getByRole('button', { name: new RegExp(words('welcome:ways.look.title')) });
    if ((await welcome.count()) > 0) await welcome.click();
    await page.getByRole('main').getByText(words('goals:missed.title')).waitFor();
    expect(await notices()).toEqual([]);
    await button(page, 'goals:missed.did').click();
    await expect.poll(() => step().isChecked(), SOON).toBe(true);
    await go('/growth/moods');
    await page.getByRole('radio', { name: words('moods:mood.4'), exact: true }).check();
    await button(page, 'moods:keep').click();
    await page.getByRole('button', { name: words('moods:erase') }).waitFor();
    await journal(3);
  });

  test('Sunday, an hour longer, after the browser was killed: nine is nine; a meditation to its end', async () => {
    await wake(SUNDAY, '08:58:00', 'kill', true);
    await nineComes();
    await doTheStep();
    await journal(SUNDAY);
    await walkOn('meditate');
    const { page } = person;
    await go('/growth/meditations');
    await page.getByRole('link', { name: /^Two minutes/ }).click();
    await page.getByText(words('meditations:ready')).waitFor();
    await page.keyboard.press('Space');
    await button(page, 'meditations:pause').waitFor();
    await page.clock.runFor(LENGTH_MS + 5_000);
    await page.getByText(words('meditations:over')).waitFor();
  });

  test('Monday: something out of a guide is tried, and it is locked for the night', async () => {
    await wake(5, '08:58:00', 'reload', true);
    await nineComes();
    await doTheStep();
    await journal(5);
    await walkOn('act');
    const { page } = person;
    await go('/growth/guides/anxiety');
    await page.getByRole('checkbox', { name: /^I tried this/ }).first().check();
    await page.getByRole('checkbox', { name: /^Tried on November 2, 2026/ }).waitFor();
    await lock(person);
  });

  test('Tuesday: the last day is like the first', async () => {
    await wake(6, '08:58:00', 'quit', true);
    await nineComes();
    await doTheStep();
    await journal(6);
  });

  test('all of it is there, each on its day', async () => {
    const { page } = person;
    expect(await dated(page, '/growth/goals/done')).toEqual(WEEK.toReversed());
    expect(await page.getByRole('main').getByText(STEP).count()).toBe(WEEK.length);

    await go('/notes/calendar');
    const dayIs = (name: string) => page.getByRole('grid').getByRole('button', { name: new RegExp(`${name}(, |$)`) });
    for (const day of [1, 2, 3]) await dayIs(`November ${day}, 2026, 1 note`).waitFor();
    expect(await dayIs('November 4, 2026').getAttribute('aria-label')).not.toContain('note');
    await button(page, 'journal:calendar.earlier').click();
    for (const day of [28, 29, 30]) await dayIs(`October ${day}, 2026, 1 note`).waitFor();
    await dayIs('October 31, 2026, 1 note, 1 mark of mood').waitFor();
    expect(await dayIs('October 27, 2026').getAttribute('aria-label')).not.toContain('note');

    await go(PATH);
    await page.getByText(words('paths:history.title')).click();
    const steps = page.locator('details[open] li').filter({ hasText: words('paths:history.step', { title: '' }) });
    const on = await steps.locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
    expect(on.map(dayThere)).toEqual([WEEK[5], WEEK[4], WEEK[2], WEEK[1], WEEK[0]]);

    await go('/growth/meditations');
    await page.getByText(words('meditations:before.title')).click();
    expect(dayThere((await page.locator('details[open] time').first().getAttribute('datetime')) ?? '')).toBe(WEEK[SUNDAY]);
    await go('/growth/guides/anxiety');
    await page.getByRole('checkbox', { name: /^Tried on November 2, 2026/ }).waitFor();
    await go('/drafts');
    await page.getByRole('list', { name: words('drafts:title') }).getByText(DRAFT).waitFor();
    await goTo(page, 'notes:place');
    await page.getByLabel(words('notes:search')).fill('what day 5');
    await page.getByRole('main').getByRole('link', { name: /^Day 5/ }).waitFor();
    expect(person.complaints).toEqual([]);
  });

  async function dated(page: Page, route: string): Promise<string[]> {
    await go(route);
    await page.locator('main h2 time').first().waitFor();
    return page.locator('main h2 time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
  }
});

/** Runs in the page: notifications may be shown, and are written down in place of the system's. */
function mayNotify(): void {
  const shown: { title: string; body: string }[] = [];
  class Notice extends EventTarget {
    static readonly permission = 'granted';
    static requestPermission = () => Promise.resolve('granted');
    constructor(title: string, { body = '' }: { body?: string } = {}) {
      super();
      shown.push({ title, body });
    }
    close(): void {}
  }
  Object.assign(window, { Notification: Notice, samovarShown: shown });
}
