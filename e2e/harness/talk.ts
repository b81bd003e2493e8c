import type { Page } from 'playwright-core';
import { comesTrue } from '../faults/load/until.ts';
import { said } from './acts.ts';

const PATIENCE_MS = 90_000;

/** Writes in the chat on screen and sends with Enter; for suites that no test runner runs. */
export async function tell(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: /Message to @/ });
  await composer.fill(text);
  await composer.press('Enter');
  if (!(await comesTrue(async () => (await composer.inputValue()) === '', PATIENCE_MS))) throw new Error('the composer keeps what was sent');
}

/** Waits until exactly these messages stand on screen, in this order. */
export async function mustHear(page: Page, texts: readonly string[]): Promise<void> {
  if (await comesTrue(async () => JSON.stringify(await said(page)) === JSON.stringify(texts), PATIENCE_MS)) return;
  throw new Error(`heard ${JSON.stringify(await said(page))}, and said was ${JSON.stringify(texts)}`);
}
