import { useCallback, useMemo } from 'react';
import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerTrackNext, IconPlayerTrackPrev } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReadable } from '../../app/use-readable.ts';
import type { Meditation } from '../../content/library/schema.ts';
import { BreathPacer } from '../../ui/BreathPacer.tsx';
import { TurnsSwitch, useTurns } from '../../ui/turns.tsx';
import { usePageKeys } from '../tools/leave.ts';
import { Progress } from './Progress.tsx';
import { at, lengthMs, minutesOf } from './script.ts';
import { SoundChoices } from './SoundChoices.tsx';
import { usePlayer } from './use-player.ts';
import { WholeText } from './WholeText.tsx';
import styles from './stage.module.css';

/** The words as large captions in time, the breath beneath them, and the few controls that it takes. */
export function Stage({ meditation, leave }: { meditation: Meditation; leave: () => void }) {
  const { t } = useTranslation('meditations');
  const { player, sound, voice } = usePlayer(meditation);
  const turns = useTurns();
  const { at: state, elapsedMs } = useReadable(player);
  const going = state === 'going';
  const now = at(meditation, elapsedMs);
  const exact = useCallback(() => at(meditation, player.exactMs()).breath, [meditation, player]);
  usePageKeys(
    useMemo(
      () => ({ ' ': player.toggle, Escape: leave, ArrowDown: () => player.step(1), ArrowUp: () => player.step(-1) }),
      [player, leave],
    ),
  );
  return (
    <>
      <section className={styles.stage} aria-label={t('player')}>
        <div className={styles.area} data-breath={meditation.breath !== null || undefined}>
          {/* Whoever has the words spoken by the system would otherwise hear them twice. */}
          <div aria-live={voice.chosen === null ? 'polite' : 'off'} aria-atomic="true">
            {state === 'ready' && elapsedMs === 0 ? (
              <Before meditation={meditation} />
            ) : (
              <p key={now.line} className={styles.words}>
                {state === 'done' ? t('over') : now.text || t('soon')}
              </p>
            )}
          </div>
          {now.breath !== null && state !== 'done' && (
            <BreathPacer moment={now.breath} exact={exact} going={going} said={turns.said} />
          )}
        </div>
        <Progress elapsedMs={state === 'done' ? lengthMs(meditation) : elapsedMs} lengthMs={lengthMs(meditation)} />
        <div className={styles.controls}>
          <Button variant="default" onClick={() => player.step(-1)} aria-label={t('back')} px="md">
            <IconPlayerTrackPrev className={styles.turns} size={20} aria-hidden="true" />
          </Button>
          <Button
            size="lg"
            onClick={player.toggle}
            leftSection={going ? <IconPlayerPause size={20} aria-hidden="true" /> : <IconPlayerPlay size={20} aria-hidden="true" />}
          >
            {t(state === 'going' ? 'pause' : state === 'paused' ? 'goOn' : state === 'done' ? 'again' : 'begin')}
          </Button>
          <Button variant="default" onClick={() => player.step(1)} aria-label={t('next')} px="md">
            <IconPlayerTrackNext className={styles.turns} size={20} aria-hidden="true" />
          </Button>
        </div>
        {meditation.breath !== null && <TurnsSwitch turns={turns} />}
        <p className={styles.keys}>{t('keys')}</p>
      </section>
      <SoundChoices meditation={meditation} sound={sound} voice={voice} />
      <WholeText meditation={meditation} line={state === 'ready' ? -1 : now.line} />
    </>
  );
}

/** What it is and how long it takes, where its words will stand. */
function Before({ meditation }: { meditation: Meditation }) {
  const { t } = useTranslation('meditations');
  return (
    <div className={styles.before}>
      <p>{t('minutes', { count: minutesOf(meditation) })}</p>
      <p>{meditation.summary}</p>
      <p>{t('ready')}</p>
    </div>
  );
}
