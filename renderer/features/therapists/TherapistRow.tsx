import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TherapistCard } from '#shared/people/therapist.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { pageOf } from '../people/filter-kept.ts';
import people from '../people/directory.module.css';
import { languageName } from '../talk/languages.ts';
import { licencePlace } from './licence-place.ts';

/** One therapist in the directory: the legal name first (F046); the picture is a listener's, the word tells the kind (F045). */
export function TherapistRow({ card }: { card: TherapistCard }) {
  const { t, i18n } = useTranslation(['therapists', 'topics', 'account']);
  const { name, legalName, topics, languages } = card;
  const labels = [t('account:types.therapist'), t('licensedIn', { place: licencePlace(card, i18n.language) }), ...languages.map((tag) => languageName(tag, i18n.language))];
  return (
    <li className={people.row}>
      <Link href={pageOf(name)} className={people.rowLink}>
        <Avatar name={name} type="therapist" size={44} />
        <span className={people.who}>
          <strong>
            <bdi>{legalName}</bdi>
          </strong>{' '}
          <span className={people.presence}>
            <PersonName name={name} />
          </span>
        </span>
      </Link>
      {topics.length > 0 && <p className={people.topics}>{topics.map((topic) => t(`topics:${topic}`)).join(' · ')}</p>}
      <p className={people.quiet}>{labels.join(' · ')}</p>
    </li>
  );
}
