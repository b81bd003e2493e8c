import { useState } from 'react';
import { Button, TextInput, Title } from '@mantine/core';
import { IconNotes, IconPinFilled, IconSearch, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Note } from '../../vault/types.ts';
import { DamagedNotes } from './DamagedNotes.tsx';
import { noteName, noteSnippet } from './note-words.ts';
import { useNotes } from './use-notes.ts';
import { WhoCanRead } from './WhoCanRead.tsx';
import styles from './notes.module.css';

/** How many notes are drawn at once; the rest wait behind a button, so that ten thousand notes open like ten. */
const PAGE = 100;

export function NoteList(props: { current: string | null; create: () => void }) {
  const { t } = useTranslation('notes');
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(PAGE);
  const searching = query.trim() !== '';
  const notes = useNotes(searching ? { of: 'search', query } : { of: 'all' });
  return (
    <>
      <header className={styles.listHead}>
        <Title order={1}>{t('place')}</Title>
        <Button onClick={props.create}>{t('new')}</Button>
      </header>
      <TextInput
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <DamagedNotes />
      {notes !== null && notes.length === 0 && (searching ? <NothingFound /> : <NoNotes />)}
      {notes !== null && notes.length > 0 && (
        <ul className={styles.list} aria-label={t('list')}>
          {notes.slice(0, shown).map((note) => (
            <Row key={note.id} note={note} current={note.id === props.current} />
          ))}
        </ul>
      )}
      {notes !== null && notes.length > shown && (
        <Button variant="subtle" onClick={() => setShown(shown + PAGE)}>
          {t('more', { count: notes.length - shown })}
        </Button>
      )}
      <footer className={styles.listFoot}>
        <WhoCanRead />
        <Link href="/notes/bin" className={styles.binLink}>
          <IconTrash size={16} stroke={1.6} aria-hidden="true" /> {t('bin.title')}
        </Link>
      </footer>
    </>
  );
}

function Row(props: { note: Note; current: boolean }) {
  const { t } = useTranslation('notes');
  const { note } = props;
  return (
    <li className={styles.item}>
      <Link href={`/notes/${note.id}`} className={styles.row} aria-current={props.current ? 'true' : undefined}>
        <span className={styles.name} dir="auto">
          {note.pinned && <IconPinFilled size={14} aria-label={t('pinned')} />}
          {noteName(note) ?? t('untitled')}
        </span>
        <span className={styles.snippet} dir="auto">
          {noteSnippet(note)}
        </span>
        <span className={styles.when}>
          <TimeText atMs={note.updatedAtMs} />
        </span>
      </Link>
    </li>
  );
}

function NothingFound() {
  const { t } = useTranslation('notes');
  return <output className={styles.quiet}>{t('nothingFound')}</output>;
}

function NoNotes() {
  const { t } = useTranslation('notes');
  return <EmptyState icon={<IconNotes size={36} stroke={1.3} />} title={t('empty.title')} text={t('empty.text')} />;
}
