import { useMemo } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconNotes, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useAnnounced } from '../../ui/announcer.tsx';
import { foldedWords } from '../../vault/fold.ts';
import { DamagedNotes } from './DamagedNotes.tsx';
import { isFiltered, NO_FILTER, siftNotes, type NoteFilter } from './note-filter.ts';
import { NoteFilters } from './NoteFilters.tsx';
import { AboutHead, ListFoot, ListHead } from './ListEdges.tsx';
import { NoteRows } from './NoteRows.tsx';
import { useNotes } from './use-notes.ts';
import type { AboutWhom } from './use-about-whom.ts';
import styles from './notes.module.css';

/** What is looked for and shown; kept while one goes from note to note. */
export interface Finding {
  readonly query: string;
  readonly filter: NoteFilter;
}

export const NOTHING_SOUGHT: Finding = { query: '', filter: NO_FILTER };

/** All notes, or those about somebody; narrowed by words, a tag, or what is kept at the top. */
export function NoteList(props: {
  current: string | null;
  about: AboutWhom | null;
  finding: Finding;
  find: (finding: Finding) => void;
}) {
  const { t } = useTranslation(['notes', 'journal']);
  const { about, finding, find } = props;
  const { query, filter } = finding;
  const searching = query.trim() !== '';
  const all = useNotes({ of: 'all' });
  const found = useNotes(searching ? { of: 'search', query } : { of: 'all' });
  const words = useMemo(() => foldedWords(query), [query]);
  const person = about?.person ?? null;
  const notes = useMemo(() => (found === null ? null : siftNotes(found, filter, person)), [found, filter, person]);
  const narrowed = searching || isFiltered(filter);
  useAnnounced(narrowed && notes !== null ? t('journal:filter.found', { count: notes.length }) : '');
  return (
    <>
      {about === null ? <ListHead /> : <AboutHead about={about} />}
      <TextInput
        type="search"
        autoComplete="off"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        value={query}
        onChange={(event) => find({ ...finding, query: event.currentTarget.value })}
      />
      {all !== null && <NoteFilters notes={all} filter={filter} change={(next) => find({ ...finding, filter: next })} />}
      <DamagedNotes />
      {notes !== null && notes.length === 0 && (
        <NothingHere narrowed={narrowed} about={about} reset={() => find(NOTHING_SOUGHT)} />
      )}
      {notes !== null && notes.length > 0 && (
        <NoteRows notes={notes} current={props.current} about={about?.chat ?? null} words={words} />
      )}
      <ListFoot />
    </>
  );
}

/** Nothing found, nothing about somebody, or nothing at all yet: each is another thing to say. */
function NothingHere(props: { narrowed: boolean; about: AboutWhom | null; reset: () => void }) {
  const { t } = useTranslation(['notes', 'journal']);
  if (props.narrowed) {
    return (
      <div>
        <p className={styles.quiet}>{t('nothingFound')}</p>
        <Button size="xs" variant="default" onClick={props.reset}>
          {t('journal:filter.showAll')}
        </Button>
      </div>
    );
  }
  if (props.about !== null) return <p className={styles.quiet}>{t('journal:about.none', { name: props.about.person.name })}</p>;
  return <EmptyState icon={<IconNotes size={36} stroke={1.3} />} title={t('empty.title')} text={t('empty.text')} />;
}
