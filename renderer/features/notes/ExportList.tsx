import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Note } from '../../vault/types.ts';
import { noteName } from './note-words.ts';
import styles from './export.module.css';

/** How many are listed at once; all of them can be chosen without being listed. */
const LISTED = 50;

/** Which of one's own notes go into the file. None is chosen beforehand. */
export function ExportList(props: { notes: readonly Note[]; chosen: ReadonlySet<string>; choose: (chosen: ReadonlySet<string>) => void }) {
  const { t } = useTranslation(['journal', 'notes']);
  const { notes, chosen, choose } = props;
  const [listed, setListed] = useState(LISTED);
  const count = notes.filter(({ id }) => chosen.has(id)).length;
  const turn = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  return (
    <fieldset className={styles.list}>
      <legend>{t('export.chosen', { count, of: notes.length })}</legend>
      <Checkbox
        size="md"
        label={t('export.all', { count: notes.length })}
        checked={count === notes.length}
        indeterminate={count > 0 && count < notes.length}
        onChange={() => choose(count === notes.length ? new Set() : new Set(notes.map(({ id }) => id)))}
      />
      {notes.slice(0, listed).map((note) => (
        <Checkbox
          key={note.id}
          size="md"
          checked={chosen.has(note.id)}
          onChange={() => turn(note.id)}
          label={<bdi>{noteName(note) ?? t('notes:untitled')}</bdi>}
          description={<TimeText atMs={note.createdAtMs} />}
        />
      ))}
      {notes.length > listed && (
        <Button variant="subtle" onClick={() => setListed(listed + LISTED)}>
          {t('notes:more', { count: notes.length - listed })}
        </Button>
      )}
    </fieldset>
  );
}
