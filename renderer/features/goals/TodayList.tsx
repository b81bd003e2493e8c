import { useTranslation } from 'react-i18next';
import { StepTick } from './StepTick.tsx';
import type { TodayStep } from './today.ts';
import type { Day } from './wall-clock.ts';
import styles from './goals.module.css';

/** What is for today, to tick. When all of it is done it says so, once and quietly. */
export function TodayList(props: { steps: readonly TodayStep[]; today: Day }) {
  const { t } = useTranslation('goals');
  const { steps, today } = props;
  return (
    <>
      <ul className={styles.steps} aria-label={t('today.title')}>
        {steps.map(({ goal, step, done }) => (
          <li key={step.id}>
            <StepTick goal={goal} step={step} day={today} done={done} />
          </li>
        ))}
      </ul>
      <p className={styles.quiet} aria-live="polite">
        {steps.every(({ done }) => done) ? t('today.done') : ''}
      </p>
    </>
  );
}
