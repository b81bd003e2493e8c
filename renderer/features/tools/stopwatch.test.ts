import { describe, expect, it } from 'vitest';
import type { Timers } from '#shared/ports.ts';
import { VirtualTime } from '../../engine/test-support/virtual-time.ts';
import { createStopwatch } from './stopwatch.ts';

describe('the stopwatch behind a meditation', () => {
  it('changes once a second, and ends by itself with no timer left', async () => {
    const time = new VirtualTime();
    const timers = time.timers();
    const watch = createStopwatch(timers, 3_500);
    const seen: string[] = [];
    watch.subscribe(() => seen.push(`${watch.getSnapshot().at} ${watch.getSnapshot().elapsedMs}`));
    watch.start();
    await time.pass(10_000);
    expect(seen).toEqual(['going 0', 'going 1000', 'going 2000', 'going 3000', 'done 3000']);
    expect(timers.running()).toBe(0);
    expect(watch.goneMs()).toBe(3_500);
  });

  it('stands while it is paused, and begins anew after its end', async () => {
    const time = new VirtualTime();
    const watch = createStopwatch(time.timers(), 10_000);
    watch.start();
    await time.pass(2_400);
    watch.pause();
    await time.pass(60_000);
    expect(watch.exactMs()).toBe(2_400);
    watch.start();
    await time.pass(7_600);
    expect(watch.getSnapshot().at).toBe('done');
    watch.start();
    await time.pass(1_000);
    expect(watch.getSnapshot()).toEqual({ at: 'going', elapsedMs: 1_000 });
  });

  it('a hidden tab: a timer that comes minutes late finds the right second', () => {
    let nowMs = 0;
    const late: (() => void)[] = [];
    const timers: Timers = {
      monotonicMs: () => nowMs,
      after: (_ms, run) => {
        late.push(run);
        return { cancel: () => undefined };
      },
      every: () => ({ cancel: () => undefined }),
    };
    const watch = createStopwatch(timers, 600_000);
    watch.start();
    nowMs = 61_250;
    late.at(-1)?.();
    expect(watch.getSnapshot().elapsedMs).toBe(61_000);
    nowMs = 125_000;
    watch.look();
    expect(watch.getSnapshot().elapsedMs).toBe(125_000);
    nowMs = 900_000;
    late.at(-1)?.();
    expect(watch.getSnapshot()).toEqual({ at: 'done', elapsedMs: 600_000 });
  });

  it('seeking is not counted as time spent', async () => {
    const time = new VirtualTime();
    const watch = createStopwatch(time.timers(), 100_000);
    watch.start();
    await time.pass(5_000);
    watch.seek(90_000);
    await time.pass(10_000);
    expect(watch.getSnapshot().at).toBe('done');
    expect(watch.goneMs()).toBe(15_000);
    watch.seek(20_000);
    expect(watch.getSnapshot()).toEqual({ at: 'paused', elapsedMs: 20_000 });
  });
});
