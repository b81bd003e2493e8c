import { describe, expect, it } from 'vitest';
import { addDrops, pinkNoise, seamless } from './noise.ts';

const RATE = 24_000;
const peak = (samples: Float32Array): number => samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
const loudness = (samples: Float32Array): number => Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);

describe('noise made on the device (F113)', () => {
  it('is the same in each run, another under another seed, and stays within bounds', () => {
    expect(pinkNoise(1_000, 7)).toEqual(pinkNoise(1_000, 7));
    expect(pinkNoise(1_000, 7)).not.toEqual(pinkNoise(1_000, 8));
    const long = pinkNoise(RATE * 10, 7);
    expect(peak(long)).toBeLessThan(1);
    expect(loudness(long)).toBeGreaterThan(0.04);
    expect(loudness(long)).toBeLessThan(0.2);
  });

  it('loops without a seam: the step over the join is no larger than those beside it', () => {
    const loop = seamless(pinkNoise(RATE * 4, 3), RATE);
    expect(loop.length).toBe(RATE * 3);
    const largest = loop.slice(1).reduce((most, one, at) => Math.max(most, Math.abs(one - (loop[at] ?? 0))), 0);
    expect(Math.abs((loop[0] ?? 0) - (loop.at(-1) ?? 0))).toBeLessThanOrEqual(largest);
  });

  it('drops begin softly and stay small', () => {
    const drops = new Float32Array(RATE * 6);
    addDrops(drops, RATE, 5, 14);
    expect(peak(drops)).toBeGreaterThan(0.03);
    expect(peak(drops)).toBeLessThan(0.4);
  });
});
