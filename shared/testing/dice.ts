import { mulberry32 } from './seeded-random.ts';

/** Seeded chance, so that a failure can be had again. */
export interface Dice {
  /** In [0, 1). */
  next(): number;
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number;
  pick<Choice>(choices: readonly Choice[]): Choice;
  /** True once in `times`. */
  once(times: number): boolean;
}

export function createDice(seed: number): Dice {
  const whole = mulberry32(seed);
  const next = (): number => whole() / 2 ** 32;
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (choices) => {
      if (choices.length === 0) throw new Error('nothing to pick from');
      return choices[below(choices.length)] as (typeof choices)[number];
    },
    once: (times) => below(times) === 0,
  };
}
