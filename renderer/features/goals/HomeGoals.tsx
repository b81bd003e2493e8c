import { useEffect } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import { missedReminders, type MissedReminder } from './reminders.ts';
import { dayWords, timeWords } from './schedule-words.ts';
import { todaySteps } from './today.ts';
import { TodayList } from './TodayList.tsx';
import { useGoalActs } from './use-goal-acts.ts';
import { toldOf, useGoals, useToday } from './use-goals.ts';
import styles from './goals.module.css';

/** On Home: what is for today, and reminders that came while nobody was here. Nothing where there is neither. */
export function HomeGoals() {
  const { t } = useTranslation('goals');
  const { clock, timers } = useApp();
  const known = useGoals();
  const told = useCollection(toldOf(useVault()));
  const today = useToday();
  if (known === null || told === null) return null;
  const startedAtMs = clock.nowMs() - timers.monotonicMs();
  const toldByStep = new Map(told.map(({ id, value }) => [id, value]));
  const missed = missedReminders(known.goals, toldByStep, known.marks, startedAtMs);
  const steps = todaySteps(known.goals, known.marks, today);
  return (
    <>
      {missed.map((one) => (
        <Missed key={one.step.id} {...one} />
      ))}
      {steps.length > 0 && (
        <Section title={t('today.home')}>
          <TodayList steps={steps} today={today} />
          <Button component={Link} href="/growth/goals" variant="subtle" size="compact-md" px={0}>
            {t('all')}
          </Button>
        </Section>
      )}
    </>
  );
}

/** Told once: from the moment it is on screen it counts as told, and the next start says nothing of it. */
function Missed({ goal, step, told }: MissedReminder) {
  const { t, i18n } = useTranslation('goals');
  const { clock } = useApp();
  const vault = useVault();
  const onDisk = useDisk();
  const acts = useGoalActs();
  const locale = formatLocale(i18n.language, navigator.languages);
  useEffect(() => {
    const shown = { shownAtMs: clock.nowMs() };
    onDisk(() => toldOf(vault).change(step.id, (last) => (last?.missed?.shownAtMs === null ? { ...last, missed: shown } : last)));
  }, [vault, clock, step.id, onDisk]);
  const didIt = async (): Promise<void> => {
    await acts.setDone(goal, step, told.day, true);
    await acts.letGo(step.id);
  };
  return (
    <Notice
      kind="note"
      title={
        <>
          {t('missed.title')} <bdi>{step.text}</bdi>
        </>
      }
      safe={t('missed.safe', { day: dayWords(told.day, locale), time: timeWords(told.minute, locale) })}
    >
      <Button size="sm" variant="default" className={styles.press} onClick={() => onDisk(didIt)}>
        {t('missed.did')}
      </Button>
      <Button size="sm" variant="subtle" className={styles.press} onClick={() => onDisk(() => acts.letGo(step.id))}>
        {t('missed.fine')}
      </Button>
    </Notice>
  );
}
