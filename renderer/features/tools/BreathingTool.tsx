import { useCallback, useEffect, useMemo, useState } from 'react';
import { Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { Breath, Tool } from '../../content/library/schema.ts';
import { useDevices } from '../../sound/devices.ts';
import { planOfBreath } from '../../sound/plan.ts';
import type { SoundEngine } from '../../sound/sound.ts';
import { useVolume } from '../../sound/use-volume.ts';
import { BreathPacer } from '../../ui/BreathPacer.tsx';
import { breathAt, breathMs } from '../../ui/breathing.ts';
import { TurnsSwitch, useTurns } from '../../ui/turns.tsx';
import { usePageKeys } from './leave.ts';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';
import styles from './tools.module.css';

/** Begins by itself: whoever came here for breath should not have to look for a button. It makes no sound unasked. */
export function BreathingTool({ tool, breath }: { tool: Tool; breath: Breath }) {
  const { t } = useTranslation('tools');
  const { timers } = useApp();
  const [watch] = useState(() => createStopwatch(timers, breathMs(breath)));
  const { at, elapsedMs } = useReadable(watch);
  const turns = useTurns();
  const going = at === 'going';
  useEffect(() => {
    watch.start();
    document.addEventListener('visibilitychange', watch.look);
    return () => {
      document.removeEventListener('visibilitychange', watch.look);
      watch.close();
    };
  }, [watch]);
  const toggle = useCallback(() => (watch.getSnapshot().at === 'going' ? watch.pause() : watch.start()), [watch]);
  usePageKeys(useMemo(() => ({ ' ': toggle }), [toggle]));
  const exact = useCallback(() => breathAt(breath, watch.exactMs()), [breath, watch]);
  return (
    <section className={styles.stage} aria-label={tool.title}>
      {at === 'done' ? (
        <output className={styles.over}>{t('breathing.over')}</output>
      ) : (
        <BreathPacer moment={breathAt(breath, elapsedMs)} exact={exact} going={going} said={turns.said} />
      )}
      <div className={styles.controls}>
        <Button onClick={toggle} miw="9rem">
          {t(going ? 'breathing.pause' : at === 'done' ? 'again' : 'breathing.goOn')}
        </Button>
        <AirSwitch breath={breath} watch={watch} going={going} />
        <TurnsSwitch turns={turns} />
      </div>
      <p className={styles.keys}>{t('breathing.keys')}</p>
      <ul className={styles.steps}>
        {tool.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </section>
  );
}

/** Sound to breathe by, for closed eyes. */
function AirSwitch(props: { breath: Breath; watch: Stopwatch; going: boolean }) {
  const { t } = useTranslation('tools');
  const { breath, watch, going } = props;
  const { openSound } = useDevices();
  const { volume } = useVolume();
  const [wanted, setWanted] = useState(false);
  const [engine, setEngine] = useState<SoundEngine | null>(null);
  useEffect(() => {
    if (engine === null || !wanted || !going) return undefined;
    const playing = engine.play(planOfBreath(breath, breathMs(breath)), watch.exactMs(), watch.look);
    return () => playing.stop();
  }, [engine, wanted, going, breath, watch]);
  useEffect(() => () => engine?.close(), [engine]);
  const change = (on: boolean): void => {
    setWanted(on);
    // Opened by the press itself, as browsers ask.
    if (on && engine === null) setEngine(openSound(volume));
  };
  return <Switch label={t('breathing.sound')} checked={wanted} onChange={(event) => change(event.currentTarget.checked)} />;
}
