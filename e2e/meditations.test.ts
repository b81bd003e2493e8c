import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import { enter, tabTo } from './harness/keyboard.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const PASSPHRASE = 'seven quiet kettles singing';
const TOOL = 'The longer way out';
const SOON = { timeout: 10_000 };
/** Of the meditation "Two minutes", and of the breath in it. */
const [FIRST, SECOND] = ['Stop where you are.', 'Look at one thing that does not move.'];
const LENGTH_MS = 120_000;

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

/** From wherever one is, by the keyboard alone: one press to the calm minute, one to breathing, one key back. */
async function breatheInTwo(page: Page, backAt: string): Promise<void> {
  await enter(page, words('tools:place'));
  await heading(page, words('tools:place')).waitFor();
  await enter(page, new RegExp(`^${TOOL}`));
  await heading(page, TOOL).waitFor();
  await page.getByText(words('tools:phases.in')).first().waitFor();
  await page.getByText(words('tools:phases.out')).first().waitFor();
  await page.keyboard.press('Escape');
  await heading(page, backAt).waitFor();
}

async function helpInOne(page: Page): Promise<void> {
  await enter(page, words('app:help'));
  await heading(page, words('help:title')).waitFor();
  await page.getByLabel(words('help:country')).first().waitFor();
}

describe('help, breath and ground, before everything else (G6)', () => {
  let house: House;
  let person: Person;
  beforeAll(async () => {
    house = await openHouse();
    person = await house.person('somebody');
    await heading(person.page, words('welcome:title')).waitFor();
    await person.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    person.network.cut();
  });
  afterAll(() => house.close());

  test('from a fresh start, without a network, by the keyboard', async () => {
    await breatheInTwo(person.page, words('welcome:title'));
    await helpInOne(person.page);
    await enter(person.page, 'Feet on the floor');
    await person.page.getByText('Put both feet down.').first().waitFor();
    await person.page.keyboard.press('Space');
    await person.page.getByText('Press, count slowly to five').first().waitFor();
    await person.page.keyboard.press('Escape');
    await heading(person.page, words('help:title')).waitFor();
  });

  test('the country that was chosen is there the next time', async () => {
    const { page } = person;
    await page.getByLabel(words('help:country')).first().fill('Argent');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel(words('help:country')).first().inputValue(), SOON).toBe('Argentina');
    await page.getByRole('link', { name: '911' }).waitFor();
    await page.reload();
    await heading(page, words('help:title')).waitFor();
    await expect.poll(() => page.getByLabel(words('help:country')).first().inputValue(), SOON).toBe('Argentina');
  });

  test('from a locked vault, without a network, narrow, by the keyboard', async () => {
    const { page } = person;
    await page.goto(`${person.address}#/lock`);
    await page.getByRole('link', { name: words('lock:protection.set') }).click();
    await enter(page, words('lock:protection.set'));
    await tabTo(page, words('lock:protection.passphrase'));
    await page.keyboard.type(PASSPHRASE);
    await tabTo(page, words('lock:protection.again'));
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: words('lock:recovery.title') }).waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${person.address}#/`);
    await page.reload();
    const locked = words('app:opening.passphrase.title');
    await heading(page, locked).waitFor();
    await breatheInTwo(page, locked);
    await helpInOne(page);
    await expect.poll(() => page.title()).toContain(words('help:title'));
    for (const route of ['/help', '/calm/five-things']) {
      await page.goto(`${person.address}#${route}`);
      await page.locator('main h1').waitFor();
      expect(await overflowsSideways(page)).toBe(false);
      expect(await accessibilityFindings(page)).toEqual([]);
    }
    expect(person.complaints).toEqual([]);
  });
});

describe('a meditation, with a clock that goes when it is told to (F113)', () => {
  let house: House;
  let person: Person;
  let page: Page;
  const hosts = new Set<string>();

  beforeAll(async () => {
    house = await openHouse();
    person = await house.person('somebody');
    ({ page } = person);
    await heading(page, words('welcome:title')).waitFor();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.addInitScript(voices);
    await page.clock.install();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.goto(`${person.address}?again#/growth/meditations`);
    await page.reload();
    await heading(page, words('meditations:place')).waitFor();
    person.network.cut();
  });
  afterAll(() => house.close());

  const caption = () => page.getByRole('region', { name: words('meditations:player') }).locator('[aria-atomic=true]').innerText();
  const spoken = () => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);

  test('found by its topic, begun by the keyboard, its words in time', async () => {
    await page.getByText('Rain at the window').waitFor();
    await enter(page, /^Two minutes/);
    await heading(page, 'Two minutes').waitFor();
    await page.getByText(words('meditations:ready')).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.keyboard.press('Space');
    await button(page, 'meditations:pause').waitFor();
    await page.clock.runFor(4_000);
    await expect.poll(caption, SOON).toContain(FIRST);
    await page.clock.runFor(14_000);
    await expect.poll(caption, SOON).toContain(SECOND);
    // Nothing was said: nobody asked for it.
    expect(await spoken()).toEqual([]);
  });

  test('pauses, steps back and on, and has the whole text at any time', async () => {
    await page.keyboard.press('Space');
    await button(page, 'meditations:goOn').waitFor();
    await page.clock.runFor(60_000);
    await expect.poll(caption, SOON).toContain(SECOND);
    await page.keyboard.press('ArrowUp');
    await expect.poll(caption, SOON).toContain(FIRST);
    await page.keyboard.press('ArrowDown');
    await expect.poll(caption, SOON).toContain(SECOND);
    await page.getByText(words('meditations:whole.title')).click();
    await page.getByText('That comes first. Then the door.').waitFor();
    expect(await page.locator('li[aria-current=step]').innerText()).toContain(SECOND);
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('F096: spoken by a voice of the device where it is wanted, never by a remote one', async () => {
    await page.getByLabel(words('meditations:voice'), { exact: true }).first().click();
    const choices = await page.getByRole('option').allTextContents();
    expect(choices).toEqual([words('meditations:voiceNone'), 'Near voice']);
    await page.getByRole('option', { name: 'Near voice' }).click();
    await heading(page, 'Two minutes').focus();
    await page.keyboard.press('Space');
    await expect.poll(spoken, SOON).toEqual([`Near voice: ${SECOND} Keep your eyes on it.`]);
  });

  test('goes to its end, is kept once and privately, and nothing called any other host', async () => {
    await page.clock.runFor(30_000);
    await page.getByText(words('tools:phases.in')).or(page.getByText(words('tools:phases.out'))).first().waitFor();
    await page.clock.runFor(LENGTH_MS);
    await page.getByText(words('meditations:over')).waitFor();
    await page.keyboard.press('Escape');
    await heading(page, words('meditations:place')).waitFor();
    await page.getByText(words('meditations:heard')).first().waitFor();
    expect(await page.getByText(words('meditations:heard')).count()).toBe(1);
    await page.getByText(words('meditations:before.title')).click();
    await button(page.getByRole('main'), 'meditations:before.forget').or(page.getByRole('button', { name: /Two minutes/ })).first().click();
    await expect.poll(() => page.getByText(words('meditations:heard')).count(), SOON).toBe(0);
    expect([...hosts]).toEqual([new URL(person.address).host]);
    expect(person.complaints).toEqual([]);
  });
});

/** The system's voices, put in place of those that this machine may not have: one of them would call a host. */
function voices(): void {
  const voice = (name: string, localService: boolean) => ({ voiceURI: name, name, lang: 'en-US', localService, default: !localService });
  const spoken: string[] = [];
  Object.assign(window, { spoken });
  Object.assign(window.speechSynthesis, {
    getVoices: () => [voice('Cloud voice', false), voice('Near voice', true)],
    speak: (said: { text: string; voice: { name: string } | null }) => spoken.push(`${said.voice?.name ?? 'no voice'}: ${said.text}`),
    cancel: () => undefined,
  });
  Object.assign(window, {
    SpeechSynthesisUtterance: class extends EventTarget {
      readonly text: string;
      constructor(text: string) {
        super();
        this.text = text;
      }
    },
  });
}
