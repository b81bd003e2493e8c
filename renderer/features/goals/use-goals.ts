import { useMemo } from 'react';
import { useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { useNow } from '../../ui/now.tsx';
import type { Kept, Vault } from '../../vault/types.ts';
import { goal, GOALS, type Goal } from './goal.ts';
import { mark, MARKS, marksById, type Marks } from './marks.ts';
import { told, TOLD } from './reminders.ts';
import { wallClock, type Day } from './wall-clock.ts';

export const goalsOf = (vault: Vault) => vault.collection(GOALS, goal);
export const marksOf = (vault: Vault) => vault.collection(MARKS, mark);
export const toldOf = (vault: Vault) => vault.collection(TOLD, told);

/** The zone of this device, read anew each time: people travel with the app open. */
export const zoneNow = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Today where the person is. */
export function useToday(): Day {
  const nowMs = useNow() ?? 0;
  const zone = zoneNow();
  const clock = useMemo(() => wallClock(zone), [zone]);
  return clock.dayOf(nowMs);
}

/** All goals and all that was done, kept current; null for the moment before the first answer. */
export function useGoals(): { readonly goals: readonly Kept<Goal>[]; readonly marks: Marks } | null {
  const vault = useVault();
  const goals = useCollection(goalsOf(vault));
  const all = useCollection(marksOf(vault));
  const marks = useMemo(() => (all === null ? null : marksById(all)), [all]);
  return useMemo(() => (goals === null || marks === null ? null : { goals, marks }), [goals, marks]);
}
