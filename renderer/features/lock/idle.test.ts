// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Timers } from '#shared/ports.ts';
import { idleChoice, watchIdle } from './idle.ts';

const MINUTE_MS = 60_000;

describe('F8: locking when nobody is there', () => {
  let nowMs = 1_000_000;
  let looks: (() => void)[] = [];
  let locks = 0;
  let stop: () => void = () => undefined;
  const timers: Timers = {
    monotonicMs: () => 0,
    after: () => ({ cancel: () => undefined }),
    every(_intervalMs, run) {
      looks.push(run);
      return { cancel: () => void (looks = looks.filter((one) => one !== run)) };
    },
  };
  let nothingToLock = false;
  const onIdle = async (): Promise<boolean> => {
    locks += 1;
    return nothingToLock;
  };
  const watch = (minutes: 5 | 10 | 30 | null): void => {
    stop = watchIdle({ page: document, clock: { nowMs: () => nowMs }, timers, minutes, onIdle });
  };
  /** Time goes on while the page runs: it looks every quarter of a minute. */
  const wait = (minutes: number): void => {
    for (let quarter = 0; quarter < minutes * 4; quarter += 1) {
      nowMs += MINUTE_MS / 4;
      for (const look of looks) look();
    }
  };
  const move = (): boolean => document.dispatchEvent(new Event('pointermove'));

  beforeEach(() => {
    locks = 0;
    nothingToLock = false;
    looks = [];
  });
  afterEach(() => {
    stop();
    document.body.innerHTML = '';
  });

  test('after the minutes that were chosen, and not before', () => {
    watch(10);
    wait(9.75);
    expect(locks).toBe(0);
    wait(0.25);
    expect(locks).toBe(1);
  });

  test.each(['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'])('%s is a sign of the person', (sign) => {
    watch(5);
    wait(4);
    document.body.dispatchEvent(new Event(sign));
    wait(4);
    expect(locks).toBe(0);
  });

  test('never, when that was chosen', () => {
    watch(null);
    wait(600);
    expect(locks).toBe(0);
  });

  test.each([5, null] as const)('after a sleep, before a hand on the mouse counts as a sign (%s)', (minutes) => {
    watch(minutes);
    wait(1);
    nowMs += 3 * MINUTE_MS;
    move();
    expect(locks).toBe(1);
  });

  test('after a sleep it asks once, not at each move: what was answered "leave it unlocked" stays so', () => {
    watch(null);
    nowMs += 3 * MINUTE_MS;
    for (let moves = 0; moves < 5; moves += 1) move();
    wait(1);
    expect(locks).toBe(1);
  });

  test('where there is nothing to lock it asks once in as many minutes', async () => {
    nothingToLock = true;
    watch(5);
    wait(5);
    await Promise.resolve();
    await Promise.resolve();
    wait(4.75);
    expect(locks).toBe(1);
    wait(0.25);
    expect(locks).toBe(2);
  });

  test('a tab in the background that may look once a minute has not slept', () => {
    watch(null);
    for (let minute = 0; minute < 30; minute += 1) {
      nowMs += 1.2 * MINUTE_MS;
      for (const look of looks) look();
    }
    expect(locks).toBe(0);
  });

  test('what goes on by itself counts as somebody there, and not one look longer', () => {
    watch(5);
    document.body.innerHTML = '<section data-awake></section>';
    wait(20);
    expect(locks).toBe(0);
    document.body.innerHTML = '';
    wait(5);
    expect(locks).toBe(1);
  });

  test('it goes on asking while it is not locked, as when the disk refused the last words', () => {
    watch(5);
    wait(6);
    expect(locks).toBeGreaterThan(3);
  });

  test('a clock that was set back does not keep it open for a day', () => {
    watch(5);
    nowMs -= 24 * 60 * MINUTE_MS;
    wait(5.25);
    expect(locks).toBeGreaterThan(0);
  });

  test('nothing is heard any more once it was stopped', () => {
    watch(5);
    stop();
    nowMs += 60 * MINUTE_MS;
    move();
    expect([locks, looks.length]).toEqual([0, 0]);
  });
});

test('only the choices that are offered are kept', () => {
  expect([5, 10, 30, null].every((minutes) => idleChoice.safeParse({ minutes }).success)).toBe(true);
  expect(idleChoice.safeParse({ minutes: 0 }).success).toBe(false);
});
