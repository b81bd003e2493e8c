import { describe, expect, it } from 'vitest';
import type { Activity } from '../../content/library/schema.ts';
import { createVaultBench, newVault, reopen } from '../../vault/vault.fixture.ts';
import type { Vault } from '../../vault/types.ts';
import { begin, leave, leaveOut, standingOf, stepsOf, takeStep, undo, walkSchema } from './progress.ts';

const one: Activity = { kind: 'check-in', id: 'one', title: 'One', minutes: 1, question: 'q', low: 'l', high: 'h', afterwards: 'a' };
const two: Activity = { ...one, id: 'two', title: 'Two' };
const path = { activities: [one, two] };
const walks = (vault: Vault) => vault.collection('paths', walkSchema);

describe('walks in the vault, over two windows', () => {
  it('F106: the same activity finished in both at once is one step, and both see it', async () => {
    const bench = createVaultBench();
    const here = await newVault(bench.profiles);
    const there = await reopen(bench.anotherWindow(), here.profile.id);
    await walks(here).change('p', (before) => begin(before, 1));
    await Promise.all(
      [here, there, here, there].map((window, at) => walks(window).change('p', (before) => takeStep(before, path, one, at, at + 1))),
    );
    const seen = await Promise.all([here, there].map((window) => walks(window).get('p')));
    expect(seen.map((walk) => stepsOf(walk).length)).toEqual([1, 1]);
    expect(seen[0]).toEqual(seen[1]);
    await Promise.all([here.close(), there.close()]);
  });

  it('F110: what two windows do to a path at once is all kept, also at the next start', async () => {
    const bench = createVaultBench();
    const here = await newVault(bench.profiles);
    const there = await reopen(bench.anotherWindow(), here.profile.id);
    await Promise.all([
      walks(here).change('p', (before) => takeStep(before, path, one, 2, 2)),
      walks(there).change('p', (before) => leaveOut(before, path, two, 3)),
    ]);
    await Promise.all([
      walks(here).change('p', (before) => undo(before, 'two')),
      walks(there).change('q', (before) => leave(begin(before, 4), 5)),
    ]);
    await Promise.all([here.close(), there.close()]);
    const again = await reopen(bench.profiles, here.profile.id);
    const kept = new Map((await walks(again).all()).map(({ id, value }) => [id, value]));
    expect(stepsOf(kept.get('p') ?? null).map(({ activity, mark }) => [activity, mark])).toEqual([['one', 2]]);
    expect([standingOf(kept.get('p') ?? null), standingOf(kept.get('q') ?? null)]).toEqual(['walking', 'left']);
    await again.close();
  });
});
