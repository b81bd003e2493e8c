import { useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useApp, useDisk } from '../../app/context.tsx';
import { formatLocale } from '../../i18n/locales.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import type { Kept } from '../../vault/types.ts';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import { bringBack, putAway, stateOf, takeUp, type Goal, type Step } from './goal.ts';
import { isDone, type Marks } from './marks.ts';
import { RestDialog } from './RestDialog.tsx';
import { dayWords, stepWhen } from './schedule-words.ts';
import { StepTick } from './StepTick.tsx';
import { useGoalActs } from './use-goal-acts.ts';
import { useGoals, useToday } from './use-goals.ts';
import styles from './goals.module.css';

/** One goal: why, its steps to tick, and what one may do with it. */
export function GoalPage(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('goals');
  const known = useGoals();
  if (known === null) return <GrowthTabs />;
  const goal = known.goals.find(({ id }) => id === props.params['goal']);
  return (
    <>
      <GrowthTabs />
      {goal === undefined ? (
        <Page title={t('place')}>
          <EmptyState text={t('gone')}>
            <Button component={Link} href="/growth/goals">
              {t('all')}
            </Button>
          </EmptyState>
        </Page>
      ) : (
        <Open goal={goal} marks={known.marks} />
      )}
    </>
  );
}

function Open({ goal, marks }: { goal: Kept<Goal>; marks: Marks }) {
  const { t } = useTranslation('goals');
  const today = useToday();
  const { title, why, steps } = goal.value;
  const state = stateOf(goal.value, today);
  return (
    <Page title={title} windowTitle={t('place')} lead={why === '' ? undefined : <p dir="auto" className={styles.why}>{why}</p>}>
      <State goal={goal} />
      <Section title={t('page.steps')}>
        {steps.length === 0 && <p className={styles.quiet}>{t('page.noSteps')}</p>}
        <ul className={styles.steps} aria-label={t('page.steps')}>
          {steps.map((step) => (
            <li key={step.id}>
              <StepRow goal={goal} step={step} marks={marks} />
            </li>
          ))}
        </ul>
      </Section>
      <Acts goal={goal} state={state} />
      <p className={styles.ways}>
        <Link href="/growth/goals">{t('all')}</Link>
        {[...marks.values()].some((mark) => mark.goal === goal.id) && <Link href="/growth/goals/done">{t('done.title')}</Link>}
      </p>
    </Page>
  );
}

/** When it is for, and how often it was done: a number to be glad of, with nothing to compare it to. */
function StepRow({ goal, step, marks }: { goal: Kept<Goal>; step: Step; marks: Marks }) {
  const { t, i18n } = useTranslation('goals');
  const today = useToday();
  const times = [...marks.values()].filter((mark) => mark.step === step.id).length;
  const when = stepWhen(step, formatLocale(i18n.language, navigator.languages), t);
  const under = times === 0 ? when : `${when} · ${t('page.times', { count: times })}`;
  return <StepTick goal={goal} step={step} day={today} done={isDone(step, today, marks)} under={under} />;
}

function State({ goal }: { goal: Kept<Goal> }) {
  const { t, i18n } = useTranslation('goals');
  const { clock } = useApp();
  const onDisk = useDisk();
  const acts = useGoalActs();
  const state = stateOf(goal.value, useToday());
  const locale = formatLocale(i18n.language, navigator.languages);
  if (state === 'active') return null;
  const back = state === 'away' ? bringBack : takeUp;
  const until = goal.value.pause?.until ?? null;
  const resting = until === null ? t('rest.now') : t('rest.nowUntil', { day: dayWords(until, locale) });
  const away = t(goal.value.away?.reached === true ? 'away.reached' : 'away.letGo');
  return (
    <Notice kind={state === 'away' && goal.value.away?.reached === true ? 'good' : 'note'} title={state === 'away' ? away : resting}>
      <Button variant="default" onClick={() => onDisk(() => acts.change(goal.id, (one) => back(one, clock.nowMs())))}>
        {t(state === 'away' ? 'away.back' : 'rest.takeUp')}
      </Button>
    </Notice>
  );
}

function Acts({ goal, state }: { goal: Kept<Goal>; state: 'active' | 'resting' | 'away' }) {
  const { t } = useTranslation('goals');
  const { clock } = useApp();
  const [, go] = useLocation();
  const onDisk = useDisk();
  const acts = useGoalActs();
  const [asking, setAsking] = useState<'rest' | 'erase' | null>(null);
  const away = (reached: boolean): void =>
    onDisk(() => acts.change(goal.id, (one) => putAway(one, clock.nowMs(), reached)));
  const erase = async (): Promise<void> => {
    await acts.erase(goal);
    go('/growth/goals');
  };
  return (
    <div className={styles.acts}>
      <Button component={Link} href={`/growth/goals/${goal.id}/edit`} variant="light">
        {t('page.edit')}
      </Button>
      {state === 'active' && (
        <Button variant="default" onClick={() => setAsking('rest')}>
          {t('rest.open')}
        </Button>
      )}
      {state === 'away' ? (
        <Button variant="default" onClick={() => setAsking('erase')}>
          {t('away.erase')}
        </Button>
      ) : (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default">{t('away.open')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => away(true)}>{t('away.asReached')}</Menu.Item>
            <Menu.Item onClick={() => away(false)}>{t('away.asLetGo')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <RestDialog goal={goal} opened={asking === 'rest'} close={() => setAsking(null)} />
      <ConfirmDialog
        opened={asking === 'erase'}
        close={() => setAsking(null)}
        title={t('away.eraseTitle')}
        text={t('away.eraseText')}
        confirm={t('away.eraseConfirm')}
        danger
        onConfirm={erase}
      />
    </div>
  );
}
