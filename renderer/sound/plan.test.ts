import { describe, expect, it } from 'vitest';
import { readShelf } from '../content/library/library.ts';
import { gainOf, planOf } from './plan.ts';

const all = await readShelf('meditations', 'en');
const plan = (id: string) => planOf(all.find((one) => one.id === id)!);

describe('what sounds when (F113)', () => {
  it('bells at the start, at the end and between, never two within a quarter of a minute', () => {
    expect(plan('walking').bellsMs).toEqual([800, 120_000, 240_000, 360_000, 480_000, 600_000, 660_000]);
    expect(plan('two-minutes').bellsMs).toEqual([120_000]);
    expect(plan('before-sleep').bellsMs).toEqual([]);
    for (const meditation of all) {
      const bells = planOf(meditation).bellsMs;
      expect(bells.every((ms, at) => at === 0 || ms - (bells[at - 1] ?? 0) >= 15_000)).toBe(true);
    }
  });

  it('a cue for each of the words and for the end', () => {
    for (const meditation of all) expect(planOf(meditation).cuesMs).toHaveLength(meditation.script.length + 1);
  });

  it('the breath is heard when it is seen', () => {
    expect(plan('a-longer-breath').breath).toMatchObject({ fromMs: 60_000, pattern: { inSeconds: 4, rounds: 21 } });
    expect(plan('rain-at-the-window').breath).toBeNull();
  });

  it('volume has an end on both sides', () => {
    expect([gainOf(-1), gainOf(0), gainOf(0.5), gainOf(1), gainOf(3)]).toEqual([0, 0, 0.25, 1, 1]);
  });
});
