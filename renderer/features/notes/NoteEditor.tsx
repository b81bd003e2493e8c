import { useEffect, useState } from 'react';
import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconArrowLeft, IconHistory, IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { TEXT } from '#shared/limits.ts';
import { useDisk, useVault } from '../../app/context.tsx';
import { useNarrow } from '../../app/use-narrow.ts';
import { useReadable } from '../../app/use-readable.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { NoteVersion } from '../../vault/note-history.ts';
import type { Note } from '../../vault/types.ts';
import type { NoteText } from './editor/create-editor.ts';
import type { NoteSession } from './editor/note-session.ts';
import { NoteBody } from './editor/NoteBody.tsx';
import { NoteHistory } from './editor/NoteHistory.tsx';
import { PlainBody } from './editor/PlainBody.tsx';
import { PathOfNote } from '../paths/PathOfNote.tsx';
import { NoteDetails } from './NoteDetails.tsx';
import type { NoteSaver } from './note-saver.ts';
import { useNoteEditing, type EditorKit } from './use-note-editing.ts';
import styles from './note-editor.module.css';

export function NoteEditor(props: { id: string; onBinned: (note: string) => void }) {
  const { t } = useTranslation('notes');
  const editing = useNoteEditing(props.id);
  switch (editing.at) {
    case 'loading':
      return <div className={styles.editor} />;
    case 'gone':
    case 'rescued':
    case 'unreadable':
      return (
        <div className={styles.nothingOpen}>
          <EmptyState text={t(editing.at)}>
            <Button component={Link} href="/notes" variant="default">
              {t('back')}
            </Button>
          </EmptyState>
        </div>
      );
    case 'open':
      return <OpenNote note={editing.note} session={editing.session} kit={editing.kit} onBinned={props.onBinned} />;
  }
}

function OpenNote(props: { note: Note; session: NoteSession; kit: EditorKit | null; onBinned: (note: string) => void }) {
  const { t } = useTranslation('notes');
  const { note, session } = props;
  const { saver } = session;
  const [title, setTitle] = useState(() => session.words().title);
  const [history, setHistory] = useState(false);
  const [text, setText] = useState<NoteText | null>(null);
  const announce = useAnnounce();
  const narrow = useNarrow();
  const isNew = note.title === '' && note.body === '';
  useEffect(
    () =>
      session.onTheirs((theirs) => {
        setTitle(theirs.title);
        announce(t('editor:theirs'));
      }),
    [session, announce, t],
  );
  const retitle = (written: string): void => {
    setTitle(written);
    saver.change({ title: written });
  };
  const now = () => ({ title, body: text?.body() ?? session.words().body });
  const restore = (version: NoteVersion): void => {
    void session.keep(now());
    retitle(version.title);
    text?.replace(version.body, 'restore');
    announce(t('editor:history.restored'));
  };
  return (
    <article className={styles.editor} aria-label={t('editor')}>
      <VisuallyHidden component={narrow ? 'h1' : 'h2'}>{t('editor')}</VisuallyHidden>
      <Bar note={note} saver={saver} onBinned={props.onBinned} openHistory={text === null ? null : () => setHistory(true)} />
      <SaveTrouble saver={saver} />
      <PathOfNote note={note.id} />
      <input
        className={styles.title}
        aria-label={t('title')}
        placeholder={t('title')}
        // Otherwise the browser writes what stands in the field, readable, into its own session files.
        autoComplete="off"
        dir="auto"
        maxLength={TEXT.maxNoteTitleLength}
        value={title}
        ref={isNew ? focusOnce : undefined}
        onChange={(event) => retitle(event.currentTarget.value)}
        // Links in other notes follow a title that is finished, not each letter of it.
        onBlur={() => void session.flush()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          text?.focus();
        }}
      />
      <NoteDetails note={note} saver={saver} />
      {props.kit === null ? (
        <PlainBody session={session} />
      ) : (
        <NoteBody id={note.id} session={session} kit={props.kit} text={text} onText={setText} />
      )}
      {history && <NoteHistory id={note.id} now={now} close={() => setHistory(false)} restore={restore} />}
    </article>
  );
}

/** A new note is opened to be written in. */
const focusOnce = (field: HTMLInputElement | null): void => field?.focus();

function Bar(props: { note: Note; saver: NoteSaver; onBinned: (note: string) => void; openHistory: (() => void) | null }) {
  const { t } = useTranslation('notes');
  const { notes } = useVault();
  const onDisk = useDisk();
  const [, go] = useLocation();
  const narrow = useNarrow();
  const [pinned, setPinned] = useState(props.note.pinned);
  const pin = async (): Promise<void> => {
    setPinned(!pinned);
    await notes.save(props.note.id, { pinned: !pinned });
  };
  const bin = async (): Promise<void> => {
    await props.saver.flush();
    await notes.moveToBin(props.note.id);
    props.onBinned(props.note.id);
    go('/notes');
  };
  const Pin = pinned ? IconPinFilled : IconPin;
  return (
    <div className={styles.bar}>
      {narrow && (
        <Button
          component={Link}
          href="/notes"
          variant="subtle"
          size="compact-md"
          leftSection={<IconArrowLeft className={styles.turns} size={18} aria-hidden="true" />}
        >
          {t('place')}
        </Button>
      )}
      <SaveLine saver={props.saver} />
      <Tooltip label={t('editor:history.open')} position="bottom-end">
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t('editor:history.open')}
          disabled={props.openHistory === null}
          onClick={() => props.openHistory?.()}
        >
          <IconHistory size={20} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t(pinned ? 'unpin' : 'pin')} position="bottom-end">
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t('pin')}
          aria-pressed={pinned}
          onClick={() => onDisk(pin)}
        >
          <Pin size={20} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('toBin')} position="bottom-end">
        <ActionIcon variant="subtle" size="lg" aria-label={t('toBin')} onClick={() => onDisk(bin)}>
          <IconTrash size={20} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** Says where the newest words are. Silent to readers of the screen: at each pause in typing it would be a nuisance. */
function SaveLine(props: { saver: NoteSaver }) {
  const { t } = useTranslation('notes');
  const { at } = useReadable(props.saver);
  return <span className={styles.saveLine}>{at === 'untouched' ? null : t(`save.${at}`)}</span>;
}

function SaveTrouble(props: { saver: NoteSaver }) {
  const { t } = useTranslation('notes');
  const { at } = useReadable(props.saver);
  if (at !== 'failed') return null;
  return (
    <Notice kind="error" title={t('trouble.what')} safe={t('trouble.safe')} todo={t('trouble.todo')}>
      <Button size="xs" variant="default" onClick={() => void props.saver.flush()}>
        {t('trouble.again')}
      </Button>
    </Notice>
  );
}
