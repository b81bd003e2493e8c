import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { Section } from '../../ui/Page.tsx';
import { ChatRow } from './ChatRow.tsx';
import styles from './list.module.css';

const SHOWN = 4;

/** On Home: the chats with the newest activity; nothing where there are none. */
export function RecentChats() {
  const { t } = useTranslation('chats');
  const chats = useReadable(useEngine().chats);
  if (chats.length === 0) return null;
  return (
    <Section title={t('recent.title')}>
      <ul className={styles.rows}>
        {chats.slice(0, SHOWN).map((summary) => (
          <li key={summary.chat}>
            <ChatRow summary={summary} />
          </li>
        ))}
      </ul>
      {chats.length > SHOWN && (
        <Anchor component={Link} href="/chats">
          {t('recent.all')}
        </Anchor>
      )}
    </Section>
  );
}
