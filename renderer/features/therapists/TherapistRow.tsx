import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TherapistCard } from '#shared/people/therapist.ts';
import { useIdentity } from '../../app/context.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { isClearedForMe } from '../people/cleared.ts';
import { pageOf } from '../people/filter-kept.ts';
import people from '../people/directory.module.css';
import { PresenceLine } from '../people/PresenceLine.tsx';
import { RowStart } from '../starts/RowStart.tsx';
import { languageName } from '../talk/languages.ts';
import { licencePlace } from './licence-place.ts';

/**
 * One therapist in the directory, with the way to a chat (F043): the legal name first (F046); the picture is a listener's, the word tells
 * the kind (F045). `stale`: what is shown of their being here is from before.
 */
export function TherapistRow({ card, stale }: { card: TherapistCard; stale: boolean }) {
  const { t, i18n } = useTranslation(['therapists', 'topics', 'account', 'people']);
  const { name, legalName, topics, languages, presence = null } = card;
  const hears = card.hears ?? [];
  const identity = useIdentity();
  const cleared = isClearedForMe(hears, identity.at === 'local' ? null : identity.actor);
  const labels = [
    t('account:types.therapist'), t('licensedIn', { place: licencePlace(card, i18n.language) }),
    ...(cleared ? [t('people:clearedAdult')] : hears.map((group) => t(`people:hears.${group}`))),
    ...languages.map((tag) => languageName(tag, i18n.language)),
  ];
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
          {presence !== null && <PresenceLine presence={presence} stale={stale} />}
        </span>
      </Link>
      {topics.length > 0 && <p className={people.topics}>{topics.map((topic) => t(`topics:${topic}`)).join(' · ')}</p>}
      <p className={people.quiet}>{labels.join(' · ')}</p>
      {presence !== null && <RowStart name={name} presence={presence} stale={stale} isTherapist />}
    </li>
  );
}
