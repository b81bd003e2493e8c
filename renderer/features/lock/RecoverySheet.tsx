import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { recoveryKeyGroups } from '../../vault/recovery-key.ts';
import styles from './lock.module.css';

/** The key in its groups; on paper it stands alone, with what it is for. */
export function RecoverySheet(props: { recoveryKey: string; replaces: boolean }) {
  const { t } = useTranslation('lock');
  return (
    <div className={styles.sheet}>
      <h3>{t('recovery.title')}</h3>
      <p className={styles.plain}>{t('recovery.what')}</p>
      {/* From left to right in every script, and read out letter by letter. */}
      <p className={styles.key} dir="ltr" aria-hidden="true">
        {recoveryKeyGroups(props.recoveryKey).map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </p>
      <VisuallyHidden>{[...props.recoveryKey].join(' ')}</VisuallyHidden>
      <p className={styles.plain}>{t('recovery.where')}</p>
      {props.replaces && <p className={`${styles.plain} ${styles.screenOnly}`}>{t('recovery.replaces')}</p>}
    </div>
  );
}
