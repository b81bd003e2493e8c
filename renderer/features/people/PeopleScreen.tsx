import { useMemo, useState } from 'react';
import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { parseName } from '#shared/people/names.ts';
import type { ListenerCard, ListenerQuery } from '#shared/people/profile.ts';
import { groupsToLookFor } from '#shared/policy/profiles.ts';
import { ok } from '#shared/result.ts';
import { useEngine, useIdentity } from '../../app/context.tsx';
import type { ProfileCommands } from '../../engine/profiles.ts';
import { Page } from '../../ui/Page.tsx';
import { Why } from '../../ui/Why.tsx';
import { StandingNotice } from '../standing/StandingNotice.tsx';
import { StartSheetProvider } from '../starts/start-sheet-context.tsx';
import { DirectoryFilters } from './DirectoryFilters.tsx';
import { DirectoryResults, type DirectorySource } from './DirectoryResults.tsx';
import { filterKept, pageOf } from './filter-kept.ts';
import { ListenerRow } from './ListenerRow.tsx';
import { PeopleTabs } from './PeopleTabs.tsx';
import styles from './directory.module.css';

/** The directory of listeners (F040): for everybody, and of listeners alone; a member's page is opened by its exact name (F024). */
export function PeopleScreen() {
  const { t } = useTranslation('people');
  const identity = useIdentity();
  const { profiles } = useEngine();
  const [query, setQuery] = useState<ListenerQuery>({});
  const source = useMemo(() => listenersFrom(profiles), [profiles]);
  const groups = groupsToLookFor(identity.at === 'local' ? null : identity.actor);
  const only = groups?.length === 1 ? groups[0] : undefined;
  return (
    <Page title={t('place')} lead={<p>{t('lead')}</p>} wide>
      <PeopleTabs here="/people" />
      <StandingNotice />
      <DirectoryFilters query={query} setQuery={setQuery} choosesAge={only === undefined} />
      {only !== undefined && (
        <div className={styles.quiet}>
          <p>{t(`ages.${only}`)}</p>
          <Why rule="P30-own-age-group" question={t('why:of.ageChoice')} />
        </div>
      )}
      <ExactName text={query.text ?? ''} />
      <p className={styles.quiet}>
        {t('team')}{' '}
        <Anchor component={Link} href="/team" inherit>
          {t('team:title')}
        </Anchor>
      </p>
      <StartSheetProvider>
        <DirectoryResults source={source} query={query} />
      </StartSheetProvider>
    </Page>
  );
}

const listenersFrom = (profiles: ProfileCommands): DirectorySource<ListenerQuery, ListenerCard> => ({
  words: 'people',
  find: async (query) => {
    const answer = await profiles.find(query);
    return answer.ok ? ok({ cards: answer.value.listeners, next: answer.value.next }) : answer;
  },
  kept: profiles.kept,
  filter: filterKept,
  row: (card, stale) => <ListenerRow key={card.name} card={card} stale={stale} />,
});

/** Whoever knows a name opens its page; nothing here says whether there is one. */
function ExactName({ text }: { text: string }) {
  const { t } = useTranslation('people');
  const name = parseName(text);
  if (!name.ok) return null;
  return (
    <p className={styles.exact}>
      <Button component={Link} href={pageOf(name.value)} variant="subtle" size="compact-md">
        {t('openPage', { name: name.value })}
      </Button>
    </p>
  );
}
