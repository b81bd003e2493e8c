import { Button, Title } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { GOAL } from '#shared/limits.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import type { Kept } from '../../vault/types.ts';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import { stateOf, type Goal, type GoalState } from './goal.ts';
import { Reminders } from './Reminders.tsx';
import { dayWords } from './schedule-words.ts';
import { todaySteps } from './today.ts';
import { TodayList } from './TodayList.tsx';
import { useGoals, useToday } from './use-goals.ts';
import styles from './goals.module.css';

/** Goals and their small steps (F117): what is for today first, then each goal, the resting ones apart. */
export function GoalsScreen() {
  const { t } = useTranslation('goals');
  const known = useGoals();
  const today = useToday();
  const goals = known?.goals.toSorted((one, other) => one.value.createdAtMs - other.value.createdAtMs) ?? [];
  const of = (state: GoalState): readonly Kept<Goal>[] => goals.filter(({ value }) => stateOf(value, today) === state);
  const steps = known === null ? [] : todaySteps(known.goals, known.marks, today);
  const full = goals.length >= GOAL.maxGoals;
  return (
    <>
      <GrowthTabs />
      <Page
        title={t('place')}
        lead={<p>{t('lead')}</p>}
        actions={
          !full && (
            <Button component={Link} href="/growth/goals/new">
              {t('new')}
            </Button>
          )
        }
      >
        {full && <p className={styles.quiet}>{t('full', { count: GOAL.maxGoals })}</p>}
        {known !== null && of('active').length + of('resting').length === 0 && (
          <EmptyState icon={<IconTargetArrow size={36} stroke={1.3} />} title={t('empty.title')} text={t('empty.text')} />
        )}
        {steps.length > 0 && (
          <Section title={t('today.title')}>
            <TodayList steps={steps} today={today} />
          </Section>
        )}
        <GoalList title={t('list')} goals={of('active')} />
        <GoalList title={t('resting')} goals={of('resting')} />
        {known !== null && (known.marks.size > 0 || of('away').length > 0) && (
          <p className={styles.ways}>
            {known.marks.size > 0 && <Link href="/growth/goals/done">{t('done.title')}</Link>}
            {of('away').length > 0 && <Link href="/growth/goals/away">{t('away.title')}</Link>}
          </p>
        )}
        {goals.length > 0 && <Reminders />}
      </Page>
    </>
  );
}

export function GoalList(props: { title: string; goals: readonly Kept<Goal>[] }) {
  const { t, i18n } = useTranslation('goals');
  const locale = formatLocale(i18n.language, navigator.languages);
  if (props.goals.length === 0) return null;
  return (
    <section className={styles.group}>
      <Title order={2} size="h4">
        {props.title}
      </Title>
      <ul className={styles.goals}>
        {props.goals.map(({ id, value }) => (
          <li key={id}>
            <Link href={`/growth/goals/${id}`} className={styles.goal}>
              <strong dir="auto">{value.title}</strong>
              <span>{t('steps', { count: value.steps.length })}</span>
              {typeof value.pause?.until === 'string' && <span>{t('rest.until', { day: dayWords(value.pause.until, locale) })}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
