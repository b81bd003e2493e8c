import { useTranslation } from 'react-i18next';
import { clockText } from './script.ts';
import styles from './stage.module.css';

/** How far along, in a line and in words. Not a slider: one goes by the script's own steps. */
export function Progress({ elapsedMs, lengthMs }: { elapsedMs: number; lengthMs: number }) {
  const { t, i18n } = useTranslation('meditations');
  const words = t('progress', { at: clockText(elapsedMs, i18n.language), of: clockText(lengthMs, i18n.language) });
  return (
    <div className={styles.progress}>
      <progress
        aria-label={t('progressLabel')}
        aria-valuetext={words}
        max={lengthMs}
        value={elapsedMs}
        className={styles.track}
      />
      <span aria-hidden="true">{words}</span>
    </div>
  );
}
