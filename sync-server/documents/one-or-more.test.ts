import { expect, it } from 'vitest';
import { mulberry32 } from '#shared/testing/seeded-random.ts';
import { allOf, holds, including, without, type OneOrMore } from './one-or-more.ts';

interface Thing {
  readonly n: number;
}
const THINGS: readonly Thing[] = [0, 1, 2, 3].map((n) => ({ n }));

it('is what a set would be, whatever is put in and taken out (seed 5)', () => {
  const random = mulberry32(5);
  const set = new Set<Thing>();
  let held: OneOrMore<Thing> | null = null;
  for (let step = 0; step < 2_000; step += 1) {
    const thing = THINGS[Math.floor(random() * THINGS.length)] as Thing;
    if (random() < 0.5) {
      held = including(held, thing);
      set.add(thing);
    } else {
      held = without(held, thing);
      set.delete(thing);
    }
    expect(new Set(allOf(held))).toEqual(set);
    expect(allOf(held)).toHaveLength(set.size);
    expect(THINGS.map((one) => holds(held, one))).toEqual(THINGS.map((one) => set.has(one)));
    expect(held === null).toBe(set.size === 0);
  }
});

it('gives a copy, so that what is taken out while one walks is still met', () => {
  const [one, two] = THINGS as [Thing, Thing];
  const held = including(including(null, one), two);
  const met = allOf(held).map((thing) => {
    without(held, two);
    return thing.n;
  });
  expect(met).toEqual([0, 1]);
});
