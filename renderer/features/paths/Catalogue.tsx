import { useMemo, useState } from 'react';
import { Chip, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { TOPICS, type Topic } from '#shared/words.ts';
import { useDisk, useIdentity, useSetting } from '../../app/context.tsx';
import { find, findable } from '../../content/library/find.ts';
import type { Path } from '../../content/library/schema.ts';
import { useShelf } from '../../content/library/use-shelf.ts';
import { FoundCount } from '../../ui/FoundCount.tsx';
import { LibraryFilter } from '../../ui/LibraryFilter.tsx';
import { Page } from '../../ui/Page.tsx';
import { BROUGHT_HERE } from '../welcome/TopicChips.tsx';
import { audienceOf, catalogueFor, topicsOf } from './catalogue.ts';
import { PathCard } from './PathCard.tsx';
import { PathsUnderWay } from './PathsUnderWay.tsx';
import { useWalks } from './use-walks.ts';
import styles from './paths.module.css';

/** Every path that is for this person, by topic and by words; what brought them here comes first (F107, F108). */
export function Catalogue(props: { topic: Topic | null }) {
  const { t, i18n } = useTranslation('paths');
  const [, go] = useLocation();
  const [query, setQuery] = useState('');
  const audience = audienceOf(useIdentity());
  const paths = useShelf('paths');
  const brought = useSetting<readonly Topic[]>(BROUGHT_HERE);
  const onDisk = useDisk();
  const looking = query.trim() !== '' || props.topic !== null;
  const found = useFound(paths ?? [], query);
  const { first, others } = catalogueFor(found, audience, looking ? [] : (brought.value ?? []), props.topic, i18n.language);
  return (
    <Page title={t('place')} lead={<p>{t(`lead.${audience}`)}</p>} wide>
      {!looking && <PathsUnderWay />}
      <LibraryFilter
        label={t('search')}
        query={query}
        setQuery={setQuery}
        topics={topicsOf(paths ?? [], audience)}
        topic={props.topic}
        setTopic={(topic) => go(topic === null ? '/growth/paths' : `/growth/paths/topic/${topic}`, { replace: true })}
      />
      {paths !== null && (
        <FoundCount looking={looking}>{t('found', { count: first.length + others.length })}</FoundCount>
      )}
      {first.length > 0 && <Shelf title={t('broughtHere')} paths={first} />}
      {others.length > 0 && <Shelf title={t(first.length > 0 ? 'others' : looking ? 'fitting' : 'all')} paths={others} />}
      {audience === 'member' && !looking && brought.loaded && (
        <ComesFirst chosen={brought.value ?? []} choose={(topics) => onDisk(() => brought.set(topics))} />
      )}
      <p className={styles.foot}>{t('private')}</p>
    </Page>
  );
}

function useFound(paths: readonly Path[], query: string): readonly Path[] {
  const { t } = useTranslation('topics');
  const ready = useMemo(
    () =>
      paths.map((path) =>
        findable(path, path.title, [...path.topics.map((one) => t(one)), path.summary, path.aim, ...path.activities.map(({ title }) => title)]),
      ),
    [paths, t],
  );
  return find(query, ready);
}

function Shelf(props: { title: string; paths: readonly Path[] }) {
  const walks = useWalks();
  return (
    <section className={styles.shelf}>
      <Title order={2}>{props.title}</Title>
      <ul className={styles.cards}>
        {props.paths.map((path) => (
          <li key={path.id}>
            <PathCard path={path} walk={walks?.get(path.id) ?? null} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the welcome asked, to be changed here: theirs alone, never sent (F108). */
function ComesFirst(props: { chosen: readonly Topic[]; choose: (topics: readonly Topic[]) => void }) {
  const { t } = useTranslation(['paths', 'topics']);
  return (
    <details className={styles.fold}>
      <summary>{t('comesFirst.title')}</summary>
      <p>{t('comesFirst.text')}</p>
      <Chip.Group multiple value={[...props.chosen]} onChange={(chosen) => props.choose(chosen as Topic[])}>
        <fieldset className={styles.chips} aria-label={t('comesFirst.title')}>
          {TOPICS.map((topic) => (
            <Chip key={topic} value={topic} variant="outline">
              {t(`topics:${topic}`)}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
    </details>
  );
}
