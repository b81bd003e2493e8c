import { expect, it } from 'vitest';
import { stir } from './stir.ts';

const SIDE = 40;
const grey = (): Uint8ClampedArray => new Uint8ClampedArray(SIDE * SIDE * 4).fill(128);
const chance = (seed: number) => ({ bytes: (length: number) => Uint8Array.from({ length }, (_, at) => (seed * 31 + at * 17 + ((seed * at) >> 2)) & 255) });
const stirred = (seed: number, pixels = grey()): Uint8ClampedArray => {
  stir(pixels, SIDE, chance(seed));
  return pixels;
};

it('F037: one picture stirred twice is never the same, in every corner of it, and looks the same', () => {
  const [one, other] = [stirred(1), stirred(2)];
  expect(one).not.toEqual(other);
  for (const pixels of [one, other]) {
    const steps = Array.from(pixels, (value) => value - 128);
    expect(Math.max(...steps.map(Math.abs))).toBeLessThanOrEqual(3);
    expect(new Set(steps.slice(0, SIDE * 4)).size).toBeGreaterThan(1);
    expect(new Set(steps.slice(-SIDE * 4)).size).toBeGreaterThan(1);
    expect(steps.filter((_, at) => at % 4 === 3).every((alpha) => alpha === 0)).toBe(true);
  }
});

it('white and black stay within what a pixel can be', () => {
  expect(Math.min(...stirred(3, new Uint8ClampedArray(SIDE * SIDE * 4).fill(255)))).toBeGreaterThanOrEqual(252);
  expect(Math.max(...stirred(3, new Uint8ClampedArray(SIDE * SIDE * 4).fill(0)))).toBeLessThanOrEqual(3);
});
