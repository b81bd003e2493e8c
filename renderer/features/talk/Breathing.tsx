import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TurnsSwitch, useTurns } from '../../ui/turns.tsx';
import styles from './talk.module.css';

/** Counts of about a second: four in, six out, six times. */
export const BREATHING = { inMs: 4_000, outMs: 6_000, breaths: 6 } as const;

type Phase = { readonly at: 'rest' | 'done' } | { readonly at: 'in' | 'out'; readonly breath: number };

const following = (phase: { at: 'in' | 'out'; breath: number }): Phase => {
  if (phase.at === 'in') return { at: 'out', breath: phase.breath };
  return phase.breath < BREATHING.breaths ? { at: 'in', breath: phase.breath + 1 } : { at: 'done' };
};

/** A minute of slow breathing. The word leads; the circle only goes along, and stands still where motion is unwanted. */
export function Breathing() {
  const { t } = useTranslation('talk');
  const turns = useTurns();
  const [phase, setPhase] = useState<Phase>({ at: 'rest' });
  useEffect(() => {
    if (phase.at !== 'in' && phase.at !== 'out') return undefined;
    const timer = setTimeout(() => setPhase(following(phase)), BREATHING[`${phase.at}Ms`]);
    return () => clearTimeout(timer);
  }, [phase]);
  const going = phase.at === 'in' || phase.at === 'out';
  return (
    <div className={styles.breathing}>
      {going && (
        <div className={styles.breath} data-at={phase.at}>
          <span className={styles.circle} aria-hidden="true" />
          <span aria-live={turns.said ? 'polite' : undefined}>{t(`ideas.${phase.at}`)}</span>
        </div>
      )}
      {phase.at === 'done' && <p aria-live="polite">{t('ideas.done')}</p>}
      <Button variant="light" onClick={() => setPhase(going ? { at: 'rest' } : { at: 'in', breath: 1 })}>
        {t(going ? 'ideas.breatheStop' : 'ideas.breatheStart')}
      </Button>
      <TurnsSwitch turns={turns} />
    </div>
  );
}
