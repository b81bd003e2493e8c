import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { NOTE } from '#shared/limits.ts';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useNow } from '../../ui/now.tsx';
import { Page } from '../../ui/Page.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import type { Note } from '../../vault/types.ts';
import { daysLeft } from './bin.ts';
import { noteName, noteSnippet } from './note-words.ts';
import { useNotes } from './use-notes.ts';
import styles from './note-bin.module.css';

const DAYS = NOTE.binKeptMs / 86_400_000;

/** Notes that were put away. Each says how long it stays; then it is erased (BinWatch.tsx). */
export function NoteBin() {
  const { t } = useTranslation(['notes', 'journal']);
  const { notes } = useVault();
  const { clock } = useApp();
  const nowMs = useNow() ?? clock.nowMs();
  const onDisk = useDisk();
  const announce = useAnnounce();
  const binned = useNotes({ of: 'bin' });
  const [erasing, setErasing] = useState<Note | null>(null);
  const back = (
    <Button component={Link} href="/notes" variant="default">
      {t('back')}
    </Button>
  );
  const nameOf = (note: Note): string => noteName(note) ?? t('untitled');
  const restore = async (note: Note): Promise<void> => {
    await notes.restore(note.id);
    announce(t('journal:bin.restored', { name: nameOf(note) }));
  };
  return (
    <Page title={t('bin.title')} lead={<p>{t('journal:bin.lead', { count: DAYS })}</p>} actions={back}>
      {binned?.length === 0 && <EmptyState text={t('bin.empty')} />}
      <ul className={styles.binList}>
        {binned?.map((note) => (
          <li key={note.id}>
            <div className={styles.binText}>
              <strong dir="auto">{nameOf(note)}</strong>
              <p dir="auto">{noteSnippet(note)}</p>
              <p className={styles.daysLeft}>{t('journal:bin.daysLeft', { count: daysLeft(note, nowMs) })}</p>
            </div>
            <Button
              size="sm"
              variant="light"
              aria-label={t('journal:bin.restoreThis', { name: nameOf(note) })}
              onClick={() => onDisk(() => restore(note))}
            >
              {t('bin.restore')}
            </Button>
            <Button
              size="sm"
              variant="subtle"
              c="var(--sv-danger)"
              color="red"
              aria-label={t('journal:bin.eraseThis', { name: nameOf(note) })}
              onClick={() => setErasing(note)}
            >
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
