import type { Page } from 'playwright-core';
import { words } from '../../e2e/harness/texts.ts';

/** How the notes feel on screen, in milliseconds. */
export interface ScreenTimes {
  /** From the start of the page to the first row of the list. */
  readonly firstList: number;
  /** From a word in the search field to the rows that hold it. */
  readonly search: number;
  /** The frame that only one in twenty is longer than, while the list scrolls fast. */
  readonly frame: number;
  /** From the last key to "Saved on this device", the pause in typing included. */
  readonly saved: number;
}

const ROW = 'li[aria-posinset]';
const FRAMES = 150;
const STEP_PX = 700;
const TIMES = 5;

/** Drives the real app, with what this profile holds. */
export async function screenTimes(page: Page, address: string, found: number): Promise<ScreenTimes> {
  const opens: number[] = [];
  for (let turn = 0; turn < TIMES; turn += 1) opens.push(await openList(page, address));
  const searches: number[] = [];
  for (let turn = 0; turn < TIMES; turn += 1) searches.push(await searchFor(page, found));
  const frame = await scrollFast(page);
  const saved = await writeAndWait(page);
  return { firstList: middle(opens), search: middle(searches), frame, saved };
}

const middle = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

async function openList(page: Page, address: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(`${address}#/notes`);
  const handle = await page.waitForFunction((row) => (document.querySelector(row) === null ? 0 : performance.now()), ROW, { polling: 'raf' });
  return handle.jsonValue();
}

/** Puts a rare word into the field as typing does, and waits for as many rows as hold it. */
async function searchFor(page: Page, found: number): Promise<number> {
  const field = page.getByLabel(words('notes:search'));
  const took = await field.evaluate(
    async (input, { row, count }) => {
      const rows = (): string | null => document.querySelector(row)?.getAttribute('aria-setsize') ?? null;
      const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const startedMs = performance.now();
      write?.call(input, 'kestrel');
      input.dispatchEvent(new Event('input', { bubbles: true }));
      while (rows() !== String(count)) {
        await new Promise<void>((resolve) => {
          const watch = new MutationObserver(() => {
            watch.disconnect();
            resolve();
          });
          watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
        });
      }
      return performance.now() - startedMs;
    },
    { row: ROW, count: found },
  );
  await field.fill('');
  await page.waitForFunction(({ row, count }) => document.querySelector(row)?.getAttribute('aria-setsize') !== String(count), { row: ROW, count: found });
  return took;
}

/** Scrolls on, a screen a frame or so, and looks whether rows are where the eye is. */
function scrollFast(page: Page): Promise<number> {
  return page.evaluate(
    async ({ row, frames, step }) => {
      const list = document.querySelector(row)?.closest<HTMLElement>('[data-scrolls]');
      if (list === null || list === undefined) throw new Error('no list');
      const took: number[] = [];
      let gaps = 0;
      let before = performance.now();
      for (let frame = 0; frame < frames; frame += 1) {
        list.scrollTop += step;
        const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
        took.push(now - before);
        before = now;
        const { left, top, width, height } = list.getBoundingClientRect();
        const middleRow = document.elementFromPoint(left + width / 2, top + height / 2)?.closest(row);
        if (list.scrollHeight > 4 * height && list.scrollTop + 2 * height < list.scrollHeight && middleRow === null) gaps += 1;
      }
      if (gaps > frames / 20) throw new Error(`the list was empty in ${gaps} of ${frames} frames`);
      list.scrollTop = 0;
      return took.toSorted((one, other) => one - other)[Math.floor(took.length * 0.95)] ?? Number.NaN;
    },
    { row: ROW, frames: FRAMES, step: STEP_PX },
  );
}

async function writeAndWait(page: Page): Promise<number> {
  await page.locator(ROW).first().getByRole('link').click();
  const title = page.getByLabel(words('notes:title'));
  await title.click();
  const saved: number[] = [];
  for (let turn = 0; turn < TIMES; turn += 1) {
    await page.evaluate(watchForSaved, words('notes:save.saved'));
    await page.keyboard.type('x');
    saved.push(await page.evaluate(() => (window as unknown as Watched).samovarSaved));
  }
  return middle(saved);
}

interface Watched {
  samovarSaved: Promise<number>;
}

/** Runs in the page: from the next key to the moment in which these words stand on it again. */
function watchForSaved(saved: string): void {
  (window as unknown as Watched).samovarSaved = new Promise((resolve) => {
    let startedMs = 0;
    let left = false;
    window.addEventListener('keydown', () => (startedMs = performance.now()), { once: true, capture: true });
    const watch = new MutationObserver(() => {
      const there = document.querySelector('article')?.textContent.includes(saved) === true;
      if (!there) left = true;
      if (!there || !left || startedMs === 0) return;
      watch.disconnect();
      resolve(performance.now() - startedMs);
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
