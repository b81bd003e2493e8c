import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import type { Vault } from '../../vault/types.ts';
import { marksById } from './marks.ts';
import { watchReminders } from './reminder-watch.ts';
import type { Due, ReminderState, Told } from './reminders.ts';
import { goalsOf, marksOf, toldOf, zoneNow } from './use-goals.ts';

/** Whether a notification says what it is about. It is off until the person says so: others may stand near the screen. */
export const SAYS_WHAT = 'goals/notice-words';

/** Tells reminders for as long as the vault is open, whatever screen is shown (F118). */
export function ReminderWatch(): null {
  const { t } = useTranslation('goals');
  const { host, clock, timers } = useApp();
  const vault = useVault();
  const onDisk = useDisk();
  useEffect(() => {
    const told = toldOf(vault);
    onDisk(() => forgetShown(vault));
    const notify = async (due: readonly Due[]): Promise<boolean> => {
      const [first] = due;
      if (first === undefined) return true;
      const route = due.length === 1 ? `/growth/goals/${first.goal.id}` : '/growth/goals';
      const saysWhat = (await vault.settings.get<boolean>(SAYS_WHAT)) === true;
      const title = saysWhat ? due.map(({ step }) => step.text).join(' · ') : t('notice.title');
      return host.notify({ title, body: saysWhat ? first.goal.value.title : t('notice.body'), route });
    };
    const leaveToHome = async ({ step }: Due): Promise<void> =>
      void (await told.change(step.id, (last) => (last === null ? null : { ...last, missed: { shownAtMs: null } })));
    const watch = watchReminders({
      clock,
      timers,
      zone: zoneNow,
      load: () => load(vault),
      claim: (due) => claim(vault, due),
      notify,
      leaveToHome,
      onFailure: () => onDisk(() => Promise.reject(new Error('reminders'))),
    });
    const stops = [goalsOf(vault), marksOf(vault)].map((collection) => collection.subscribe(watch.look));
    // Whoever comes back to the window may have opened a lid, or set the clock.
    window.addEventListener('focus', watch.look);
    document.addEventListener('visibilitychange', watch.look);
    return () => {
      watch.stop();
      for (const stop of stops) stop();
      window.removeEventListener('focus', watch.look);
      document.removeEventListener('visibilitychange', watch.look);
    };
  }, [vault, host, clock, timers, onDisk, t]);
  return null;
}

async function load(vault: Vault): Promise<ReminderState> {
  const [goals, marks, told] = await Promise.all([goalsOf(vault).all(), marksOf(vault).all(), toldOf(vault).all()]);
  return { goals, marks: marksById(marks), told: new Map(told.map(({ id, value }) => [id, value])) };
}

/** What an earlier start showed at Home was told then. */
async function forgetShown(vault: Vault): Promise<void> {
  const told = toldOf(vault);
  for (const { id, value } of await told.all()) {
    if (typeof value.missed?.shownAtMs !== 'number') continue;
    await told.change(id, (last) => (typeof last?.missed?.shownAtMs === 'number' ? { ...last, missed: null } : last));
  }
}

/** In one transaction: of two windows that see the same moment, one gets it. */
async function claim(vault: Vault, { step, day, minute, missed }: Due): Promise<boolean> {
  let mine = false;
  await toldOf(vault).change(step.id, (last): Told => {
    mine = last?.day !== day;
    return mine || last === null ? { day, minute, missed: missed ? { shownAtMs: null } : null } : last;
  });
  return mine;
}
