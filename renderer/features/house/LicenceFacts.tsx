import { useTranslation } from 'react-i18next';
import type { Licence } from '#shared/people/therapist.ts';
import { licencePlace } from '../therapists/licence-place.ts';
import styles from './house.module.css';

/** By which name and licence somebody is, or would be, a therapist: for those who decide (F042). */
export function LicenceFacts({ licence, title }: { licence: Licence; title: string }) {
  const { i18n } = useTranslation('house');
  return (
    <p>
      <span className={styles.quiet}>{title}:</span> <bdi>{licence.legalName}</bdi> · {licencePlace(licence, i18n.language)} · <bdi>{licence.number}</bdi>
    </p>
  );
}
