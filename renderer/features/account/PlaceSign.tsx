import { useTranslation } from 'react-i18next';
import { SIGNS } from './place-signs.ts';
import styles from './account.module.css';

/** The sign of a place, with a dot in a colour of its own; or the name that this place knows it by. */
export function PlaceSign(props: { sign: number; name?: string | undefined }) {
  const { t } = useTranslation('account');
  return (
    <span className={styles.sign}>
      <span className={styles.dot} style={{ background: `hsl(${Math.round((props.sign * 7 * 360) / SIGNS) % 360} 45% 52%)` }} aria-hidden="true" />
      <bdi>{props.name ?? t(`signs.${props.sign}`)}</bdi>
    </span>
  );
}
