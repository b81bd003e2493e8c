import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ListenerCard } from '#shared/people/profile.ts';
import { useIdentity } from '../../app/context.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { RowStart } from '../starts/RowStart.tsx';
import { languageName } from '../talk/languages.ts';
import { isClearedForMe } from './cleared.ts';
import { pageOf } from './filter-kept.ts';
import { PresenceLine } from './PresenceLine.tsx';
import styles from './directory.module.css';

/** One listener in the directory, with the way to a chat with them (F157, F158). `stale`: what is shown of their being here is from before. */
export function ListenerRow({ card, stale }: { card: ListenerCard; stale: boolean }) {
  const { t, i18n } = useTranslation(['people', 'topics']);
  const { name, topics, languages, over35, hears, presence } = card;
  const identity = useIdentity();
  const cleared = isClearedForMe(hears, identity.at === 'local' ? null : identity.actor);
  const labels = [
    ...(cleared ? [t('clearedAdult')] : hears.map((group) => t(`hears.${group}`))),
    ...(over35 ? [t('over35Is')] : []),
    ...languages.map((tag) => languageName(tag, i18n.language)),
  ];
  return (
    <li className={styles.row}>
      <Link href={pageOf(name)} className={styles.rowLink}>
        <Avatar name={name} type="listener" size={44} />
        <span className={styles.who}>
          <strong>
            <PersonName name={name} />
          </strong>
          <PresenceLine presence={presence} stale={stale} />
        </span>
      </Link>
      {topics.length > 0 && <p className={styles.topics}>{topics.map((topic) => t(`topics:${topic}`)).join(' · ')}</p>}
      <p className={styles.quiet}>{labels.join(' · ')}</p>
      <RowStart name={name} presence={presence} stale={stale} />
    </li>
  );
}
