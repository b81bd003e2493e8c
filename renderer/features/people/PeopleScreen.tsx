import { useEffect, useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { parseName } from '#shared/people/names.ts';
import type { ListenerCard, ListenerQuery } from '#shared/people/profile.ts';
import { groupsToLookFor } from '#shared/policy/profiles.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { Seen } from '../../engine/profiles.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { DirectoryFilters } from './DirectoryFilters.tsx';
import { filterKept, pageOf } from './filter-kept.ts';
import { ListenerRow } from './ListenerRow.tsx';
import { createDirectory } from './look-up.ts';
import styles from './people.module.css';

/** The directory of listeners (F040): for everybody, and of listeners alone; a member's page is opened by its exact name (F024). */
export function PeopleScreen() {
  const { t } = useTranslation('people');
  const identity = useIdentity();
  const [query, setQuery] = useState<ListenerQuery>({});
  const groups = groupsToLookFor(identity.at === 'local' ? null : identity.actor);
  const only = groups?.length === 1 ? groups[0] : undefined;
  return (
    <Page title={t('place')} lead={<p>{t('lead')}</p>} wide>
      <DirectoryFilters query={query} setQuery={setQuery} choosesAge={only === undefined} />
      {only !== undefined && <p className={styles.quiet}>{t(`ages.${only}`)}</p>}
      <ExactName text={query.text ?? ''} />
      <Results query={query} />
    </Page>
  );
}

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

function Results({ query }: { query: ListenerQuery }) {
  const { t } = useTranslation('people');
  const { profiles } = useEngine();
  const { at } = useConnection();
  const online = at === 'online';
  const directory = useMemo(() => createDirectory(profiles.find), [profiles]);
  const said = useReadable(directory);
  const [kept, setKept] = useState<readonly Seen<ListenerCard>[] | null>(null);
  const away = said.failure?.code === 'offline' || (!online && at !== 'connecting');
  const fromDevice = away || said.query === null;
  useEffect(() => {
    if (online) directory.ask(query);
  }, [directory, query, online]);
  useEffect(() => {
    if (!fromDevice) return undefined;
    let current = true;
    void profiles.kept().then((cards) => current && setKept(cards));
    return () => {
      current = false;
    };
  }, [profiles, fromDevice]);
  const known = fromDevice ? filterKept(kept ?? [], query) : [];
  const shown = fromDevice ? known.map(({ value }) => value) : said.listeners;
  const settled = away ? kept !== null : said.query !== null && !said.busy;
  useAnnounced(settled ? t(said.next === null || away ? 'found' : 'foundMore', { count: shown.length }) : '');
  return (
    <section aria-label={t('results')} aria-busy={!settled}>
      {away && kept !== null && <Offline seen={known} />}
      {!away && said.failure !== null && <FailureNotice failure={said.failure} />}
      {settled && shown.length === 0 && said.failure?.code !== 'denied' && (
        <EmptyState icon={<IconUsers size={40} stroke={1.3} />} title={t('nobody.title')} text={t(away ? 'nobody.offline' : 'nobody.text')} />
      )}
      <ul className={styles.rows}>
        {shown.map((card) => (
          <ListenerRow key={card.name} card={card} stale={fromDevice} />
        ))}
      </ul>
      {!fromDevice && said.next !== null && (
        <Button variant="default" disabled={said.busy} onClick={directory.more}>
          {t('more')}
        </Button>
      )}
    </section>
  );
}

/** Without a network: what was seen last, and when (DESIGN promise 1). */
function Offline({ seen }: { seen: readonly Seen<ListenerCard>[] }) {
  const { t } = useTranslation('people');
  const oldest = seen.reduce((atMs, one) => Math.min(atMs, one.seenAtMs), Infinity);
  return (
    <p className={styles.quiet}>
      {t('offline')} {Number.isFinite(oldest) && <>{t('offlineSince')} <TimeText atMs={oldest} /></>}
    </p>
  );
}

