import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../build/lib/root.ts';
import { becomeListener, button, goTo, signIn } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import { enter, tabTo, tick } from './harness/keyboard.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways } from './harness/screens.ts';
import { words } from './harness/texts.ts';

interface PathText {
  readonly title: string;
  readonly ending: readonly string[];
  readonly whenMore: readonly string[];
  readonly activities: readonly { readonly id: string; readonly kind: string; readonly title: string; readonly prompts?: readonly string[] }[];
}
const pathText = (id: string): PathText =>
  JSON.parse(readFileSync(join(root, `renderer/content/library/paths/en/${id}.json`), 'utf8')) as PathText;

const SHORT = 'safe-enough-today';
const short = pathText(SHORT);
const PREMIUM = 'a-season-of-your-own';
const premium = pathText(PREMIUM);
const PASSWORD = 'seven quiet kettles singing';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const starting = (text: string): RegExp => new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`);

async function hasNothingAmiss(page: Page): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await overflowsSideways(page)).toBe(false);
}

/** F105–F108, F110: everything of a path without a mouse and without a relay. */
describe('a growth path by the keyboard alone, with the relay down', () => {
  let house: House;
  let walker: Person;

  beforeAll(async () => {
    house = await openHouse();
    walker = await house.person('walker');
    await walker.page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
    await walker.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await house.stopRelay();
    walker.network.cut();
  });
  afterAll(() => house.close());

  /** Says that the activity on screen is done, and is told that it was one step. */
  async function finish(page: Page, kind: string): Promise<void> {
    await enter(page, words(`paths:finish.${kind}`));
    await heading(page, words('paths:done.title')).waitFor();
  }

  async function mark(page: Page, downs: number): Promise<void> {
    await tick(page, /^1 · /);
    for (let at = 0; at < downs; at += 1) await page.keyboard.press('ArrowDown');
    await enter(page, words('paths:checkIn.keep'));
    await heading(page, words('paths:done.title')).waitFor();
  }

  async function goOnTo(page: Page, at: number): Promise<void> {
    const { title } = short.activities[at] ?? { title: '' };
    await enter(page, words('paths:done.next', { title }));
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  test('F108: what brought somebody here comes first, and a premium path is listed and marked', async () => {
    const { page } = walker;
    await enter(page, words('growth:place'));
    await heading(page, words('growth:place')).waitFor();
    await enter(page, starting(words('paths:place')));
    await heading(page, words('paths:all')).waitFor();
    await page.getByRole('link', { name: new RegExp(`${premium.title}.*${words('paths:premium.mark')}`) }).waitFor();
    await enter(page, words('paths:comesFirst.title'));
    await tick(page, words('topics:grief'));
    await heading(page, words('paths:broughtHere')).waitFor();
    const first = page.getByRole('region').or(page.locator('section')).filter({ has: heading(page, words('paths:broughtHere')) }).first();
    await expect.poll(() => first.getByRole('link').allTextContents().then((texts) => texts.length)).toBe(1);
    expect(await first.getByRole('link').first().textContent()).toContain(pathText('carrying-a-loss').title);
    await hasNothingAmiss(page);
  });

  test('F105, F110: aim, all activities and when it is more than this can help are there before one begins', async () => {
    const { page } = walker;
    await enter(page, starting(short.title));
    await page.getByRole('heading', { level: 1, name: short.title }).waitFor();
    await page.getByText(short.whenMore[0] ?? '').waitFor();
    for (const { title } of short.activities) await page.getByText(title, { exact: true }).first().waitFor();
    await hasNothingAmiss(page);
  });

  test('F106: the first mark, an act and something to read are a step each; said twice it is one', async () => {
    const { page } = walker;
    await enter(page, words('paths:begin.button'));
    await page.getByRole('heading', { level: 1, name: short.activities[0]?.title ?? '' }).waitFor();
    await hasNothingAmiss(page);
    await mark(page, 1);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(words('paths:done.title'));
    // Taken back, and taken again.
    await enter(page, words('paths:done.undo'));
    await mark(page, 1);
    await goOnTo(page, 1);
    await finish(page, 'act');
    await goOnTo(page, 2);
    await finish(page, 'read');
    await goOnTo(page, 3);
  });

  test('after kill -9 and a new start without a network, Growth and Home know what is next', async () => {
    await walker.crash();
    await walker.reopen();
    const { page } = walker;
    const next = short.activities[3]?.title ?? '';
    await goTo(page, 'growth:place');
    await heading(page, words('paths:underWay')).waitFor();
    await enter(page, starting(next));
    await page.getByRole('heading', { level: 1, name: next }).waitFor();
    await finish(page, 'meditate');
    await goOnTo(page, 4);
    await finish(page, 'act');
    await goOnTo(page, 5);
  });

  test('writing opens a note with the questions in it and a way back; the same note opens again', async () => {
    const { page } = walker;
    await enter(page, words('paths:write.begin'));
    await expect.poll(() => page.url()).toMatch(/#\/notes\/[0-9a-z]{20}$/);
    const note = page.url();
    const prompt = short.activities[5]?.prompts?.[0] ?? '';
    await page.getByText(prompt).or(page.locator('textarea')).first().waitFor();
    await expect.poll(() => page.locator('main').evaluate((main) =>
      [main.textContent ?? '', ...[...main.querySelectorAll('textarea')].map((one) => one.value)].join(' '))).toContain(prompt);
    await page.getByRole('link', { name: words('paths:write.back', { title: short.title }) }).click();
    await enter(page, words('paths:write.again'));
    await expect.poll(() => page.url()).toBe(note);
    await page.getByRole('link', { name: words('paths:write.back', { title: short.title }) }).click();
    await finish(page, 'write');
  });

  test('left and taken up again with nothing lost; an activity may be left out', async () => {
    const { page } = walker;
    await enter(page, words('paths:done.enough'));
    await enter(page, words('paths:left.button'));
    await heading(page, words('paths:left.title')).waitFor();
    await page.reload();
    await heading(page, words('paths:left.title')).waitFor();
    await enter(page, words('paths:left.again'));
    await page.getByRole('heading', { level: 1, name: short.activities[6]?.title ?? '' }).waitFor();
    await enter(page, words('paths:finish.leaveOut'));
    await page.getByRole('heading', { level: 1, name: short.activities[7]?.title ?? '' }).waitFor();
  });

  test('F110: the end, the two marks side by side, and a dated history of every step', async () => {
    const { page } = walker;
    await mark(page, 3);
    await enter(page, words('paths:done.toTheEnd'));
    await heading(page, words('paths:end.title')).waitFor();
    await page.getByText(short.ending[0] ?? '').waitFor();
    await page.getByText(words('paths:marks.of', { mark: 2 }), { exact: true }).first().waitFor();
    await page.getByText(words('paths:marks.of', { mark: 4 }), { exact: true }).first().waitFor();
    await enter(page, words('paths:history.title'));
    const lines = await page.locator('details[open] li').allTextContents();
    const steps = lines.filter((line) => line.startsWith(words('paths:history.step', { title: '' })));
    expect(steps).toHaveLength(7);
    expect(await page.locator('details[open] time').count()).toBe(lines.length);
    expect(lines.some((line) => line.startsWith(words('paths:history.left-out', { title: '' })))).toBe(true);
    await page.setViewportSize({ width: 360, height: 740 });
    await hasNothingAmiss(page);
    expect(walker.complaints).toEqual([]);
  });
});

/** F109, F107: what an operator opens, and whose catalogue one reads. */
describe('premium paths and the listeners\' own', () => {
  let house: House;
  let member: Person;

  beforeAll(async () => {
    house = await openHouse();
    member = await house.person('member');
    await member.page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
    await house.admin('admin', 'Rowan', '--password', PASSWORD);
    await signIn(member.page, 'Rowan', PASSWORD);
  });
  afterAll(() => house.close());

  const show = async (page: Page, path: string): Promise<void> => {
    await page.goto(`${member.address}#/growth/paths/${path}`);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
  };

  test('F109: closed, with the rule in plain words and nothing to buy', async () => {
    const { page } = member;
    await show(page, PREMIUM);
    await page.getByText(words('rules:P23-granted-paths.why')).waitFor();
    expect(await button(page, 'paths:begin.button').count()).toBe(0);
    await show(page, `${PREMIUM}/${premium.activities[0]?.id}`);
    await page.getByText(words('rules:P23-granted-paths.why')).waitFor();
    expect(await button(page, 'paths:finish.read').count()).toBe(0);
  });

  test('F109: granted by the operator it opens, stays open offline, and closes with its history kept', async () => {
    const { page } = member;
    expect(await house.admin('grant', 'Rowan', 'premium-paths', '--reason', 'asked for it')).toContain('premium-paths is open to @Rowan');
    await show(page, PREMIUM);
    await button(page, 'paths:begin.button').click();
    await button(page, 'paths:finish.read').click();
    await heading(page, words('paths:done.title')).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    member.network.cut();
    await show(page, PREMIUM);
    await page.getByRole('link', { name: words('paths:next.button'), exact: true }).waitFor();
    member.network.restore();
    await house.admin('revoke', 'Rowan', 'premium-paths', '--reason', 'asked for it');
    await show(page, PREMIUM);
    await page.getByText(words('paths:premium.kept')).waitFor();
    await page.getByText(words('paths:history.title')).click();
    await page.getByText(words('paths:history.step', { title: premium.activities[0]?.title ?? '' })).waitFor();
  });

  test('F107: a listener reads the listeners\' paths', async () => {
    const listener = await house.person('listener');
    await listener.page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
    await becomeListener(house, listener, 'quietOlive');
    const { page } = listener;
    await page.goto(`${listener.address}#/growth/paths`);
    await page.getByText(pathText('first-ten-chats').title).first().waitFor();
    await expect.poll(() => page.getByText(pathText('carrying-a-loss').title).count()).toBe(0);
    await tabTo(page, starting(pathText('first-ten-chats').title));
  });
});
