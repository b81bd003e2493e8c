import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../build/lib/root.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Waits until the page has been painted as it stands: what fades from one colour to another is neither while it does. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((one) => one.finished));
  });

/** What axe finds on the page as it stands, one line a finding; an empty list is what every screen owes. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await settled(page);
  // Axe is half a megabyte of script, and would be read anew, twice, for every look: once a document is enough.
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  const axe = new AxeBuilder({ page: page as never, ...(isThere ? { axeSource: ';' } : {}) });
  // In the page itself: there are no frames here, and the page that axe would open for its sums takes the focus and a while.
  // What is in order need not be described, node for node; what is not, is in full.
  const { violations } = await axe.options({ resultTypes: ['violations'] }).setLegacyMode().withTags(RULES).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

/** Changes between light and dark, and waits until the page has been painted anew. */
export async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  // Asked at every frame: a locator asks less and less often, and has cost more than the painting.
  await page.waitForFunction((scheme) => document.documentElement.dataset['mantineColorScheme'] === scheme, colorScheme);
  await settled(page);
}

/** Keeps a picture of the page for people to look at, where `SAMOVAR_SHOTS` names a folder for them (such as e2e/screenshots). */
export async function shoot(page: Page, name: string): Promise<void> {
  const named = process.env['SAMOVAR_SHOTS'];
  if (named === undefined || named === '') return;
  const folder = resolve(root, named);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Whether the page is wider than its window: nothing may be cut off or scroll sideways. */
export const overflowsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
