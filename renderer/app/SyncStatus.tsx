import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConnection, useEngine } from './context.tsx';
import { describeConnection } from './describe-connection.ts';
import { useNarrow } from './use-narrow.ts';
import styles from './sync-status.module.css';

/** The quiet line that says where the connection is. Spoken only when it changes, and never as an alarm. */
export function SyncStatus() {
  const { t } = useTranslation('app');
  const engine = useEngine();
  const status = useConnection();
  const narrow = useNarrow();
  const { key, retry } = describeConnection(status);
  return (
    <div className={styles.sync}>
      <span className={styles.dot} data-at={status.at} aria-hidden="true" />
      <output title={t(`sync.${key}.long`)}>
        {narrow ? t(`sync.${key}.short`) : t(`sync.${key}.long`)}
      </output>
      {retry && (
        <UnstyledButton className={styles.retry} onClick={() => engine.reconnect()}>
          {t('sync.retry')}
        </UnstyledButton>
      )}
    </div>
  );
}
