import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useReadable } from '../../app/use-readable.ts';
import type { ChatHandle } from '../../engine/types.ts';
import { CopyButton } from './CopyButton.tsx';
import { LetGo } from './LetGo.tsx';
import styles from './composer.module.css';

/** What was typed where nothing can be sent any more: kept, to copy or to let go. */
export function LeftDraft({ handle }: { handle: ChatHandle }) {
  const { t } = useTranslation('chats');
  const text = useReadable(handle.draft);
  if (text.trim() === '') return null;
  return (
    <section className={styles.card} aria-label={t('composer.unsent')}>
      <p className={styles.cardTitle}>{t('composer.unsent')}</p>
      <p className={styles.cardWords} dir="auto">
        {text}
      </p>
      <div className={styles.cardActions}>
        <CopyButton text={text} />
        <LetGo letGo={() => handle.discardDraft()}>
          {(ask) => (
            <Button size="compact-md" variant="subtle" onClick={ask}>
              {t('refused.letGo')}
            </Button>
          )}
        </LetGo>
      </div>
    </section>
  );
}
