import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { noteName } from './note-words.ts';
import { aboutAddress, noteAddress } from './note-places.ts';
import { peopleNotes, type PersonNotes } from './people-notes.ts';
import { usePeople } from './use-about-whom.ts';
import { useNotes } from './use-notes.ts';
import styles from './people.module.css';

/** One's notes by whom they are about: my members, my listeners, and those who are no longer in the chats. */
export function PeoplePage() {
  const { t } = useTranslation(['journal', 'notes']);
  const people = usePeople();
  const notes = useNotes({ of: 'all' });
  const { members, listeners, parted } = useMemo(() => peopleNotes(people, notes ?? []), [people, notes]);
  const back = (
    <Button component={Link} href="/notes" variant="default">
      {t('notes:back')}
    </Button>
  );
  return (
    <Page title={t('people.title')} lead={<p>{t('people.lead')}</p>} actions={back}>
      {notes !== null && people.length === 0 && parted.length === 0 && <EmptyState text={t('people.empty')} />}
      {members.length > 0 && <Group title={t('people.members')} people={members} />}
      {listeners.length > 0 && <Group title={t('people.listeners')} people={listeners} />}
      {parted.length > 0 && (
        <Section title={t('people.parted')} text={t('people.partedText')}>
          <ul className={styles.people}>
            {parted.map(({ name, notes: about }) => (
              <li key={name} className={styles.person}>
                <PersonName name={name} />
                <ul className={styles.notes}>
                  {about.map((note) => (
                    <li key={note.id}>
                      <Link href={noteAddress(note.id, null)} dir="auto">
                        {noteName(note) ?? t('notes:untitled')}
                      </Link>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function Group(props: { title: string; people: readonly PersonNotes[] }) {
  const { t } = useTranslation('journal');
  return (
    <Section title={props.title}>
      <ul className={styles.people}>
        {props.people.map(({ person, count }) => {
          const [newest] = person.chats;
          return newest === undefined ? null : (
            <li key={person.account} className={styles.person}>
              <Link href={aboutAddress(newest.chat)} className={styles.about}>
                <PersonName name={person.name} />
                <span className={styles.count}>{t('people.count', { count })}</span>
              </Link>
              <Link href={`/chats/${newest.chat}`} aria-label={t('people.chatWith', { name: person.name })}>
                {t('people.chat')}
              </Link>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
