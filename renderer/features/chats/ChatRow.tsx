import { Badge, Kbd, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ChatSummary } from '../../engine/types.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import styles from './list.module.css';

/** A chat in a list: who, the last words or that they are writing, what is new, and what waits to be sent. */
export function ChatRow(props: { summary: ChatSummary; current?: boolean; digit?: string | null }) {
  const { t } = useTranslation('chats');
  const { current = false, digit = null } = props;
  const { chat, card, unread, otherTyping, last, waitingToSend } = props.summary;
  return (
    <Link href={`/chats/${chat}`} className={styles.row} aria-current={current ? 'page' : undefined}>
      <Avatar name={card.with.name} type={card.with.type} size={38} />
      <span className={styles.rowWords}>
        <span className={styles.rowHead}>
          <span className={styles.rowName}>
            <PersonName name={card.with.name} />
          </span>
          {last !== null && (
            <span className={styles.rowTime}>
              <TimeText atMs={last.at} />
            </span>
          )}
        </span>
        <span className={styles.rowLast} dir="auto">
          {otherTyping ? t('list.typing') : <LastWords summary={props.summary} />}
        </span>
        {waitingToSend > 0 && (
          <span className={styles.rowWaits}>{t('list.waitingToSend', { count: waitingToSend })}</span>
        )}
      </span>
      {unread > 0 && (
        <>
          <Badge variant="filled" size="md" circle={unread < 10} aria-hidden="true">
            {unread}
          </Badge>
          <VisuallyHidden>{t('list.unread', { count: unread })}</VisuallyHidden>
        </>
      )}
      {digit !== null && (
        <Kbd size="xs" aria-hidden="true">
          {digit}
        </Kbd>
      )}
    </Link>
  );
}

function LastWords({ summary }: { summary: ChatSummary }) {
  const { t } = useTranslation('chats');
  const { last, card } = summary;
  if (last?.kind === 'message') {
    return last.author === card.with.account ? last.text : t('list.you', { text: last.text });
  }
  return card.state === 'open' ? t('list.nothingYet') : t('notice.ended');
}
