import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatId } from '#shared/ids.ts';
import type { Note } from '../../vault/types.ts';
import { NoteRow } from './NoteRow.tsx';
import { ALL_AT_ONCE } from './windowing.ts';
import { useWindowed } from './use-windowed.ts';
import styles from './note-rows.module.css';

/**
 * A list of notes of any length: drawn are the rows in sight, and the one with the focus wherever it is, so that nobody
 * is thrown out of the list by scrolling. Each row says which of how many it is.
 */
export function NoteRows(props: {
  notes: readonly Note[];
  current: string | null;
  about: ChatId | null;
  /** Folded words that were looked for. */
  words: readonly string[];
}) {
  const { t } = useTranslation('notes');
  const { notes } = props;
  const list = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const { first, end, rowPx } = useWindowed(list, notes.length);
  const all = notes.length <= ALL_AT_ONCE;
  const away = all || focused === null ? -1 : notes.findIndex(({ id }) => id === focused);
  const drawn = Array.from({ length: end - first }, (_, at) => first + at);
  if (away !== -1 && (away < first || away >= end)) drawn.push(away);
  return (
    <ul
      ref={list}
      className={styles.list}
      data-even={all ? undefined : true}
      aria-label={t('list')}
      style={all || rowPx === 0 ? undefined : { blockSize: notes.length * rowPx }}
    >
      {drawn.toSorted((one, other) => one - other).map((index) => {
        const note = notes[index];
        return note === undefined ? null : (
          <li
            key={note.id}
            className={styles.item}
            aria-setsize={notes.length}
            aria-posinset={index + 1}
            style={all ? undefined : { position: 'absolute', insetInline: 0, insetBlockStart: index * rowPx }}
          >
            <NoteRow
              note={note}
              current={note.id === props.current}
              about={props.about}
              words={props.words}
              focus={setFocused}
            />
          </li>
        );
      })}
    </ul>
  );
}
