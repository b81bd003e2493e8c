import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './desk.module.css';

/** A chat that was just taken arrives within this time; after it, it is said not to be here. */
const ARRIVES_WITHIN_MS = 4_000;

/** The address names a chat that is not on this device: perhaps not yet, perhaps no more. */
export function MissingChat() {
  const { t } = useTranslation('chats');
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), ARRIVES_WITHIN_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.missing}>
      {waited ? (
        <EmptyState title={t('gone.title')} text={t('gone.body')}>
          <Button component={Link} href="/chats">
            {t('gone.back')}
          </Button>
        </EmptyState>
      ) : (
        <p aria-live="polite">{t('loading')}</p>
      )}
    </div>
  );
}
