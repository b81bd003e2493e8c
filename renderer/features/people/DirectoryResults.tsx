import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { Seen } from '../../engine/profiles.ts';
import type { CommandResult } from '../../engine/types.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { createDirectory } from './look-up.ts';
import styles from './directory.module.css';

/** A directory of people: what the relay is asked, what this device knows without it, and how one of them looks. None of it changes. */
export interface DirectorySource<Query, Card> {
  /** Whose words are used: those of this namespace of the translation files. */
  readonly words: 'people' | 'therapists';
  find(query: Query): CommandResult<{ readonly cards: readonly Card[]; readonly next: string | null }>;
  kept(): Promise<readonly Seen<Card>[]>;
  /** The same conditions, over what is kept. */
  filter(kept: readonly Seen<Card>[], query: Query): readonly Seen<Card>[];
  /** `stale`: it is from before. */
  row(card: Card, stale: boolean): ReactNode;
}

interface Props<Query, Card> {
  readonly source: DirectorySource<Query, Card>;
  readonly query: Query;
}

/** Those who fit, page after page; without a network whom this device saw before, and since when (DESIGN promise 1). */
export function DirectoryResults<Query extends { after?: string | undefined }, Card extends { name: string }>({ source, query }: Props<Query, Card>) {
  const { words } = source;
  const { t } = useTranslation(words);
  const { at } = useConnection();
  const online = at === 'online';
  const directory = useMemo(() => createDirectory(source.find), [source]);
  const said = useReadable(directory);
  const [kept, setKept] = useState<readonly Seen<Card>[] | null>(null);
  const away = said.failure?.code === 'offline' || (!online && at !== 'connecting');
  const fromDevice = away || said.query === null;
  useEffect(() => {
    if (online) directory.ask(query);
  }, [directory, query, online]);
  useEffect(() => {
    if (!fromDevice) return undefined;
    let current = true;
    void source.kept().then((cards) => current && setKept(cards));
    return () => {
      current = false;
    };
  }, [source, fromDevice]);
  const known = fromDevice ? source.filter(kept ?? [], query) : [];
  const shown = fromDevice ? known.map(({ value }) => value) : said.cards;
  const settled = away ? kept !== null : said.query !== null && !said.busy;
  useAnnounced(settled ? t(said.next === null || away ? `${words}:found` : `${words}:foundMore`, { count: shown.length }) : '');
  return (
    <section aria-label={t(`${words}:results`)} aria-busy={!settled}>
      {away && kept !== null && <Offline words={words} seen={known} />}
      {!away && said.failure !== null && <FailureNotice failure={said.failure} />}
      {settled && shown.length === 0 && said.failure?.code !== 'denied' && (
        <EmptyState
          icon={<IconUsers size={40} stroke={1.3} />}
          title={t(`${words}:nobody.title`)}
          text={t(away ? `${words}:nobody.offline` : `${words}:nobody.text`)}
        />
      )}
      <ul className={styles.rows}>{shown.map((card) => source.row(card, fromDevice))}</ul>
      {!fromDevice && said.next !== null && (
        <Button variant="default" disabled={said.busy} onClick={directory.more}>
          {t(`${words}:more`)}
        </Button>
      )}
    </section>
  );
}

function Offline({ words, seen }: { words: string; seen: readonly Seen<unknown>[] }) {
  const { t } = useTranslation(words);
  const oldest = seen.reduce((atMs, one) => Math.min(atMs, one.seenAtMs), Infinity);
  return (
    <p className={styles.quiet}>
      {t(`${words}:offline`)} {Number.isFinite(oldest) && <>{t(`${words}:offlineSince`)} <TimeText atMs={oldest} /></>}
    </p>
  );
}
