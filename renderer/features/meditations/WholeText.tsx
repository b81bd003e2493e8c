import { useTranslation } from 'react-i18next';
import type { Meditation } from '../../content/library/schema.ts';
import { clockText } from './script.ts';
import styles from './stage.module.css';

/** Everything that is said, to read at any time and at one's own pace (F113, text alternative). */
export function WholeText({ meditation, line }: { meditation: Meditation; line: number }) {
  const { t, i18n } = useTranslation('meditations');
  const { breath, sound } = meditation;
  return (
    <details className={styles.whole}>
      <summary>{t('whole.title')}</summary>
      <p className={styles.bed}>
        {t(`beds.${sound.bed}`)}
        {(sound.bellAtStart || sound.bellAtEnd || sound.bellEverySeconds !== null) && ` · ${t('whole.bells')}`}
        {breath !== null && ` · ${t('whole.breath', { in: breath.inSeconds, out: breath.outSeconds, at: clockText(breath.startsAtSeconds * 1_000, i18n.language) })}`}
      </p>
      <ol>
        {meditation.script.map(({ atSeconds, text }, at) => (
          <li key={atSeconds} aria-current={at === line ? 'step' : undefined}>
            <span className={styles.time}>{clockText(atSeconds * 1_000, i18n.language)}</span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
