import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChatId } from '#shared/ids.ts';
import type { ChatSummary } from '../../engine/types.ts';
import { ChatRow } from './ChatRow.tsx';
import { digitOf, type DeskOrder } from './desk-order.ts';
import styles from './list.module.css';

/** Open chats in the order they began, so that each keeps its place; ended ones below, newest first. */
export function ChatList(props: { order: DeskOrder; chosen: ChatId | null; numbered?: boolean }) {
  const { t } = useTranslation('chats');
  const { open, past } = props.order;
  const numbered = props.numbered === true && open.length > 1;
  const rows = (chats: readonly ChatSummary[], digits: boolean) => (
    <ul className={styles.rows}>
      {chats.map((summary, index) => (
        <li key={summary.chat}>
          <ChatRow summary={summary} current={summary.chat === props.chosen} digit={digits ? digitOf(index) : null} />
        </li>
      ))}
    </ul>
  );
  return (
    <nav aria-label={t('list.label')}>
      {open.length > 0 && rows(open, numbered)}
      {numbered && <p className={styles.keys}>{t('list.keys')}</p>}
      {past.length > 0 && (
        <>
          <Title order={2} size="h3" className={styles.past}>
            {t('list.past')}
          </Title>
          {rows(past, false)}
        </>
      )}
    </nav>
  );
}
