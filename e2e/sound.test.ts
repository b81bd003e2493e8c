import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planOfBreath } from '../renderer/sound/plan.ts';
import type { Bed, SoundPlan } from '../renderer/sound/sound.ts';
import { startBrowser, type BrowserProcess } from './harness/browser-process.ts';
import { soundIn } from './harness/sound-page.ts';
import type { Heard } from './harness/sound-page/page.ts';

const WINDOW = 1 / 20;
/** Full scale is 1. Well below it, so that the volume at its highest still cannot hurt. */
const LOUDEST = 0.5;
/** A click is a step of a tenth and more; hissing rain has steps by its nature. */
const LARGEST_STEP = 0.09;

const dB = (level: number): number => 20 * Math.log10(Math.max(level, 1e-6));

/** The sound of meditations as Chromium's audio engine renders it, measured (F113). */
describe('sound made on the device', () => {
  let folder: string;
  let browser: BrowserProcess;
  let render: Awaited<ReturnType<typeof soundIn>>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'samovar-sound-'));
    browser = await startBrowser(folder);
    const page = browser.browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('Chromium opened without a page');
    render = await soundIn(page);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const plan = (more: Partial<SoundPlan>): SoundPlan => ({ bed: 'silence', bedMs: 30_000, bellsMs: [], breath: null, cuesMs: [], ...more });
  const between = ({ loudness }: Heard, from: number, to: number): readonly number[] => loudness.slice(from / WINDOW, to / WINDOW);
  const mean = (levels: readonly number[]): number => Math.sqrt(levels.reduce((sum, one) => sum + one * one, 0) / levels.length);
  /** The largest growth of loudness from one fifth of a second to the next. */
  const mostSudden = ({ loudness }: Heard): number => {
    const fifths = Array.from({ length: Math.floor(loudness.length / 4) }, (_, at) => mean(loudness.slice(at * 4, at * 4 + 4)));
    return fifths.reduce((most, one, at) => Math.max(most, one - (fifths[at - 1] ?? 0)), 0);
  };

  test.each<Bed>(['soft-noise', 'rain', 'waves', 'low-tone'])('%s fades in, lies within its bounds, fades out, and ends', async (bed) => {
    const heard = await render(plan({ bed }), { seconds: 32 });
    expect(heard.seconds).toBe(32);
    expect(heard.peak).toBeLessThan(LOUDEST);
    expect(heard.largestStep).toBeLessThan(LARGEST_STEP);
    const body = mean(between(heard, 6, 22));
    expect(dB(body)).toBeGreaterThan(-40);
    expect(dB(body)).toBeLessThan(-24);
    // In and out without an edge, and nothing after the end.
    expect(mean(between(heard, 0, 0.2))).toBeLessThan(body / 8);
    expect(mean(between(heard, 29.6, 29.95))).toBeLessThan(body / 6);
    expect(Math.max(...between(heard, 30.2, 32))).toBe(0);
    expect(mostSudden(heard)).toBeLessThan(0.02);
  });

  test('silence is silent, and a bell in it begins softly and rings out', async () => {
    const heard = await render(plan({ bellsMs: [2_000] }), { seconds: 13 });
    expect(Math.max(...between(heard, 0, 2))).toBe(0);
    expect(dB(Math.max(...heard.loudness))).toBeGreaterThan(-32);
    expect(dB(Math.max(...heard.loudness))).toBeLessThan(-18);
    expect(heard.largestStep).toBeLessThan(0.02);
    // The stroke itself swells: its first twentieth of a second is not yet what it comes to.
    expect(heard.loudness[Math.round(2.05 / WINDOW)]).toBeLessThan(0.6 * Math.max(...heard.loudness));
    expect(mean(between(heard, 10.8, 11))).toBeLessThan(0.0005);
    expect(Math.max(...between(heard, 11.2, 13))).toBe(0);
  });

  test('air is heard with the breath: loudest where it turns, for as many rounds as there are', async () => {
    const pattern = { inSeconds: 4, holdSeconds: 0, outSeconds: 6, restSeconds: 0, rounds: 2 };
    const heard = await render(planOfBreath(pattern, 20_000), { seconds: 22 });
    const turn = mean(between(heard, 13.6, 14.4));
    expect(dB(turn)).toBeGreaterThan(-40);
    expect(turn).toBeGreaterThan(4 * mean(between(heard, 9.8, 10.2)));
    expect(Math.max(...between(heard, 20.2, 22))).toBe(0);
    expect(heard.largestStep).toBeLessThan(LARGEST_STEP);
  });

  test('a stop in the middle of everything is a fade as well', async () => {
    const busy = plan({ bed: 'low-tone', bellsMs: [5_000], breath: { pattern: { inSeconds: 4, holdSeconds: 1, outSeconds: 6, restSeconds: 0, rounds: 3 }, fromMs: 0 } });
    const heard = await render(busy, { seconds: 10, stopAt: 5.5 });
    expect(heard.largestStep).toBeLessThan(LARGEST_STEP);
    expect(mean(between(heard, 5.55, 5.65))).toBeGreaterThan(mean(between(heard, 5, 5.5)) / 5);
    expect(Math.max(...between(heard, 6.8, 10))).toBe(0);
    expect(mean(between(heard, 6.3, 6.6))).toBeLessThan(mean(between(heard, 5, 5.5)) / 20);
  });

  test('begun in the middle: what is over stays over, and it fades in again', async () => {
    const heard = await render(plan({ bed: 'low-tone', bellsMs: [800, 30_000] }), { fromMs: 24_000, seconds: 17 });
    expect(mean(between(heard, 0, 0.4))).toBeLessThan(0.01);
    // The second bell, six seconds on, and past the end of the bed.
    expect(Math.max(...between(heard, 6, 6.6))).toBeGreaterThan(0.03);
    expect(Math.max(...between(heard, 15.4, 17))).toBe(0);
  });
});
