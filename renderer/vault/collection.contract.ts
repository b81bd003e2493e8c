import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ContractBench } from './contract-bench.ts';
import type { Vault } from './types.ts';

const goal = z.strictObject({ text: z.string(), done: z.int() });
const goals = (vault: Vault) => vault.collection('goals', goal);
const texts = async (vault: Vault): Promise<string[]> => (await goals(vault).all()).map(({ value }) => value.text).toSorted();

/** The promises of `Collection`. */
export function collectionContract(bench: () => ContractBench): void {
  test('a collection gives back what was put, also at the next start', async () => {
    const { vault, asNextStart } = bench();
    await goals(vault).put('walk', { text: 'walk', done: 0 });
    await goals(vault).put('rest', { text: 'rest', done: 0 });
    await goals(vault).put('walk', { text: 'walk far', done: 1 });
    await goals(vault).remove('rest');
    const again = await asNextStart();
    expect(await texts(again)).toEqual(['walk far']);
    expect(await goals(again).get('walk')).toEqual({ text: 'walk far', done: 1 });
    expect(await goals(again).get('rest')).toBeNull();
  });

  test('collections know nothing of each other, even with the same ids', async () => {
    const { vault } = bench();
    await goals(vault).put('one', { text: 'a goal', done: 0 });
    await vault.collection('moods', z.int()).put('one', 3);
    expect(await texts(vault)).toEqual(['a goal']);
    expect(await vault.collection('moods', z.int()).get('one')).toBe(3);
  });

  test('changes of one thing at the same moment all count (F106: exactly once each)', async () => {
    const { vault } = bench();
    await goals(vault).put('walk', { text: 'walk', done: 0 });
    await Promise.all(Array.from({ length: 20 }, () =>
      goals(vault).change('walk', (before) => ({ text: 'walk', done: (before?.done ?? 0) + 1 })),
    ));
    expect(await goals(vault).get('walk')).toEqual({ text: 'walk', done: 20 });
  });

  test('the vault says whether anything lies in any of its collections', async () => {
    const { vault } = bench();
    expect(await vault.hasThings()).toBe(false);
    await goals(vault).put('walk', { text: 'walk', done: 0 });
    expect(await vault.hasThings()).toBe(true);
    await goals(vault).remove('walk');
    expect(await vault.hasThings()).toBe(false);
  });

  test('a change that fails leaves what was there', async () => {
    const { vault } = bench();
    await goals(vault).put('walk', { text: 'walk', done: 0 });
    await expect(goals(vault).put('walk', { text: 'walk', done: 0.5 })).rejects.toThrow('ZodError');
    expect(await goals(vault).get('walk')).toEqual({ text: 'walk', done: 0 });
  });

  test('two windows see each other\'s changes, and are told of them', async () => {
    const { vault, secondWindow } = bench();
    const other = await secondWindow();
    expect(await texts(other)).toEqual([]);
    const told = new Promise<void>((resolve) => void goals(other).subscribe(resolve));
    await goals(vault).put('walk', { text: 'walk', done: 0 });
    await told;
    expect(await texts(other)).toEqual(['walk']);
  });

  test('F5 what does not fit its shape any more is named, and the rest still opens', async () => {
    const { vault, asNextStart } = bench();
    await vault.collection('goals', z.unknown()).put('old', { before: true });
    const again = await asNextStart();
    await goals(again).put('walk', { text: 'walk', done: 0 });
    expect(await texts(again)).toEqual(['walk']);
    expect(again.damage.list().map(({ place }) => place)).toEqual(['personal']);
    await expect(goals(again).get('old')).rejects.toThrow('unreadable-row');
  });
}
