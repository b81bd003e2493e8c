import { useTranslation } from 'react-i18next';
import { TimeText } from '../../ui/TimeText.tsx';
import type { MoodMark } from './mood.ts';
import styles from './moods.module.css';

/** A mark in words: when, how heavy or light, how much energy, and what its writer added. */
export function MarkLine({ mark }: { mark: MoodMark }) {
  const { t } = useTranslation('moods');
  const energy = mark.energy === null ? null : t('withEnergy', { energy: t(`energy.${mark.energy}`) });
  return (
    <div className={styles.mark}>
      <span className={styles.when}>
        <TimeText atMs={mark.atMs} />
      </span>
      <span>
        <strong>{t(`mood.${mark.mood}`)}</strong>
        {energy !== null && ` · ${energy}`}
      </span>
      {mark.words !== '' && (
        <span className={styles.words} dir="auto">
          {mark.words}
        </span>
      )}
    </div>
  );
}
