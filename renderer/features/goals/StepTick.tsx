import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDisk } from '../../app/context.tsx';
import { formatLocale } from '../../i18n/locales.ts';
import type { Kept } from '../../vault/types.ts';
import type { Goal, Step } from './goal.ts';
import { timeWords } from './schedule-words.ts';
import { useGoalActs } from './use-goal-acts.ts';
import type { Day } from './wall-clock.ts';
import styles from './goals.module.css';

/** A step with its box to tick; `under` is what stands below its words. */
export function StepTick(props: { goal: Kept<Goal>; step: Step; day: Day; done: boolean; under?: string }) {
  const { i18n } = useTranslation();
  const onDisk = useDisk();
  const { setDone } = useGoalActs();
  const { goal, step, day } = props;
  const time = step.remindAt === null ? '' : timeWords(step.remindAt, formatLocale(i18n.language, navigator.languages));
  return (
    <Checkbox
      className={styles.tick}
      size="md"
      label={<bdi>{step.text}</bdi>}
      description={props.under ?? [goal.value.title, time].filter((part) => part !== '').join(' · ')}
      checked={props.done}
      onChange={(event) => {
        const done = event.currentTarget.checked;
        onDisk(() => setDone(goal, step, day, done));
      }}
    />
  );
}
