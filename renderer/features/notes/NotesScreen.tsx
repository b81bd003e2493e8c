import { useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDisk, useVault } from '../../app/context.tsx';
import { useNarrow } from '../../app/use-narrow.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { BeginPage } from './BeginPage.tsx';
import { CalendarPage } from './CalendarPage.tsx';
import { ExportPage } from './ExportPage.tsx';
import { NoteBin } from './NoteBin.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { NoteList, NOTHING_SOUGHT } from './NoteList.tsx';
import { PeoplePage } from './PeoplePage.tsx';
import { placeOf } from './note-places.ts';
import { useAboutWhom } from './use-about-whom.ts';
import { useCreateNote } from './use-create-note.ts';
import styles from './notes.module.css';

/** Confidential notes (F094, F229) and everything that one can do with them. What was looked for stays while one is here. */
export function NotesScreen(props: { params: Readonly<Record<string, string | undefined>> }) {
  const place = placeOf(props.params);
  const [finding, find] = useState(NOTHING_SOUGHT);
  const [day, setDay] = useState<string | null>(null);
  switch (place.at) {
    case 'bin':
      return <NoteBin />;
    case 'calendar':
      return <CalendarPage day={day} setDay={setDay} />;
    case 'people':
      return <PeoplePage />;
    case 'begin':
      return <BeginPage chat={place.chat} />;
    case 'export':
      return <ExportPage />;
    case 'about':
    case 'list':
      return <Panes place={place} finding={finding} find={find} />;
  }
}

type PaneProps = Pick<Parameters<typeof NoteList>[0], 'finding' | 'find'> & {
  place: Extract<ReturnType<typeof placeOf>, { note: string | null }>;
};

/** The list and one note side by side, or one after the other where it is narrow. */
function Panes({ place, finding, find }: PaneProps) {
  const { t } = useTranslation('notes');
  useTitle(t('place'));
  const narrow = useNarrow();
  const [binned, setBinned] = useState<string | null>(null);
  const create = useCreateNote();
  const about = useAboutWhom(place.at === 'about' ? place.chat : null);
  const { note } = place;
  const scrolled = useRef(0);
  /** Where it is narrow the list comes and goes; it comes back where it was. */
  const comeBack = (pane: HTMLDivElement | null): void => {
    if (pane !== null) requestAnimationFrame(() => (pane.scrollTop = scrolled.current));
  };
  return (
    <div className={styles.panes}>
      {(!narrow || note === null) && (
        <div
          ref={narrow ? comeBack : undefined}
          className={styles.listPane}
          data-scrolls
          onScroll={(event) => (scrolled.current = event.currentTarget.scrollTop)}
        >
          {binned !== null && <Binned note={binned} done={() => setBinned(null)} />}
          <NoteList current={note} about={about} finding={finding} find={find} />
        </div>
      )}
      {note !== null && <NoteEditor key={note} id={note} onBinned={setBinned} />}
      {note === null && !narrow && (
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
