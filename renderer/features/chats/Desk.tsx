import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ChatId } from '#shared/ids.ts';
import { ChatPane } from './ChatPane.tsx';
import { columnsOf, type DeskOrder } from './desk-order.ts';
import styles from './desk.module.css';

/**
 * Several chats side by side, as many as fit at a readable width and the others by scrolling. One of them is in use:
 * the one with the focus, whose address is in the location.
 */
export function Desk(props: { order: DeskOrder; chosen: ChatId | null }) {
  const { t } = useTranslation('chats');
  const [, go] = useLocation();
  const { chosen } = props;
  const columns = columnsOf(props.order, chosen);
  if (columns.length === 0) return <p className={styles.missing}>{t('choose')}</p>;
  return (
    <section className={styles.desk} aria-label={t('desk')}>
      {columns.map(({ chat }) => (
        <div key={chat} className={styles.column} data-chat={chat}>
          <ChatPane
            chat={chat}
            active={chat === chosen}
            activate={() => go(`/chats/${chat}`, { replace: true })}
          />
        </div>
      ))}
    </section>
  );
}
