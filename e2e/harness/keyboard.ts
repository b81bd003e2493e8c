import type { Page } from 'playwright-core';

const MAX_STEPS = 80;

/** What has the focus: its role or tag, and its accessible name, as a screen reader would say them. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return '';
    const labelled = (element.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
    const label = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((one) => one.textContent).join(' ') : '';
    return [element.getAttribute('aria-label'), labelled, label, element.textContent].map((text) => text?.trim() ?? '').find((text) => text !== '') ?? '';
  });
}

/** Presses Tab until something of that name has the focus; throws with what was met when nothing has. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const met: string[] = [];
  for (let step = 0; step < MAX_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (typeof name === 'string' ? here === name : name.test(here)) return;
    met.push(here.slice(0, 40));
  }
  throw new Error(`Tab never reached ${String(name)}; it met: ${met.join(' | ')}`);
}

/** Goes to something by Tab and presses Enter on it. */
export async function enter(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

/** Goes to a box or a radio by Tab and ticks it with the space bar. */
export async function tick(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Space');
}
