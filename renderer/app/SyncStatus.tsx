import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { unreachable } from '#shared/result.ts';
import type { ConnectionStatus } from '../engine/types.ts';
import { useConnection, useEngine } from './context.tsx';
import { useNarrow } from './use-narrow.ts';
import styles from './shell.module.css';

/** The name of the sentence that says where the connection is, and whether trying again now is of any use. */
export function describeConnection(status: ConnectionStatus): { readonly key: string; readonly retry: boolean } {
  switch (status.at) {
    case 'online':
    case 'connecting':
      return { key: status.at, retry: false };
    case 'offline':
    case 'waiting':
      return { key: status.at, retry: true };
    case 'refused':
      return { key: status.because, retry: false };
    default:
      return unreachable(status);
  }
}

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
