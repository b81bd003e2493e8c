/** Seeded randomness, so that a failure can be had again (mulberry32). Test support. */
export interface Dice {
  /** A whole number from 0 up to, and without, `below`. */
  below(below: number): number;
  pick<T>(choices: readonly T[]): T;
  /** True once in `times`. */
  once(times: number): boolean;
}

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(unit() * bound);
  return {
    below,
    pick: (choices) => {
      if (choices.length === 0) throw new Error('nothing to pick from');
      return choices[below(choices.length)] as (typeof choices)[number];
    },
    once: (times) => below(times) === 0,
  };
}
