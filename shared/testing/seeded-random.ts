import type { Random } from '../ports.ts';

/** Mulberry32: whole numbers of 32 bits, the same in every run of one seed. Never for anything real. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Bytes that are the same in every run, for tests that print their seed. */
export function seededRandom(seed: number): Random {
  const next = mulberry32(seed);
  return { bytes: (length) => Uint8Array.from({ length }, () => next() >>> 24) };
}
