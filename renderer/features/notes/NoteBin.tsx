import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useDisk, useVault } from '../../app/context.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import type { Note } from '../../vault/types.ts';
import { noteName, noteSnippet } from './note-words.ts';
import { useNotes } from './use-notes.ts';
import styles from './note-bin.module.css';

/** Notes that were put away. They stay until their writer erases them; nothing empties the bin by itself. */
export function NoteBin() {
  const { t } = useTranslation('notes');
  const { notes } = useVault();
  const onDisk = useDisk();
  const binned = useNotes({ of: 'bin' });
  const [erasing, setErasing] = useState<Note | null>(null);
  const back = (
    <Button component={Link} href="/notes" variant="default">
      {t('back')}
    </Button>
  );
  return (
    <Page title={t('bin.title')} lead={<p>{t('bin.lead')}</p>} actions={back}>
      {binned?.length === 0 && <EmptyState text={t('bin.empty')} />}
      <ul className={styles.binList}>
        {binned?.map((note) => (
          <li key={note.id}>
            <div className={styles.binText}>
              <strong dir="auto">{noteName(note) ?? t('untitled')}</strong>
              <p dir="auto">{noteSnippet(note)}</p>
            </div>
            <Button size="sm" variant="light" onClick={() => onDisk(() => notes.restore(note.id))}>
              {t('bin.restore')}
            </Button>
            <Button size="sm" variant="subtle" c="var(--sv-danger)" color="red" onClick={() => setErasing(note)}>
              {t('bin.erase')}
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        opened={erasing !== null}
        close={() => setErasing(null)}
        title={t('bin.ask')}
        text={<p>{t('bin.askText')}</p>}
        confirm={t('bin.eraseForGood')}
        danger
        onConfirm={() => erasing !== null && onDisk(() => notes.erase(erasing.id))}
      />
    </Page>
  );
}
