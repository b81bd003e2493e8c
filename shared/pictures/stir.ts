import type { Random } from '../ports.ts';

/** Of a side: what one block of the stirring is. As large as the blocks that WebP keeps together, so that none is lost in writing. */
const BLOCK_PX = 16;
/** Steps of 255 at most: nobody sees it. */
const STRENGTH = 3;

/**
 * Makes every block of a square picture a little lighter or darker, by chance: the same photograph, cut twice, is never the same
 * bytes, so that no program can tell by them that two accounts show one picture (F037). In place; four values to a pixel.
 */
export function stir(pixels: Uint8ClampedArray, sidePx: number, random: Random): void {
  const across = Math.ceil(sidePx / BLOCK_PX);
  const steps = Array.from(random.bytes(across * across), (byte) => (byte % (2 * STRENGTH + 1)) - STRENGTH);
  for (let at = 0; at < pixels.length; at += 4) {
    const pixel = at / 4;
    const step = steps[Math.floor(Math.floor(pixel / sidePx) / BLOCK_PX) * across + Math.floor((pixel % sidePx) / BLOCK_PX)] ?? 0;
    for (let colour = at; colour < at + 3; colour += 1) pixels[colour] = (pixels[colour] ?? 0) + step;
  }
}
