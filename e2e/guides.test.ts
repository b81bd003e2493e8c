import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House } from './harness/house.ts';
import { enter, tabTo, tick } from './harness/keyboard.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const GUIDE = 'When worry and fear take up too much room';
const SECTION = 'While it is high';
/** On a machine with much to do. */
const SOON = { timeout: 10_000 };
const HEART = 'El corazón se me acelera de repente y creo que me muero. ¿Es pánico?';

/** F078, F111, F112, F114, F236: a guest reads and looks things up with no relay, no mouse and no question before it. */
describe('guides, questions and answers: a guest, no relay, the keyboard alone', () => {
  let house: House;
  let reader: Person;

  beforeAll(async () => {
    house = await openHouse();
    reader = await house.person('reader');
    await reader.page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
    // The app's own files are kept by now; from here on there is no relay at all.
    await reader.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await house.stopRelay();
    reader.network.cut();
  });
  afterAll(() => house.close());

  test('F112: a guide is found by words of its text, and opens with no gate before it', async () => {
    const { page } = reader;
    await page.goto(`${reader.address}#/growth/guides`);
    await page.getByRole('heading', { level: 1, name: words('guides:place') }).waitFor();
    await tabTo(page, words('guides:search'));
    await page.keyboard.type('SLOW breath colours');
    await expect.poll(() => page.locator('main section li a').count(), SOON).toBeLessThan(6);
    await enter(page, new RegExp(`^${GUIDE}`));
    await page.getByRole('heading', { level: 1, name: GUIDE }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.title()).toBe(`${words('guides:place')} · Samovar`);
  });

  test('F236: its sources, its day, what leads on, and help when it is more, all open in the page', async () => {
    const { page } = reader;
    const main = page.getByRole('main');
    await main.getByText('CG113').waitFor();
    await main.getByText(words('library:reviewed', { day: '' }).replace('.', '').trim()).waitFor();
    const related = main.locator('section', { has: page.getByRole('heading', { name: words('library:related.title') }) });
    await expect.poll(() => related.getByRole('link').evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')?.split('/')[2]))]), SOON).toEqual(
      expect.arrayContaining(['paths', 'meditations', 'questions']),
    );
    const more = main.locator('section', { has: page.getByRole('heading', { name: words('guides:whenMore') }) });
    await more.getByRole('link', { name: words('app:help') }).waitFor();
    expect(await page.evaluate(() => (window as unknown as { find(text: string): boolean }).find('slightly boring'))).toBe(true);
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  test('F111: a section by its link, something tried, and the place kept over a restart', async () => {
    const { page } = reader;
    await page.evaluate(() => document.querySelector<HTMLElement>('main h1')?.focus());
    await enter(page, SECTION);
    await expect.poll(() => headingInFocus(page), SOON).toBe(SECTION);
    await tick(page, /^I tried this/);
    await page.getByText(new RegExp(words('guides:triedOn', { day: '' }).trim())).waitFor();
    // Where one stays for a moment is where one reads: the end of one section, the beginning of the next.
    await page.getByRole('heading', { name: 'Two kinds of worry' }).evaluate((heading) => {
      document.querySelector('main')?.scrollBy(0, heading.getBoundingClientRect().top - 150);
    });
    await page.locator('aside li', { hasText: SECTION }).getByText(words('guides:read')).waitFor({ state: 'attached' });
    const before = await seen(page);

    await reader.crash();
    await reader.reopen();
    const again = reader.page;
    await again.goto(`${reader.address}#/growth`);
    await enter(again, new RegExp(`^${GUIDE}Two kinds of worry`));
    await expect.poll(() => headingInFocus(again), SOON).toBe('Two kinds of worry');
    await expect.poll(async () => Math.abs((await seen(again)) - before), SOON).toBeLessThan(60);
    expect(await again.getByRole('checkbox', { name: /^Tried on/ }).isChecked()).toBe(true);
  });

  test('the palette leads to a guide by its title, and who leaves in haste has left a place', async () => {
    const { page } = reader;
    await page.getByRole('heading', { name: 'Going back in steps' }).evaluate((heading) => {
      document.querySelector('main')?.scrollBy(0, heading.getBoundingClientRect().top - 100);
    });
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('living with a loss');
    await page.getByRole('dialog').getByRole('link', { name: /Grief/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Grief: living with a loss' }).waitFor();
    await page.goto(`${reader.address}#/growth/guides`);
    await page.getByRole('main').getByRole('link').filter({ hasText: `${GUIDE}Going back in steps` }).waitFor();
  });

  test('F114: in Spanish, an answer is found with neither case nor accents, and kept as of use', async () => {
    const { page } = reader;
    await page.evaluate(() => localStorage.setItem('samovar.language', 'es'));
    await page.goto(`${reader.address}#/growth/questions`);
    await page.reload();
    await tabTo(page, 'Buscar en preguntas y respuestas');
    await page.keyboard.type('CORAZON panico');
    await enter(page, HEART);
    await page.getByRole('heading', { level: 1, name: HEART }).waitFor();
    await enter(page, 'Sí');
    await expect.poll(() => page.getByRole('button', { name: 'Sí', exact: true }).getAttribute('aria-pressed'), SOON).toBe('true');
    await page.getByRole('main').getByRole('link', { name: 'Ayuda ahora' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.goto(`${reader.address}#/growth/questions`);
    await page.getByRole('heading', { name: 'Las que te sirvieron' }).waitFor();
  });

  test('F115, F116: a question that nobody has answered waits as a private note', async () => {
    const { page } = reader;
    await tabTo(page, 'Buscar en preguntas y respuestas');
    await page.keyboard.type('hipopótamo en la cocina');
    await enter(page, 'Escribirla como nota privada');
    await expect.poll(() => page.getByRole('textbox', { name: 'Título' }).inputValue(), SOON).toBe('hipopótamo en la cocina');
    await page.goto(`${reader.address}#/growth/questions`);
    await page.getByRole('heading', { name: 'Tus preguntas: aún sin hacer, aún sin respuesta' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'hipopótamo en la cocina' }).waitFor();
  });

  test('on paper there is the text alone, dark on white, also from a dark screen', async () => {
    const { page } = reader;
    await page.goto(`${reader.address}#/growth/guides/sleep`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const paper = () =>
      page.evaluate(() => {
        const style = (of: string): CSSStyleDeclaration | null => {
          const element = document.querySelector(of);
          return element === null ? null : getComputedStyle(element);
        };
        return {
          rail: document.querySelector('#navigation')?.checkVisibility(),
          overflow: style('main')?.overflowY,
          ink: style('main p')?.color,
          ground: style('body')?.backgroundColor,
        };
      });
    const ink: unknown = expect.stringMatching(/^rgb\((0, 0, 0|68, 68, 68)\)$/);
    await expect.poll(paper, SOON).toEqual({ rail: false, overflow: 'visible', ink, ground: 'rgb(255, 255, 255)' });
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  });

  test('no page complained by itself', () => {
    expect(reader.complaints).toEqual([]);
  });
});

const headingInFocus = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');

/** Where the second section stands in the window. */
const seen = (page: Page): Promise<number> =>
  page.getByRole('heading', { name: 'Two kinds of worry' }).evaluate((heading) => heading.getBoundingClientRect().top);
