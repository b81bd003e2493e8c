import type { ReactNode } from 'react';
import { Button, Title } from '@mantine/core';
import { IconArrowLeft, IconCalendar, IconFileText, IconTemplate, IconTrash, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { beginAddress } from './note-places.ts';
import type { AboutWhom } from './use-about-whom.ts';
import { useBeginNote, useCreateNote } from './use-create-note.ts';
import { WhoCanRead } from './WhoCanRead.tsx';
import styles from './notes.module.css';

const ICON = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

/** Above the list: its name, a new note, and the other ways to look at one's notes. */
export function ListHead() {
  const { t } = useTranslation(['notes', 'journal']);
  const create = useCreateNote();
  return (
    <>
      <header className={styles.listHead}>
        <Title order={1}>{t('place')}</Title>
        <Button onClick={create}>{t('new')}</Button>
      </header>
      <nav className={styles.ways} aria-label={t('journal:ways.label')}>
        <Way to={beginAddress(null)} icon={<IconTemplate {...ICON} />} label={t('journal:ways.begin')} />
        <Way to="/notes/calendar" icon={<IconCalendar {...ICON} />} label={t('journal:ways.calendar')} />
        <Way to="/notes/people" icon={<IconUsers {...ICON} />} label={t('journal:ways.people')} />
      </nav>
    </>
  );
}

const Way = (props: { to: string; icon: ReactNode; label: string }) => (
  <Link href={props.to} className={styles.way}>
    {props.icon} {props.label}
  </Link>
);

/** Above the notes about somebody: the way back to the chat, and a note that is about them from its first word. */
export function AboutHead({ about }: { about: AboutWhom }) {
  const { t } = useTranslation('journal');
  const begin = useBeginNote();
  const { name } = about.person;
  const link = { to: 'chat', chat: about.chat, name } as const;
  return (
    <>
      <Title order={1} size="h2" className={styles.aboutTitle}>
        {t('about.title', { name })}
      </Title>
      <nav className={styles.ways} aria-label={t('ways.label')}>
        <Way to={`/chats/${about.chat}`} icon={<IconArrowLeft {...ICON} className={styles.turns} />} label={t('about.backToChat')} />
        <Way to={beginAddress(about.chat)} icon={<IconTemplate {...ICON} />} label={t('ways.begin')} />
        <Way to="/notes" icon={<IconFileText {...ICON} />} label={t('about.allNotes')} />
      </nav>
      <Button className={styles.aboutNew} onClick={() => begin({ with: { about: [link] }, about: about.chat })}>
        {t('about.new')}
      </Button>
    </>
  );
}

export function ListFoot() {
  const { t } = useTranslation(['notes', 'journal']);
  return (
    <footer className={styles.listFoot}>
      <WhoCanRead />
      <p className={styles.ways}>
        <Way to="/notes/bin" icon={<IconTrash {...ICON} />} label={t('bin.title')} />
        <Way to="/notes/export" icon={<IconFileText {...ICON} />} label={t('journal:ways.export')} />
      </p>
    </footer>
  );
}
