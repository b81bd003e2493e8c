import { useId } from 'react';
import { Select, Slider } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Meditation } from '../../content/library/schema.ts';
import type { useVolume } from '../../sound/use-volume.ts';
import type { VoiceChoice } from './use-voice.ts';
import styles from './stage.module.css';

const SILENT = 'silent';

/** How loud, and whether the words are spoken. Both are kept on this device. */
export function SoundChoices(props: { meditation: Meditation; sound: ReturnType<typeof useVolume>; voice: VoiceChoice }) {
  const { t } = useTranslation('meditations');
  const { volume, setVolume } = props.sound;
  const { voices, chosen, choose } = props.voice;
  const label = useId();
  const percent = (value: number): string => t('percent', { value: Math.round(value * 100) });
  return (
    <section className={styles.choices} aria-label={t('sound')}>
      <div className={styles.volume}>
        <span id={label}>{t('volume')}</span>
        <Slider
          aria-labelledby={label}
          thumbProps={{ 'aria-labelledby': label, 'aria-valuetext': percent(volume) }}
          min={0}
          max={1}
          step={0.05}
          value={volume}
          onChange={setVolume}
          label={percent}
        />
        <span className={styles.bed}>{t(`beds.${props.meditation.sound.bed}`)}</span>
      </div>
      {voices.length === 0 ? (
        <p className={styles.bed}>{t('noVoice')}</p>
      ) : (
        <Select
          label={t('voice')}
          description={t('voiceHint')}
          data={[{ value: SILENT, label: t('voiceNone') }, ...voices.map(({ voiceURI, name }) => ({ value: voiceURI, label: name }))]}
          value={chosen?.voiceURI ?? SILENT}
          onChange={(value) => choose(value === null || value === SILENT ? null : value)}
          allowDeselect={false}
        />
      )}
    </section>
  );
}
