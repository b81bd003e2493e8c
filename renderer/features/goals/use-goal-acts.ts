import { useMemo } from 'react';
import { newId, type Branded } from '#shared/ids.ts';
import { useApp, useVault } from '../../app/context.tsx';
import type { Kept } from '../../vault/types.ts';
import type { Goal, Step } from './goal.ts';
import { markId, markOf } from './marks.ts';
import { goalsOf, marksOf, toldOf } from './use-goals.ts';
import type { Day } from './wall-clock.ts';

/** What one can do with goals. Each resolves when it is on disk. */
export interface GoalActs {
  newId(): string;
  put(id: string, goal: Goal): Promise<void>;
  /** Changes what is there now, whatever another window did meanwhile. */
  change(id: string, next: (goal: Goal) => Goal): Promise<void>;
  setDone(goal: Kept<Goal>, step: Step, day: Day, done: boolean): Promise<void>;
  takeBack(mark: string): Promise<void>;
  /** The missed reminder was seen and answered. */
  letGo(step: string): Promise<void>;
  /** The goal goes, and with it all that was done for it. */
  erase(goal: Kept<Goal>): Promise<void>;
}

export function useGoalActs(): GoalActs {
  const vault = useVault();
  const { clock, random } = useApp();
  return useMemo(() => {
    const [goals, marks, told] = [goalsOf(vault), marksOf(vault), toldOf(vault)];
    return {
      newId: () => newId<Branded<string>>(random),
      put: (id, goal) => goals.put(id, goal),
      change: async (id, next) => void (await goals.change(id, (before) => (before === null ? null : next(before)))),
      async setDone(goal, step, day, done) {
        // What was counted stays as it was counted: the second press of two, in any window, changes nothing (F106).
        const made = markOf(goal, step, day, clock.nowMs());
        await marks.change(markId(step, day), (before) => (done ? (before ?? made) : null));
      },
      takeBack: (mark) => marks.remove(mark),
      letGo: async (step) => void (await told.change(step, (last) => (last === null ? null : { ...last, missed: null }))),
      async erase({ id, value }) {
        for (const done of await marks.all()) if (done.value.goal === id) await marks.remove(done.id);
        for (const step of value.steps) await told.remove(step.id);
        await goals.remove(id);
      },
    };
  }, [vault, clock, random]);
}
