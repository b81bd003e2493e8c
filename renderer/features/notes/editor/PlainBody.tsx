import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TEXT } from '#shared/limits.ts';
import type { NoteSession } from './note-session.ts';
import styles from './note-body.module.css';

/** Where the editor could not be fetched (an app that was updated under an open window): plain, and whole. */
export function PlainBody(props: { session: NoteSession }) {
  const { t } = useTranslation('notes');
  const { session } = props;
  const [body, setBody] = useState(() => session.words().body);
  useEffect(() => session.onTheirs((theirs) => setBody(theirs.body)), [session]);
  return (
    <textarea
      className={styles.plain}
      aria-label={t('body')}
      placeholder={t('bodyPlaceholder')}
      autoComplete="off"
      dir="auto"
      maxLength={TEXT.maxNoteBodyLength}
      value={body}
      onChange={(event) => {
        setBody(event.currentTarget.value);
        session.saver.change({ body: event.currentTarget.value });
      }}
    />
  );
}
