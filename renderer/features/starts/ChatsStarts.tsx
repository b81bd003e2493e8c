import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { theirs, waitingPlace } from './what-waits.ts';
import styles from './starts.module.css';

/** Above the chats: that somebody waits for oneself in person, and the way to them. */
export function ChatsStarts() {
  const { t } = useTranslation('starts');
  const identity = useIdentity();
  const count = theirs(useReadable(useEngine().starts.waiting)).length;
  if (count === 0) return null;
  return (
    <p className={styles.note}>
      <Anchor component={Link} href={waitingPlace(identity)} inherit>
        {t('theirs.count', { count })}
      </Anchor>
    </p>
  );
}
