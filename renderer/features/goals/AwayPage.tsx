import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Page } from '../../ui/Page.tsx';
import { GrowthTabs } from '../growth/GrowthTabs.tsx';
import { GoalList } from './GoalsScreen.tsx';
import { useGoals } from './use-goals.ts';
import styles from './goals.module.css';

/** Goals that were put away: the reached ones, and those that were let go. */
export function AwayPage() {
  const { t } = useTranslation('goals');
  const known = useGoals();
  const away = (known?.goals ?? [])
    .filter(({ value }) => value.away !== null)
    .toSorted((one, other) => (other.value.away?.atMs ?? 0) - (one.value.away?.atMs ?? 0));
  return (
    <>
      <GrowthTabs />
      <Page title={t('away.title')} lead={<p>{t('away.lead')}</p>}>
        <GoalList title={t('away.reachedList')} goals={away.filter(({ value }) => value.away?.reached === true)} />
        <GoalList title={t('away.letGoList')} goals={away.filter(({ value }) => value.away?.reached === false)} />
        {known !== null && away.length === 0 && <p className={styles.quiet}>{t('away.none')}</p>}
        <p className={styles.ways}>
          <Link href="/growth/goals">{t('all')}</Link>
        </p>
      </Page>
    </>
  );
}
