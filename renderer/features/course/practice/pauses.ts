import type { Random } from '#shared/ports.ts';

/** How long somebody sits over a line before it stands there, in milliseconds: a moment to think, then the keys. */
const THINK_MS = 900;
const KEY_MS = 38;
const MOST_MS = 5_000;
/** Nobody is a clock: so much longer or shorter. */
const SWING = 0.3;

export function pauseMs(text: string, random: Random): number {
  const [byte = 128] = random.bytes(1);
  const swing = 1 - SWING + (2 * SWING * byte) / 255;
  return Math.round(Math.min(MOST_MS, THINK_MS + KEY_MS * text.length) * swing);
}
