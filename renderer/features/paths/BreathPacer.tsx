import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { Breath } from '../../content/library/schema.ts';
import { breathAt, breathMs } from '../tools/breathing.ts';
import { createStopwatch } from '../tools/stopwatch.ts';
import styles from './pacer.module.css';

/** Paced breathing. The words lead; the circle only goes along, and stands still where motion is unwanted. */
export function BreathPacer({ breath }: { breath: Breath }) {
  const { t } = useTranslation('paths');
  const { timers } = useApp();
  const [watch] = useState(() => createStopwatch(timers, breathMs(breath)));
  const { at, elapsedMs } = useReadable(watch);
  useEffect(() => {
    const look = (): void => watch.look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      watch.close();
    };
  }, [watch]);
  const moment = at === 'going' ? breathAt(breath, elapsedMs) : null;
  return (
    <div className={styles.pacer}>
      <div
        className={styles.circle}
        data-phase={moment?.phase ?? 'still'}
        style={{ transitionDuration: `${moment === null ? 1 : breath[`${moment.phase}Seconds`]}s` }}
        aria-hidden="true"
      >
        {moment?.count}
      </div>
      <p className={styles.word} aria-live="polite">
        {moment === null ? t(at === 'done' ? 'breathe.done' : 'breathe.ready') : t(`breathe.${moment.phase}`)}
      </p>
      <p className={styles.round}>
        {moment === null ? t('breathe.rounds', { count: breath.rounds }) : t('breathe.round', { round: moment.round, of: breath.rounds })}
      </p>
      <Button variant="light" onClick={() => (at === 'going' ? (watch.pause(), watch.seek(0)) : watch.start())}>
        {t(at === 'going' ? 'breathe.stop' : at === 'done' ? 'breathe.again' : 'breathe.start')}
      </Button>
    </div>
  );
}
