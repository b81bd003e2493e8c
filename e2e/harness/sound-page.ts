import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { root } from '../../build/lib/root.ts';
import type { SoundPlan } from '../../renderer/sound/sound.ts';
import type { Heard } from './sound-page/page.ts';

declare const soundPage: typeof import('./sound-page/page.ts');

/** Puts the app's own sound, built as the app is, into a page, and gives the way to render with it. */
export async function soundIn(page: Page): Promise<(plan: SoundPlan, options: { fromMs?: number; seconds: number; stopAt?: number }) => Promise<Heard>> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'chrome140', lib: { entry: join(root, 'e2e/harness/sound-page/page.ts'), formats: ['iife'], name: 'soundPage' } },
  });
  const [bundle] = Array.isArray(built) ? built : [];
  const chunk = bundle?.output[0];
  if (chunk?.type !== 'chunk') throw new Error('the sound was not built');
  await page.addScriptTag({ content: chunk.code });
  return (plan, { fromMs = 0, seconds, stopAt }) =>
    page.evaluate(([what, from, long, stop]) => soundPage.hear(what, from, long, stop), [plan, fromMs, seconds, stopAt ?? null] as const);
}
