import { useCallback, useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { Breath } from '../../content/library/schema.ts';
import { BreathPacer } from '../../ui/BreathPacer.tsx';
import { breathAt, breathMs } from '../../ui/breathing.ts';
import { TurnsSwitch, useTurns } from '../../ui/turns.tsx';
import { createStopwatch } from '../tools/stopwatch.ts';
import styles from './paced-breath.module.css';

/** So many breaths to go along with, begun by the person. */
export function PacedBreath({ breath }: { breath: Breath }) {
  const { t } = useTranslation('paths');
  const { timers } = useApp();
  const [watch] = useState(() => createStopwatch(timers, breathMs(breath)));
  const { at, elapsedMs } = useReadable(watch);
  const turns = useTurns();
  useEffect(() => {
    document.addEventListener('visibilitychange', watch.look);
    return () => {
      document.removeEventListener('visibilitychange', watch.look);
      watch.close();
    };
  }, [watch]);
  const exact = useCallback(() => breathAt(breath, watch.exactMs()), [breath, watch]);
  const moment = at === 'going' ? breathAt(breath, elapsedMs) : null;
  return (
    <div className={styles.paced}>
      <div className={styles.place}>
        {moment !== null && <BreathPacer moment={moment} exact={exact} going said={turns.said} />}
        <output className={styles.word}>{moment === null && t(at === 'done' ? 'breathe.done' : 'breathe.ready')}</output>
      </div>
      <p className={styles.round}>
        {moment === null ? t('breathe.rounds', { count: breath.rounds }) : t('breathe.round', { round: moment.round, of: breath.rounds })}
      </p>
      <Button variant="light" onClick={() => (at === 'going' ? (watch.pause(), watch.seek(0)) : watch.start())}>
        {t(at === 'going' ? 'breathe.stop' : at === 'done' ? 'breathe.again' : 'breathe.start')}
      </Button>
      <TurnsSwitch turns={turns} />
    </div>
  );
}
