import { useTranslation } from 'react-i18next';
import { useIdentity } from '../../app/context.tsx';
import styles from './starts.module.css';

/** F036: a listener who asks another may be full of what somebody told them; that one did not tell it to a third. */
export function ThirdPerson() {
  const { t } = useTranslation('starts');
  const identity = useIdentity();
  if (identity.at === 'local' || identity.me.type !== 'listener') return null;
  return <p className={styles.quiet}>{t('thirdPerson')}</p>;
}
