import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Section } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { noteName } from './note-words.ts';
import { useNotes } from './use-notes.ts';
import styles from './recent-notes.module.css';

const SHOWN = 4;

/** The last few notes, on Home. Nothing at all while there is none. */
export function RecentNotes() {
  const { t } = useTranslation('notes');
  const notes = useNotes({ of: 'all' });
  if (notes === null || notes.length === 0) return null;
  return (
    <Section title={t('recent')}>
      <ul className={styles.recent}>
        {notes.slice(0, SHOWN).map((note) => (
          <li key={note.id}>
            <Link href={`/notes/${note.id}`} className={styles.recentRow}>
              <span dir="auto">{noteName(note) ?? t('untitled')}</span>
              <TimeText atMs={note.updatedAtMs} />
            </Link>
          </li>
        ))}
      </ul>
      <Button component={Link} href="/notes" variant="subtle" size="compact-md" px={0}>
        {t('all')}
      </Button>
    </Section>
  );
}
