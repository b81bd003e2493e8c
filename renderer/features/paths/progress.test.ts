import { describe, expect, it } from 'vitest';
import { createDice } from '#shared/testing/dice.ts';
import type { Activity } from '../../content/library/schema.ts';
import { begin, keepNote, leave, leaveOut, marksOf, nextOn, settledIn, standingOf, stepsOf, takeStep, undo, walkSchema, type Walk } from './progress.ts';

const activity = (id: string): Activity => ({ kind: 'check-in', id, title: `Title of ${id}`, minutes: 1, question: 'q', low: 'l', high: 'h', afterwards: 'a' });
const pathOf = (...ids: readonly string[]) => ({ activities: ids.map(activity) });
const path = pathOf('one', 'two', 'three');
const step = (walk: Walk | null, id: string, atMs = 1, mark: number | null = null, on = path): Walk => takeStep(walk, on, activity(id), atMs, mark);
const kinds = (walk: Walk | null): string[] => walk?.entries.map((entry) => ('activity' in entry ? `${entry.kind} ${entry.activity}` : entry.kind)) ?? [];

describe('walking a path', () => {
  it('F105: the next activity is the first that is neither done nor left out', () => {
    expect(nextOn(path, null)?.id).toBe('one');
    expect(nextOn(path, step(null, 'one'))?.id).toBe('two');
    expect(nextOn(path, step(null, 'two'))?.id).toBe('one');
    expect(nextOn(path, leaveOut(step(null, 'two'), path, activity('one'), 2))?.id).toBe('three');
  });

  it('F106: a finished activity is exactly one step, whoever says it again', () => {
    const walk = step(step(step(null, 'one', 1, 2), 'one', 2, 5), 'one', 3, 1);
    expect(stepsOf(walk)).toEqual([{ kind: 'step', activity: 'one', title: 'Title of one', atMs: 1, mark: 2 }]);
  });

  it('what is left out is no step, and becomes one when it is done after all', () => {
    const out = leaveOut(begin(null, 1), path, activity('one'), 2);
    expect(stepsOf(out)).toEqual([]);
    expect(kinds(step(out, 'one', 3))).toEqual(['begun', 'step one']);
    expect(kinds(leaveOut(step(null, 'one'), path, activity('one'), 2))).toEqual(['begun', 'step one']);
  });

  it('F110: has an end, once everything is done or left out and something was done', () => {
    const last = step(leaveOut(step(null, 'one'), path, activity('two'), 2), 'three', 3);
    expect(standingOf(last)).toBe('ended');
    expect(kinds(last)).toEqual(['begun', 'step one', 'left-out two', 'step three', 'ended']);
    expect(nextOn(path, last)).toBeNull();
    const nothing = ['one', 'two', 'three'].reduce<Walk>((walk, id) => leaveOut(walk, path, activity(id), 2), begin(null, 1));
    expect(standingOf(nothing)).toBe('walking');
  });

  it('a step is taken back, and the end with it; what was written down besides stays', () => {
    const ended = ['one', 'two', 'three'].reduce<Walk | null>((walk, id) => step(walk, id), null);
    const back = undo(ended, 'two');
    expect(kinds(back)).toEqual(['begun', 'step one', 'step three']);
    expect(standingOf(back)).toBe('walking');
    expect(kinds(step(back, 'two'))).toEqual(['begun', 'step one', 'step three', 'step two', 'ended']);
    expect(undo(back, 'two')).toBe(back);
    expect(undo(null, 'two')).toBeNull();
  });

  it('is left and taken up again with nothing lost; doing something takes it up', () => {
    const left = leave(step(null, 'one'), 5);
    expect(standingOf(left)).toBe('left');
    expect(stepsOf(left)).toHaveLength(1);
    expect(leave(left, 6)).toBe(left);
    const again = begin(left, 7);
    expect([standingOf(again), stepsOf(again).length, nextOn(path, again)?.id]).toEqual(['walking', 1, 'two']);
    expect(begin(again, 8)).toBe(again);
    expect(kinds(step(left, 'two', 9))).toEqual(['begun', 'step one', 'left', 'taken-up', 'step two']);
  });

  it('after the end it is walked again from its beginning; the first round stays in the history', () => {
    const ended = ['one', 'two', 'three'].reduce<Walk | null>((walk, id) => step(walk, id), keepNote(null, 'one', 'note1', 1));
    const again = begin(ended, 9);
    expect([standingOf(again), stepsOf(again).length, nextOn(path, again)?.id, again.notes]).toEqual(['walking', 0, 'one', {}]);
    expect(again.entries.filter(({ kind }) => kind === 'step')).toHaveLength(3);
    // Taking a step back touches this round alone.
    expect(kinds(undo(step(again, 'one'), 'one'))).toEqual(kinds(again));
    expect(undo(again, 'one')).toBe(again);
  });

  it('the first and the last mark lie side by side, of one round', () => {
    expect(marksOf(step(null, 'one', 1, 2))).toBeNull();
    const walk = step(step(step(null, 'one', 1, 2), 'two', 2, 3), 'three', 3, 4);
    expect([marksOf(walk)?.first.mark, marksOf(walk)?.last.mark]).toEqual([2, 4]);
    expect(marksOf(begin(walk, 9))).toBeNull();
  });
});

describe('a newer version of the library', () => {
  it('keeps progress by the ids; what vanished stays in the history, what is new comes next', () => {
    const walk = step(step(null, 'one', 1), 'two', 2);
    const newer = pathOf('zero', 'two', 'three');
    expect(stepsOf(walk).map(({ title }) => title)).toEqual(['Title of one', 'Title of two']);
    expect(nextOn(newer, walk)?.id).toBe('zero');
    const ended = step(step(walk, 'three', 3, null, newer), 'zero', 4, null, newer);
    expect(standingOf(ended)).toBe('ended');
    expect(stepsOf(ended)).toHaveLength(4);
  });

  it('what ended stays ended when there is something new to do', () => {
    const ended = ['one', 'two', 'three'].reduce<Walk | null>((walk, id) => step(walk, id), null);
    const newer = pathOf('one', 'two', 'three', 'four');
    expect([standingOf(ended), nextOn(newer, ended)?.id]).toEqual(['ended', 'four']);
    const more = step(ended, 'four', 9, null, newer);
    expect([standingOf(more), stepsOf(more).length]).toEqual(['ended', 4]);
  });
});

/** Does one thing by chance, and keeps its own, much simpler, account of what must come of it. */
function live(seed: number): string[] {
  const dice = createDice(seed);
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const faults: string[] = [];
  let on = pathOf(...ids);
  let walk: Walk | null = null;
  let done = new Set<string>();
  let earlier = 0;
  for (let atMs = 1; atMs < 60; atMs += 1) {
    const one = activity(dice.pick(ids));
    const act = dice.pick(['step', 'step', 'step', 'out', 'undo', 'leave', 'begin', 'note', 'edit'] as const);
    if (act === 'step') {
      walk = takeStep(walk, on, one, atMs, dice.pick([null, 1, 5]));
      done.add(one.id);
    } else if (act === 'out') walk = leaveOut(walk, on, one, atMs);
    else if (act === 'undo') {
      walk = undo(walk, one.id);
      done.delete(one.id);
    } else if (act === 'leave') walk = leave(walk, atMs);
    else if (act === 'note') walk = keepNote(walk, one.id, `note ${atMs}`, atMs);
    else if (act === 'edit') on = pathOf(...ids.filter(() => !dice.once(3)), `new-${atMs}`);
    else {
      if (standingOf(walk) === 'ended') {
        earlier += done.size;
        done = new Set();
      }
      walk = begin(walk, atMs);
    }
    const next = nextOn(on, walk);
    const holds = {
      steps: stepsOf(walk).map((each) => each.activity).toSorted().join() === [...done].toSorted().join(),
      history: (walk?.entries.filter(({ kind }) => kind === 'step').length ?? 0) === earlier + done.size,
      next: next === null || settledIn(walk, next.id) === null,
      form: walk === null || walkSchema.safeParse(JSON.parse(JSON.stringify(walk))).success,
    };
    faults.push(...Object.entries(holds).filter(([, holding]) => !holding).map(([what]) => `seed ${seed}, ${atMs}: ${act} ${one.id}: ${what}`));
  }
  return faults;
}

describe('any order of acts', () => {
  it('F106, F110: steps are what was done, each once; nothing else is lost, and all of it fits its form (seeds 1 to 120)', () => {
    expect(Array.from({ length: 120 }, (_, at) => live(at + 1)).flat()).toEqual([]);
  });
});
