import { describe, expect, it } from 'vitest';
import type { Goal } from './goal.ts';
import { emptyForm, emptyStep, formOf, formWords, timeOf, toGoal, type GoalForm } from './goal-form.ts';

const TODAY = '2026-11-22';
const id = (letter: string): string => letter.repeat(20);
const form = (more: Partial<GoalForm> = {}): GoalForm => ({ ...emptyForm(id('a'), TODAY), title: 'Walk', ...more });
const step = (letter: string, more: object) => ({ ...emptyStep(id(letter), TODAY), ...more });

const saved = (which: GoalForm, before: Goal | null = null, nowMs = 5): Goal => {
  const result = toGoal(which, before, nowMs);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe('F117: the form of a goal', () => {
  it('gives a goal, without the steps that nobody wrote in', () => {
    expect(saved(form({ title: ' Walk ', why: ' for air ' }))).toEqual({
      title: 'Walk', why: 'for air', steps: [], createdAtMs: 5, pause: null, away: null,
    });
  });

  it('every kind of day comes back from the goal as it was chosen', () => {
    const steps = [
      step('a', { text: 'w', kind: 'whenever' }),
      step('b', { text: 'o', kind: 'once', on: '2026-12-01', time: '09:05' }),
      step('c', { text: 'd', kind: 'daily', time: '23:59' }),
      step('d', { text: 'k', kind: 'weekdays', days: [5, 1] }),
      step('e', { text: 'n', kind: 'weeks', every: '3', weekday: 2, on: '2026-11-24', time: '00:00' }),
    ];
    const goal = saved(form({ steps }));
    expect(goal.steps.map(({ schedule }) => schedule)).toEqual([
      { kind: 'whenever' },
      { kind: 'once', on: '2026-12-01' },
      { kind: 'daily' },
      { kind: 'weekdays', days: [1, 5] },
      { kind: 'weeks', every: 3, on: 2, from: '2026-11-24' },
    ]);
    expect(goal.steps.map(({ remindAt }) => remindAt)).toEqual([null, 545, 1_439, null, 0]);
    expect(saved(formOf(goal, TODAY), goal, 99)).toEqual(goal);
  });

  it('says what is missing, and where', () => {
    const steps = [
      step('a', { text: '', kind: 'daily' }),
      step('b', { text: 'x', kind: 'once', on: '' }),
      step('c', { text: 'x', kind: 'weekdays' }),
      step('d', { text: 'x', kind: 'weeks', every: '1' }),
      step('e', { text: 'x', kind: 'weeks', every: '27' }),
      step('f', { text: 'x', kind: 'weeks', every: '2.5' }),
    ];
    expect(toGoal(form({ title: ' ', steps }), null, 1)).toEqual({
      ok: false,
      error: { goal: 'title', [id('a')]: 'text', [id('b')]: 'on', [id('c')]: 'days', [id('d')]: 'every', [id('e')]: 'every', [id('f')]: 'every' },
    });
  });

  it('F118: a changed time reminds from now on; an untouched one keeps what it had', () => {
    const before = saved(form({ steps: [step('a', { text: 'x', kind: 'daily', time: '09:00' }), step('b', { text: 'y', kind: 'daily', time: '10:00' })] }));
    const [first, second] = formOf(before, TODAY).steps;
    const after = saved(form({ steps: [{ ...first!, text: 'other words' }, { ...second!, time: '11:00' }] }), before, 77);
    expect(after.steps.map(({ remindFromMs }) => remindFromMs)).toEqual([5, 77]);
  });

  it('tells its words for the list of drafts, and times as people write them', () => {
    expect(formWords(form({ why: '', steps: [step('a', { text: 'Shoes by the door' })] }))).toBe('Walk\nShoes by the door');
    expect(formWords(emptyForm(id('a'), TODAY))).toBe('');
    expect([0, 545, null].map(timeOf)).toEqual(['00:00', '09:05', '']);
  });
});
