import { memo } from 'react';
import { IconPinFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ChatId } from '#shared/ids.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Note } from '../../vault/types.ts';
import { markHits, matchingLine, type LinePart } from './matching-line.ts';
import { noteAddress } from './note-places.ts';
import { noteName, noteSnippet } from './note-words.ts';
import { useRefusedNotes } from './use-sittings.tsx';
import styles from './note-rows.module.css';

export interface NoteRowProps {
  readonly note: Note;
  readonly current: boolean;
  readonly about: ChatId | null;
  readonly words: readonly string[];
  /** Told which row has the focus, and when none has. */
  readonly focus?: (note: string | null) => void;
}

/**
 * A note in a list: its name, when, and its first words; after a search, the line in which the words stand. One that was left
 * with words which the disk does not take says so: opened, it has them (RELIABILITY F2).
 */
export const NoteRow = memo(({ note, current, about, words, focus }: NoteRowProps) => {
  const { t } = useTranslation(['notes', 'journal']);
  const name = noteName(note);
  const line = matchingLine(note.body, words);
  const refused = useRefusedNotes().has(note.id);
  return (
    <Link
      href={noteAddress(note.id, about)}
      className={styles.row}
      aria-current={current ? 'true' : undefined}
      onFocus={() => focus?.(note.id)}
      onBlur={() => focus?.(null)}
    >
      <span className={styles.name} dir="auto">
        {note.pinned && <IconPinFilled size={14} aria-label={t('pinned')} />}
        {name === null ? t('untitled') : <Marked parts={markHits(name, words)} />}
      </span>
      <span className={styles.when} data-refused={refused || undefined}>
        {refused ? t('notes:save.failed') : <TimeText atMs={note.updatedAtMs} />}
      </span>
      <span className={styles.text}>
        <span className={styles.snippet} dir="auto">
          {line === null ? noteSnippet(note) : <Marked parts={line} />}
        </span>
        <span className={styles.marks}>
          {note.tags.map((tag) => (
            <bdi key={tag} className={styles.tag}>
              {tag}
            </bdi>
          ))}
          {note.about.map((link) => (
            <bdi key={`${link.to} ${link.to === 'chat' ? link.chat : link.name}`} className={styles.tag} dir="ltr">
              @{link.name}
            </bdi>
          ))}
        </span>
      </span>
    </Link>
  );
});

const Marked = ({ parts }: { parts: readonly LinePart[] }) =>
  // Parts have no identity of their own but their place.
  parts.map(({ text, hit }, index) => (hit ? <mark key={`${index}`} className={styles.hit}>{text}</mark> : text));
