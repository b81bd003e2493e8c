import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Activity, Path } from '../../content/library/schema.ts';
import { leaveOut, nextOn, type Walk } from './progress.ts';
import { useWalkOn } from './use-walks.ts';
import styles from './activity.module.css';

/** Done, or not today: both are a way on. A check-in is finished by its own button. */
export function Finish(props: { path: Path; activity: Activity; leftOut: boolean; done: () => void }) {
  const { t } = useTranslation('paths');
  const { path, activity } = props;
  const change = useWalkOn(path.id);
  const [, go] = useLocation();
  const pass = (): void => {
    let after: Walk | null = null;
    change(
      (before, nowMs) => (after = leaveOut(before, path, activity, nowMs)),
      () => {
        const next = nextOn(path, after);
        go(`/growth/paths/${path.id}${next === null ? '' : `/${next.id}`}`);
      },
    );
  };
  return (
    <div className={styles.finish}>
      {activity.kind !== 'check-in' && <Button onClick={props.done}>{t(`finish.${activity.kind}`)}</Button>}
      {!props.leftOut && (
        <Button variant="subtle" onClick={pass}>
          {t('finish.leaveOut')}
        </Button>
      )}
    </div>
  );
}
