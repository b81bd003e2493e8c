import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Meditation } from '../../content/library/schema.ts';
import type { Kept } from '../../vault/types.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import { newestFirst, type Finished } from './finished.ts';
import { useForgetFinished } from './use-finished.ts';
import styles from './meditations.module.css';

/** What was heard and when, for oneself alone; each can be forgotten. Nothing is added up. */
export function HeardBefore(props: { finished: readonly Kept<Finished>[]; all: readonly Meditation[] }) {
  const { t } = useTranslation('meditations');
  const forget = useForgetFinished();
  if (props.finished.length === 0) return null;
  const titleOf = (id: string): string => props.all.find((one) => one.id === id)?.title ?? id;
  return (
    <details className={styles.before}>
      <summary>{t('before.title')}</summary>
      <p>{t('before.text')}</p>
      <ul>
        {newestFirst(props.finished).map(({ id, value }) => (
          <li key={id}>
            <span>
              {titleOf(value.meditation)} · <TimeText atMs={value.finishedAtMs} full />
            </span>
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={t('before.forgetThis', { title: titleOf(value.meditation) })}
              onClick={() => forget(id)}
            >
              {t('before.forget')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
