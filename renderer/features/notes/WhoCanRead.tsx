import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useVault } from '../../app/context.tsx';
import styles from './notes.module.css';

/** One honest line about who can read what is written here (F091). */
export function WhoCanRead() {
  const { t } = useTranslation('notes');
  const { protection } = useVault().profile;
  const Lock = protection === 'device' ? IconLockOpen : IconLock;
  return (
    <p className={styles.whoCanRead}>
      <Lock size={16} stroke={1.6} aria-hidden="true" />
      <span>
        {t(`whoCanRead.${protection}`)}{' '}
        {protection === 'device' && <Link href="/you/passphrase">{t('whoCanRead.offer')}</Link>}
      </span>
    </p>
  );
}
