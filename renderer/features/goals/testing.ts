import type { Kept } from '../../vault/types.ts';
import type { Goal, Step } from './goal.ts';

/** A step and a goal with what a test has no opinion about. */
export const stepOf = (letter: string, more: Partial<Step> = {}): Step => ({
  id: letter.repeat(20),
  text: `step ${letter}`,
  schedule: { kind: 'daily' },
  remindAt: 9 * 60,
  remindFromMs: 0,
  ...more,
});

export const goalOf = (letter: string, steps: readonly Step[], more: Partial<Goal> = {}): Kept<Goal> => ({
  id: letter.repeat(20),
  value: { title: `goal ${letter}`, why: '', steps: [...steps], createdAtMs: 0, pause: null, away: null, ...more },
});
