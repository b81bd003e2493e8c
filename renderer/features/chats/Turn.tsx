import { useTranslation } from 'react-i18next';
import type { ChatCard } from '#shared/documents/people.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { PersonName } from '../../ui/PersonName.tsx';
import { Place } from './Place.tsx';
import { timeOfDay } from './time-words.ts';
import type { TranscriptItem } from './transcript.ts';
import styles from './transcript.module.css';

type TurnItem = Extract<TranscriptItem, { kind: 'turn' }>;

/** What one of the two said without the other coming in between. */
export function Turn({ turn, card }: { turn: TurnItem; card: ChatCard }) {
  const { t, i18n } = useTranslation('chats');
  const [first] = turn.messages;
  if (first === undefined) return null;
  const { at } = first.message;
  return (
    <div className={styles.turn} data-mine={turn.mine || undefined}>
      <p className={styles.by}>
        {turn.mine ? t('lines.you') : <PersonName name={card.with.name} />}{' '}
        <time dateTime={new Date(at).toISOString()}>{timeOfDay(at, formatLocale(i18n.language, navigator.languages))}</time>
      </p>
      {turn.messages.map(({ message, place, worded }) => (
        <div key={message.id} className={styles.message}>
          <p className={styles.bubble} dir="auto">
            {message.text}
          </p>
          {place !== null && <Place place={place} worded={worded} />}
        </div>
      ))}
    </div>
  );
}
