import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { ensureBundles } from '../../build/lib/bundle.ts';
import { root } from '../../build/lib/root.ts';
import { openHouse, type House } from '../../e2e/harness/house.ts';
import type { Person } from '../../e2e/harness/person.ts';
import type { Figure } from '../report.ts';
import type { BenchPage } from './page/page.ts';
import { screenTimes, type ScreenTimes } from './screen.ts';

const MANY = 10_000;
const MANY_QUICK = 1_000;
const FEW = 100;
/** One note in so many holds the rare word. */
const RARITY = 100;

type Page = Person['page'];

/**
 * Ten thousand notes of 2 kB in real Chromium: the vault beside the same notes in bare IndexedDB, in clear, and the app
 * with ten thousand notes beside the app with a hundred.
 */
export async function vaultFigures(options: { readonly quick: boolean }): Promise<Figure[]> {
  const count = options.quick ? MANY_QUICK : MANY;
  const folder = mkdtempSync(join(tmpdir(), 'samovar-bench-'));
  const app = await appWithBench(folder);
  const house = await openHouse({ env: { SAMOVAR_APP: app } });
  try {
    const few = await personWith(house, 'few', FEW);
    const fewTimes = await screenTimes(few.page, few.address, FEW / RARITY);
    await few.close();
    const many = await personWith(house, 'many', count);
    const { vault, plain } = await many.page.evaluate((number) => (window as unknown as { samovarBench: BenchPage }).samovarBench.measure(number), count);
    const manyTimes = await screenTimes(many.page, many.address, count / RARITY);
    return [
      figure(`vault, ${count} notes: open to the first list`, vault.open, { 'bare IndexedDB': plain.open }),
      figure(`vault, ${count} notes: search`, vault.search, { 'bare IndexedDB': plain.search }),
      figure(`vault, ${count} notes: edit and save`, vault.save, { 'bare IndexedDB': plain.save }),
      ...screenFigures(count, manyTimes, fewTimes),
    ];
  } finally {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const screenFigures = (count: number, many: ScreenTimes, few: ScreenTimes): Figure[] => {
  const peer = `app, ${FEW} notes`;
  return [
    figure(`app, ${count} notes: start to the first list`, many.firstList, { [peer]: few.firstList }),
    figure(`app, ${count} notes: a word to its rows`, many.search, { [peer]: few.search }),
    figure(`app, ${count} notes: frame of a fast scroll, 95 %`, many.frame, { [peer]: few.frame }),
    figure(`app, ${count} notes: last key to saved`, many.saved, { [peer]: few.saved }),
  ];
};

function figure(name: string, samovar: number, peers: Readonly<Record<string, number>>): Figure {
  return { name, unit: 'ms', samovar, peers, ratio: samovar / (Object.values(peers)[0] ?? Number.NaN) };
}

/** The app as it is built, with the page of this bench beside it: one origin, so one disk. */
async function appWithBench(folder: string): Promise<string> {
  const built = process.env['SAMOVAR_APP'];
  if (built === undefined) await ensureBundles();
  const app = join(folder, 'app');
  cpSync(built ?? join(root, 'dist/renderer'), app, { recursive: true });
  await build({
    configFile: false,
    root: join(root, 'bench/vault/page'),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: app,
      emptyOutDir: false,
      target: 'chrome140',
      assetsDir: 'bench',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: join(root, 'bench/vault/page/bench.html') },
    },
  });
  return app;
}

/** Somebody whose vault holds so many notes, made by the app itself and filled beside it. */
async function personWith(house: House, name: string, count: number): Promise<Person> {
  const person = await house.person(name);
  await person.page.getByRole('heading', { level: 1 }).first().waitFor();
  await openBench(person.page, person.address);
  await person.page.evaluate((number) => (window as unknown as { samovarBench: BenchPage }).samovarBench.fill(number), count);
  return person;
}

async function openBench(page: Page, address: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${address}bench.html`);
  await page.waitForFunction(() => 'samovarBench' in window);
}
