import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { unreachable } from '#shared/result.ts';
import type { ChatView } from '../../engine/types.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { useNow } from '../../ui/now.tsx';
import { EarlierWords } from './EarlierWords.tsx';
import { dayName, dayOf, longDate } from './time-words.ts';
import { transcript, type TranscriptItem } from './transcript.ts';
import { NoticeLine } from './NoticeLine.tsx';
import { Turn } from './Turn.tsx';
import type { Reading } from './use-reading.ts';
import styles from './transcript.module.css';

/** What was said, by day and by turn, in a frame that scrolls by itself. */
export function TranscriptView(props: { view: ChatView; reading: Reading; onEarlier: () => void; children: ReactNode }) {
  const { t } = useTranslation('chats');
  const { view } = props;
  const { frame, onScroll, atEnd, freshFrom, toNewest } = props.reading;
  const { name } = view.card.with;
  return (
    <div className={styles.frameHolder}>
      <div
        ref={frame}
        onScroll={onScroll}
        className={styles.frame}
        role="log"
        // The chat in use has its own announcer; ten logs that speak at once would help nobody.
        aria-live="off"
        aria-label={t('lines.label', { name })}
        // A region that scrolls must be reachable by the keyboard (WCAG 2.1.1).
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div>
          <EarlierWords view={view} onShow={props.onEarlier} />
          {view.messages === 0 && !view.hasEarlier && view.card.state === 'open' && <Beginning view={view} />}
          <ol className={styles.items}>
            {transcript(view.lines, freshFrom, dayOf).map((item) => (
              <li key={item.key}>
                <Item item={item} view={view} />
              </li>
            ))}
          </ol>
          {props.children}
          <p className={styles.writing} data-on={view.otherTyping || undefined}>
            {view.otherTyping ? t('lines.writing', { name }) : ''}
          </p>
        </div>
      </div>
      {!atEnd && view.unread > 0 && (
        <Button size="compact-sm" className={styles.below} onClick={toNewest}>
          {t('lines.below')}
        </Button>
      )}
    </div>
  );
}

function Item({ item, view }: { item: TranscriptItem; view: ChatView }) {
  const { t } = useTranslation('chats');
  switch (item.kind) {
    case 'day':
      return <Day atMs={item.atMs} />;
    case 'fresh':
      return (
        <p className={styles.fresh} data-fresh>
          <span>{t('lines.fresh')}</span>
        </p>
      );
    case 'notice':
      return <NoticeLine notice={item.notice} card={view.card} />;
    case 'turn':
      return <Turn turn={item} card={view.card} />;
    default:
      return unreachable(item);
  }
}

function Day({ atMs }: { atMs: number }) {
  const { t, i18n } = useTranslation('chats');
  const name = dayName(atMs, useNow() ?? atMs);
  return <p className={styles.day}>{name === 'date' ? longDate(atMs, formatLocale(i18n.language, navigator.languages)) : t(`lines.${name}`)}</p>;
}

/** Before the first words: a little courage for the one side, a little context for the other. */
function Beginning({ view }: { view: ChatView }) {
  const { t } = useTranslation('chats');
  const { role, topic } = view.card;
  const { name } = view.card.with;
  if (role === 'seeker') return <p className={styles.beginning}>{t('lines.startSeeker', { name })}</p>;
  return (
    <p className={styles.beginning}>
      {topic === null
        ? t('lines.startListener', { name })
        : t('lines.startListenerTopic', { name, topic: t(`topics:${topic}`) })}
    </p>
  );
}
