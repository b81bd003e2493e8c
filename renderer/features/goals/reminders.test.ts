import { describe, expect, it } from 'vitest';
import { rest, takeUp, type Step } from './goal.ts';
import { markId, markOf, type Mark } from './marks.ts';
import { missedReminders, next, type ReminderState, type Told } from './reminders.ts';
import { goalOf, stepOf } from './testing.ts';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const state = (steps: readonly Step[], more: Partial<ReminderState> = {}): ReminderState => ({
  goals: [goalOf('g', steps)],
  marks: new Map(),
  told: new Map(),
  ...more,
});
const toldOn = (day: string): ReadonlyMap<string, Told> => new Map([['a'.repeat(20), { day, minute: 540, missed: null }]]);
const utc = (text: string): number => Date.parse(`${text}:00Z`);

/** Tells whatever is due, minute after minute, as the watch does, and gives the moments. */
function toldBetween(steps: readonly Step[], from: string, to: string, zone: string): string[] {
  const told = new Map<string, Told>();
  const moments: string[] = [];
  for (let nowMs = utc(from); nowMs < utc(to); nowMs += 5 * MINUTE_MS) {
    for (const due of next(state(steps, { told }), nowMs, zone).due) {
      told.set(due.step.id, { day: due.day, minute: due.minute, missed: null });
      moments.push(new Date(nowMs).toISOString().slice(0, 16));
    }
  }
  return moments;
}

describe('F118: when a reminder is due', () => {
  it('is due at its time, not before, and tells when it will be', () => {
    const at = utc('2026-11-22T08:00');
    const before = next(state([stepOf('a')], { told: toldOn('2026-11-21') }), at - 1, BERLIN);
    expect(before).toEqual({ due: [], nextAtMs: at });
    const now = next(state([stepOf('a')], { told: toldOn('2026-11-21') }), at, BERLIN);
    expect(now.due).toMatchObject([{ day: '2026-11-22', minute: 540, missed: false }]);
    expect(now.nextAtMs).toBe(at + DAY_MS);
  });

  it('is told once a day, also on the days that have a clock change, in several zones', () => {
    const early = [stepOf('a', { remindAt: 150, remindFromMs: utc('2026-01-01T00:00') })];
    expect(toldBetween(early, '2026-03-28T00:00', '2026-03-31T00:00', BERLIN)).toEqual([
      '2026-03-28T00:00', '2026-03-28T01:30', '2026-03-29T01:30', '2026-03-30T00:30',
    ]);
    expect(toldBetween(early, '2026-10-24T12:00', '2026-10-27T00:00', BERLIN)).toEqual([
      '2026-10-24T12:00', '2026-10-25T00:30', '2026-10-26T01:30',
    ]);
    expect(toldBetween([stepOf('a', { remindAt: 90 })], '2026-10-31T12:00', '2026-11-03T00:00', NEW_YORK)).toEqual([
      '2026-10-31T12:00', '2026-11-01T05:30', '2026-11-02T06:30',
    ]);
    expect(toldBetween([stepOf('a', { remindAt: 0 })], '2026-09-05T12:00', '2026-09-08T00:00', 'America/Santiago')).toEqual([
      '2026-09-05T12:00', '2026-09-06T04:00', '2026-09-07T03:00',
    ]);
  });

  it('one that came while nobody was here is missed, once, however long that was', () => {
    const late = next(state([stepOf('a')], { told: toldOn('2026-11-10') }), utc('2026-11-22T19:00'), BERLIN);
    expect(late.due).toMatchObject([{ day: '2026-11-22', missed: true }]);
    const nearly = next(state([stepOf('a')], { told: toldOn('2026-11-21') }), utc('2026-11-22T08:05'), BERLIN);
    expect(nearly.due).toMatchObject([{ missed: false }]);
  });

  it('nobody is told of what is weeks ago', () => {
    const once = [stepOf('a', { schedule: { kind: 'once', on: '2026-11-01' } })];
    expect(next(state(once), utc('2026-11-22T12:00'), BERLIN)).toEqual({ due: [], nextAtMs: null });
  });

  it('what is told is told: after a clock was put back, and further west', () => {
    const told = toldOn('2026-11-22');
    expect(next(state([stepOf('a')], { told }), utc('2026-11-22T07:30'), BERLIN).due).toEqual([]);
    expect(next(state([stepOf('a')], { told }), utc('2026-11-22T07:30'), BERLIN).nextAtMs).toBe(utc('2026-11-23T08:00'));
    expect(next(state([stepOf('a')], { told }), utc('2026-11-22T14:00'), NEW_YORK).due).toEqual([]);
    expect(next(state([stepOf('a')], { told }), utc('2026-11-23T14:00'), NEW_YORK).due).toMatchObject([{ day: '2026-11-23' }]);
  });

  it('a clock that once ran years ahead does not silence it', () => {
    expect(next(state([stepOf('a')], { told: toldOn('2031-01-01') }), utc('2026-11-22T08:00'), BERLIN).due).toHaveLength(1);
  });

  it('a reminder set in the afternoon for nine in the morning begins tomorrow', () => {
    const now = utc('2026-11-22T15:00');
    const found = next(state([stepOf('a', { remindFromMs: now })]), now, BERLIN);
    expect(found).toEqual({ due: [], nextAtMs: utc('2026-11-23T08:00') });
  });

  it('says nothing of a step that is done that day, and asks again on the next', () => {
    const step = stepOf('a');
    const done: Mark = markOf(goalOf('g', [step]), step, '2026-11-22', 1);
    const marks = new Map([[markId(step, '2026-11-22'), done]]);
    expect(next(state([step], { marks, told: toldOn('2026-11-21') }), utc('2026-11-22T08:00'), BERLIN)).toEqual({
      due: [], nextAtMs: utc('2026-11-23T08:00'),
    });
  });

  it('rest asks for nothing: not in it, not afterwards for the days in it; then it goes on', () => {
    const goal = goalOf('g', [stepOf('a')]);
    const resting = { ...goal, value: rest(goal.value, '2026-11-20', '2026-11-25') };
    const at = (time: string) => next({ goals: [resting], marks: new Map(), told: toldOn('2026-11-19') }, utc(time), BERLIN);
    expect(at('2026-11-22T08:00')).toEqual({ due: [], nextAtMs: utc('2026-11-25T08:00') });
    expect(at('2026-11-25T07:00').due).toEqual([]);
    expect(at('2026-11-25T08:00').due).toMatchObject([{ day: '2026-11-25' }]);
    const open = { ...goal, value: rest(goal.value, '2026-11-20', null) };
    expect(next(state([], { goals: [open] }), utc('2026-11-22T08:00'), BERLIN)).toEqual({ due: [], nextAtMs: null });
    const taken = { ...goal, value: takeUp(open.value, utc('2026-11-22T10:00')) };
    expect(next(state([], { goals: [taken] }), utc('2026-11-22T10:00'), BERLIN).due).toEqual([]);
  });

  it('a goal that was put away reminds of nothing', () => {
    const away = goalOf('g', [stepOf('a')], { away: { atMs: 1, reached: true } });
    expect(next(state([], { goals: [away] }), utc('2026-11-22T08:00'), BERLIN)).toEqual({ due: [], nextAtMs: null });
  });
});

describe('what Home says of missed reminders', () => {
  const goals = [goalOf('g', [stepOf('a')])];
  const missed = (shownAtMs: number | null): ReadonlyMap<string, Told> =>
    new Map([['a'.repeat(20), { day: '2026-11-22', minute: 540, missed: { shownAtMs } }]]);

  it('says it until this start of the app ends, and never at a later one', () => {
    expect(missedReminders(goals, missed(null), new Map(), 1_000)).toHaveLength(1);
    expect(missedReminders(goals, missed(1_500), new Map(), 1_000)).toHaveLength(1);
    expect(missedReminders(goals, missed(1_500), new Map(), 2_000)).toEqual([]);
  });

  it('says nothing where it was told by a notification, or was done after all', () => {
    expect(missedReminders(goals, toldOn('2026-11-22'), new Map(), 0)).toEqual([]);
    const step = stepOf('a');
    const marks = new Map([[markId(step, '2026-11-22'), markOf(goalOf('g', [step]), step, '2026-11-22', 1)]]);
    expect(missedReminders(goals, missed(null), marks, 0)).toEqual([]);
  });
});
