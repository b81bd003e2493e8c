import { useState } from 'react';
import { Button, Title } from '@mantine/core';
import { IconPencilQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { TEXT } from '#shared/limits.ts';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { noteName } from '../notes/note-words.ts';
import { useNotes } from '../notes/use-notes.ts';
import { keptQuestion } from './marks.ts';
import styles from './answers.module.css';

/**
 * A question of one's own waits as a private note (F115, F116): asking others, and answers that somebody has read
 * before they appear, come with the community, and the page says so. `wanted` is what was looked for in vain.
 */
export function OwnQuestions(props: { wanted: string }) {
  const { t } = useTranslation('answers');
  const { notes, collection } = useVault();
  const { clock } = useApp();
  const onDisk = useDisk();
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const questions = collection('questions', keptQuestion);
  const kept = useCollection(questions);
  const own = (useNotes({ of: 'all' }) ?? []).filter((note) => kept?.some(({ id }) => id === note.id));
  const writeDown = async (): Promise<void> => {
    setBusy(true);
    try {
      const note = await notes.create();
      await notes.save(note.id, { title: props.wanted.trim().slice(0, TEXT.maxNoteTitleLength), tags: [t('own.tag')] });
      await questions.put(note.id, { atMs: clock.nowMs() });
      go(`/notes/${note.id}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={styles.own}>
      <Title order={2} size="h3">
        {t('own.title')}
      </Title>
      <p>{t('own.text')}</p>
      <Button
        variant="default"
        disabled={busy}
        leftSection={<IconPencilQuestion size={20} stroke={1.6} aria-hidden="true" />}
        onClick={() => onDisk(writeDown)}
      >
        {t('own.write')}
      </Button>
      {own.length > 0 && (
        <>
          <Title order={3} size="h4" mt="md">
            {t('own.kept')}
          </Title>
          <ul className={styles.questions}>
            {own.map((note) => (
              <li key={note.id}>
                <Link href={`/notes/${note.id}`} className={styles.question} dir="auto">
                  {noteName(note) ?? t('own.untitled')}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
