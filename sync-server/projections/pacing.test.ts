import { describe, expect, it } from 'vitest';
import { createFakePorts } from '../testing/fake-ports.ts';
import { atMostEvery } from './at-most-every.ts';
import { createLanes } from './lanes.ts';

describe('lanes', () => {
  it('run one at a time per key, and once more for all who asked meanwhile', async () => {
    const gates: (() => void)[] = [];
    const started: string[] = [];
    const lanes = createLanes<string>((key) => {
      started.push(key);
      return new Promise((resolve) => gates.push(resolve));
    });
    const first = lanes.run('a');
    const later = [lanes.run('a'), lanes.run('a'), lanes.run('a')];
    const other = lanes.run('b');
    expect(started).toEqual(['a', 'b']);
    let laterDone = false;
    void Promise.all(later).then(() => (laterDone = true));
    gates.shift()?.();
    await first;
    await new Promise((resolve) => setImmediate(resolve));
    expect(started).toEqual(['a', 'b', 'a']);
    expect(laterDone).toBe(false);
    gates.shift()?.();
    gates.shift()?.();
    await Promise.all([...later, other]);
    await lanes.idle();
    expect(started).toEqual(['a', 'b', 'a']);
    void lanes.run('a');
    expect(started).toHaveLength(4);
    gates.shift()?.();
    await lanes.idle();
  });

  it('an older truth never overwrites a newer one', async () => {
    let truth = 0;
    let written = 0;
    const lanes = createLanes<string>(async () => {
      const seen = truth;
      for (let turn = 0; turn < 3; turn += 1) await Promise.resolve();
      written = seen;
    });
    const runs: Promise<void>[] = [];
    for (truth = 1; truth <= 100; truth += 1) {
      const asked = truth;
      runs.push(lanes.run('a').then(() => expect(written).toBeGreaterThanOrEqual(asked)));
      if (truth % 7 === 0) await Promise.resolve();
    }
    await Promise.all(runs);
  });
});

describe('at most every', () => {
  it('runs at once, then once at the end of a burst, then is ready again', () => {
    const { timers, advance } = createFakePorts();
    const runs: number[] = [];
    const paced = atMostEvery(timers, 1_000, () => runs.push(timers.monotonicMs()));
    for (let n = 0; n < 5; n += 1) paced.ask();
    expect(runs).toEqual([0]);
    advance(999);
    paced.ask();
    expect(runs).toEqual([0]);
    advance(1);
    expect(runs).toEqual([0, 1_000]);
    advance(5_000);
    expect(runs).toEqual([0, 1_000]);
    paced.ask();
    expect(runs).toEqual([0, 1_000, 6_000]);
  });

  it('is silent after closing', () => {
    const { timers, advance, running } = createFakePorts();
    let runs = 0;
    const paced = atMostEvery(timers, 1_000, () => (runs += 1));
    paced.ask();
    paced.ask();
    paced.close();
    paced.close();
    paced.ask();
    advance(10_000);
    expect(runs).toBe(1);
    expect(running()).toBe(0);
  });
});
