import { useTranslation } from 'react-i18next';
import type { ChatNotice } from '#shared/documents/chat.ts';
import type { ChatCard } from '#shared/documents/people.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { nameInText } from '../../ui/name-in-text.ts';
import { timeOfDay } from './time-words.ts';
import styles from './transcript.module.css';

/** What happened to the chat itself. */
export function NoticeLine({ notice, card }: { notice: ChatNotice; card: ChatCard }) {
  const { t, i18n } = useTranslation('chats');
  return (
    <p className={styles.happened}>
      {t(`notice.${whatHappened(notice, card)}`, { name: nameInText(t, card.with.name) })}{' '}
      <time dateTime={new Date(notice.at).toISOString()}>{timeOfDay(notice.at, formatLocale(i18n.language, navigator.languages))}</time>
    </p>
  );
}

function whatHappened(notice: ChatNotice, card: ChatCard): string {
  if (notice.what === 'opened') return 'opened';
  if (notice.by === null) return 'ended';
  return notice.by === card.with.account ? 'endedByOther' : 'endedByYou';
}
