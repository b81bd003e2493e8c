import { describe, expect, it } from 'vitest';
import type { Timers } from '#shared/ports.ts';
import { LOOK_EVERY_MS, watchReminders } from './reminder-watch.ts';
import type { Due, Told } from './reminders.ts';
import { goalOf, stepOf } from './testing.ts';

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
};

/** One device: what was told lies on its disk, whichever window asks. */
function device(startMs: number) {
  const world = { nowMs: startMs, zone: 'Europe/Berlin', shown: [] as string[], toHome: [] as string[], allowed: true };
  const told = new Map<string, Told>();
  const waiting: { atMs: number; run: () => void }[] = [];
  const timers: Timers = {
    monotonicMs: () => world.nowMs,
    after(delayMs, run) {
      const one = { atMs: world.nowMs + delayMs, run };
      waiting.push(one);
      return { cancel: () => void waiting.splice(0, waiting.length, ...waiting.filter((other) => other !== one)) };
    },
    every: () => ({ cancel: () => undefined }),
  };
  const goals = [goalOf('g', [stepOf('a', { remindFromMs: startMs }), stepOf('b', { remindFromMs: startMs })])];
  const window = () =>
    watchReminders({
      clock: { nowMs: () => world.nowMs },
      timers,
      zone: () => world.zone,
      load: () => Promise.resolve({ goals, marks: new Map(), told: new Map(told) }),
      async claim({ step, day, minute, missed }) {
        await Promise.resolve();
        if (told.get(step.id)?.day === day) return false;
        told.set(step.id, { day, minute, missed: missed ? { shownAtMs: null } : null });
        return true;
      },
      notify: (due: readonly Due[]) => {
        if (world.allowed) world.shown.push(due.map(({ step, day }) => `${step.text} ${day}`).join(', '));
        return Promise.resolve(world.allowed);
      },
      leaveToHome: ({ step }) => Promise.resolve(void world.toHome.push(step.text)),
      onFailure: () => undefined,
    });
  return {
    world,
    told,
    waiting,
    window,
    /** Time passes and timers run; `asleep` passes it without any, as a closed lid does. */
    async pass(ms: number) {
      const until = world.nowMs + ms;
      for (;;) {
        await settled();
        const first = waiting.filter(({ atMs }) => atMs <= until).toSorted((one, other) => one.atMs - other.atMs)[0];
        if (first === undefined) break;
        waiting.splice(waiting.indexOf(first), 1);
        world.nowMs = Math.max(world.nowMs, first.atMs);
        first.run();
      }
      world.nowMs = until;
      await settled();
    },
  };
}

const EVENING = Date.parse('2026-11-21T20:00:00Z');
const HOUR_MS = 3_600_000;

describe('F118: the watch for reminders', () => {
  it('tells everything of one moment in one notification, at that moment, once a day', async () => {
    const { world, window, pass } = device(EVENING);
    const watch = window();
    await pass(12 * HOUR_MS - 1);
    expect(world.shown).toEqual([]);
    await pass(1);
    expect(world.shown).toEqual(['step a 2026-11-22, step b 2026-11-22']);
    await pass(24 * HOUR_MS);
    expect(world.shown).toHaveLength(2);
    watch.stop();
  });

  it('two windows tell it once', async () => {
    const { world, window, pass } = device(EVENING);
    const watches = [window(), window()];
    await pass(13 * HOUR_MS);
    expect(world.shown.flatMap((each) => each.split(', '))).toHaveLength(2);
    for (const watch of watches) watch.stop();
  });

  it('a machine that slept through it leaves it to Home; a clock or zone that changed is seen within a minute', async () => {
    const { world, window, pass, told } = device(EVENING);
    const watch = window();
    await settled();
    world.nowMs += 14 * HOUR_MS;
    watch.look();
    await settled();
    expect(world.shown).toEqual([]);
    expect([...told.values()].map(({ missed }) => missed)).toEqual([{ shownAtMs: null }, { shownAtMs: null }]);
    world.zone = 'Asia/Tokyo';
    world.nowMs = Date.parse('2026-11-23T00:00:00Z') - 30_000;
    await pass(LOOK_EVERY_MS);
    expect(world.shown).toEqual(['step a 2026-11-23, step b 2026-11-23']);
    watch.stop();
  });

  it('what no notification could be shown for is left to Home', async () => {
    const { world, window, pass } = device(EVENING);
    world.allowed = false;
    const watch = window();
    await pass(13 * HOUR_MS);
    expect(world.toHome).toEqual(['step a', 'step b']);
    watch.stop();
  });

  it('owns one timer, and none once it is stopped', async () => {
    const { window, pass, waiting } = device(EVENING);
    const watch = window();
    await settled();
    watch.look();
    watch.look();
    await settled();
    expect(waiting).toHaveLength(1);
    watch.stop();
    expect(waiting).toHaveLength(0);
    await pass(HOUR_MS);
    expect(waiting).toHaveLength(0);
  });
});
