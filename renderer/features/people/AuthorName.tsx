import { useState } from 'react';
import { Anchor, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PersonCard } from '#shared/documents/queue.ts';
import { FORGOTTEN_NAME, UNKNOWN_NAME } from '#shared/people/unknown.ts';
import type { StartKind } from '#shared/words.ts';
import { PersonName } from '../../ui/PersonName.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { StartButtons } from '../starts/StartActs.tsx';
import { useStartSheet } from '../starts/use-start-sheet.tsx';
import { pageOf } from './filter-kept.ts';
import { PresenceLine } from './PresenceLine.tsx';
import { useProfile } from './use-profile.ts';
import styles from './people.module.css';

/**
 * Somebody's name where they wrote or spoke. Pressed, it leads to their page and offers the chat that the rule book allows
 * with them: after a post or a message, one can follow up where one read it (F156). Guests have no page, so theirs is a name alone.
 */
export function AuthorName({ person }: { person: Pick<PersonCard, 'name' | 'type'> }) {
  const [opened, setOpened] = useState(false);
  const sheet = useStartSheet();
  const { name, type } = person;
  if (type === 'guest' || name === UNKNOWN_NAME || name === FORGOTTEN_NAME) return <PersonName name={name} />;
  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus shadow="md" width={280}>
        <Popover.Target>
          <button type="button" className={styles.author} onClick={() => setOpened(!opened)}>
            <PersonName name={name} />
          </button>
        </Popover.Target>
        <Popover.Dropdown className={styles.about}>
          <About
            name={name}
            open={(kind, to) => {
              setOpened(false);
              sheet.open(kind, to);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      {sheet.sheet}
    </>
  );
}

/** Lives as long as it is looked at: only then is the relay asked. */
function About({ name, open }: { name: string; open: (kind: StartKind, to: string) => void }) {
  const { t } = useTranslation('starts');
  const { seen, stale, failure } = useProfile(name);
  const view = failure?.code === 'not-found' ? null : (seen?.value ?? null);
  return (
    <>
      <Anchor component={Link} href={pageOf(name)}>
        {t('author.page')}
      </Anchor>
      {view === null && failure === null && <p className={styles.quiet}>{t('author.asking')}</p>}
      {view === null && failure?.code === 'not-found' && <p className={styles.quiet}>{t('people:profile.nobody.title')}</p>}
      {view === null && failure !== null && failure.code !== 'not-found' && <FailureNotice failure={failure} />}
      {view !== null && view.listener !== null && (
        <p>
          <PresenceLine presence={view.listener.presence} stale={stale} />
        </p>
      )}
      {view !== null && <StartButtons view={view} stale={stale} open={open} />}
    </>
  );
}
