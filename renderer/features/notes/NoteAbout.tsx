import { useId, useState } from 'react';
import { Select } from '@mantine/core';
import { IconUser, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { NOTE } from '#shared/limits.ts';
import { useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import type { NoteLink } from '../../vault/types.ts';
import { chatOf, knownPeople, sameLink, withLink, type KnownPerson } from './note-links.ts';
import styles from './note-details.module.css';

/** Whom a note is about: people one has talked with, or one of the chats with them. Nothing at all while there is nobody. */
export function NoteAbout(props: {
  about: readonly NoteLink[];
  /** Given what becomes of the links that are stored, which may be others by then. */
  change: (next: (there: readonly NoteLink[]) => readonly NoteLink[]) => void;
}) {
  const { t, i18n } = useTranslation('journal');
  const { about, change } = props;
  const people = knownPeople(useReadable(useEngine().chats));
  const [query, setQuery] = useState('');
  const [full, setFull] = useState(false);
  const announce = useAnnounce();
  const field = useId();
  if (people.length === 0 && about.length === 0) return null;
  const choices = linkChoices(people).filter(({ link }) => !about.some((one) => sameLink(one, link)));
  const dates = new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'medium' });
  const data = choices.map(({ link, openedAtMs }, index) => ({
    value: String(index),
    label: openedAtMs === null ? `@${link.name}` : t('about.chatOf', { name: link.name, date: dates.format(openedAtMs) }),
  }));
  const add = (chosen: string | null): void => {
    const choice = choices[Number(chosen)];
    setQuery('');
    if (chosen === null || choice === undefined) return;
    const fits = withLink(about, choice.link) !== null;
    setFull(!fits);
    if (fits) change((there) => withLink(there, choice.link) ?? there);
  };
  const takeOff = (link: NoteLink): void => {
    change((there) => there.filter((one) => !sameLink(one, link)));
    announce(t('about.takenOff', { name: link.name }));
    setFull(false);
    document.getElementById(field)?.focus();
  };
  return (
    <div className={styles.part}>
      <IconUser size={18} stroke={1.6} aria-hidden="true" className={styles.icon} />
      {about.length > 0 && (
        <ul className={styles.chips} aria-label={t('about.list')}>
          {about.map((link) => (
            <li key={link.to === 'chat' ? link.chat : `@${link.name}`} className={styles.chip}>
              <AboutLink link={link} people={people} />
              <button type="button" aria-label={t('about.takeOff', { name: link.name })} onClick={() => takeOff(link)}>
                <IconX size={15} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Select
        id={field}
        className={styles.field}
        size="sm"
        variant="unstyled"
        autoComplete="off"
        searchable
        aria-label={t('about.add')}
        placeholder={t('about.add')}
        nothingFoundMessage={t('about.nobody')}
        data={data}
        limit={50}
        value={null}
        searchValue={query}
        rightSection={null}
        error={full ? t('about.full', { most: NOTE.maxLinks }) : undefined}
        onSearchChange={setQuery}
        onChange={add}
      />
    </div>
  );
}

/** Leads to the chat where it is still on this device; otherwise the name alone. */
function AboutLink(props: { link: NoteLink; people: readonly KnownPerson[] }) {
  const { t } = useTranslation('journal');
  const chat = chatOf(props.link, props.people);
  const name = (
    <>
      {t(props.link.to === 'chat' ? 'about.chat' : 'about.person')} <PersonName name={props.link.name} />
    </>
  );
  return chat === null ? <span>{name}</span> : <Link href={`/chats/${chat}`}>{name}</Link>;
}

interface LinkChoice {
  readonly link: NoteLink;
  /** Set for a single chat, which is told by its day. */
  readonly openedAtMs: number | null;
}

/** People first; then the single chats. */
const linkChoices = (people: readonly KnownPerson[]): readonly LinkChoice[] => [
  ...people.map(({ name }): LinkChoice => ({ link: { to: 'person', name }, openedAtMs: null })),
  ...people.flatMap(({ name, chats }) =>
    chats.map(({ chat, openedAtMs }): LinkChoice => ({ link: { to: 'chat', chat, name }, openedAtMs })),
  ),
];
