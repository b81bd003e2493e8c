import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDisk, useVault } from '../../app/context.tsx';
import { useNarrow } from '../../app/use-narrow.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { NoteBin } from './NoteBin.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { NoteList } from './NoteList.tsx';
import { useCreateNote } from './use-create-note.ts';
import styles from './notes.module.css';

/** Confidential notes (F094, F229): the list and one note side by side, or one after the other where it is narrow. */
export function NotesScreen(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('notes');
  useTitle(t('place'));
  const narrow = useNarrow();
  const [binned, setBinned] = useState<string | null>(null);
  const { note } = props.params;
  const create = useCreateNote();
  if (note === 'bin') return <NoteBin />;
  return (
    <div className={styles.panes}>
      {(!narrow || note === undefined) && (
        <div className={styles.listPane}>
          {binned !== null && <Binned note={binned} done={() => setBinned(null)} />}
          <NoteList current={note ?? null} create={create} />
        </div>
      )}
      {note !== undefined && <NoteEditor key={note} id={note} onBinned={setBinned} />}
      {note === undefined && !narrow && (
        <div className={styles.nothingOpen}>
          <EmptyState text={t('nothingOpen')}>
            <Button onClick={create}>{t('new')}</Button>
          </EmptyState>
        </div>
      )}
    </div>
  );
}

/** The way back, offered where the person looks next. */
function Binned(props: { note: string; done: () => void }) {
  const { t } = useTranslation('notes');
  const { notes } = useVault();
  const onDisk = useDisk();
  const restore = async (): Promise<void> => {
    await notes.restore(props.note);
    props.done();
  };
  return (
    <Notice kind="note" title={t('binned')}>
      <Button size="xs" variant="default" onClick={() => onDisk(restore)}>
        {t('undo')}
      </Button>
      <Button size="xs" variant="subtle" onClick={props.done}>
        {t('fine')}
      </Button>
    </Notice>
  );
}
