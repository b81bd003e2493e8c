import { useMemo, useState } from 'react';
import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Topic } from '#shared/words.ts';
import { useSetting } from '../../app/context.tsx';
import { find, findable } from '../../content/library/find.ts';
import type { Guide } from '../../content/library/schema.ts';
import { useShelf } from '../../content/library/use-shelf.ts';
import { FoundCount } from '../../ui/FoundCount.tsx';
import { LibraryFilter } from '../../ui/LibraryFilter.tsx';
import { Page } from '../../ui/Page.tsx';
import { BROUGHT_HERE } from '../welcome/TopicChips.tsx';
import { GuidesUnderWay } from './GuidesUnderWay.tsx';
import { standing, type GuideProgress } from './progress.ts';
import { useGuideProgress } from './use-guide-progress.ts';
import styles from './guides.module.css';

/** Every guide, by topic and by words. What brought somebody here comes first, if they ever said so. */
export function GuideCatalogue(props: { topic: Topic | null }) {
  const { t } = useTranslation('guides');
  const [, go] = useLocation();
  const [query, setQuery] = useState('');
  const guides = useShelf('guides');
  const found = useFound(guides ?? [], query, props.topic);
  const broughtHere = useSetting<readonly Topic[]>(BROUGHT_HERE).value ?? [];
  const looking = query.trim() !== '' || props.topic !== null;
  const near = looking ? [] : found.filter(({ topics }) => topics.some((topic) => broughtHere.includes(topic)));
  const others = found.filter((guide) => !near.includes(guide));
  return (
    <Page title={t('place')} lead={<p>{t('lead')}</p>} wide>
      {!looking && <GuidesUnderWay />}
      <LibraryFilter
        label={t('search')}
        query={query}
        setQuery={setQuery}
        topics={guides?.flatMap(({ topics }) => topics) ?? []}
        topic={props.topic}
        setTopic={(topic) => go(topic === null ? '/growth/guides' : `/growth/guides/topic/${topic}`, { replace: true })}
      />
      {guides !== null && (
        <FoundCount looking={looking}>{found.length === 0 ? t('nothing') : t('found', { count: found.length })}</FoundCount>
      )}
      {near.length > 0 && <Cards title={t('broughtHere')} guides={near} />}
      {others.length > 0 && <Cards title={t(near.length > 0 ? 'others' : looking ? 'fitting' : 'all')} guides={others} />}
    </Page>
  );
}

function useFound(guides: readonly Guide[], query: string, topic: Topic | null): readonly Guide[] {
  const { t } = useTranslation('topics');
  const ready = useMemo(
    () =>
      guides.map((guide) => {
        const topics = guide.topics.map((one) => t(one));
        const texts = guide.sections.flatMap(({ heading, blocks }) => [
          heading,
          ...blocks.flatMap((block) => (block.kind === 'list' ? block.items : [block.kind === 'try' ? block.title : '', block.text])),
        ]);
        return findable(guide, guide.title, [...topics, guide.summary, ...texts]);
      }),
    [guides, t],
  );
  const found = find(query, ready);
  return topic === null ? found : found.filter(({ topics }) => topics.includes(topic));
}

function Cards(props: { title: string; guides: readonly Guide[] }) {
  const kept = useGuideProgress();
  return (
    <section className={styles.shelf}>
      <Title order={2}>{props.title}</Title>
      <ul className={styles.cards}>
        {props.guides.map((guide) => (
          <li key={guide.id}>
            <Card guide={guide} progress={kept?.get(guide.id) ?? null} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card(props: { guide: Guide; progress: GuideProgress | null }) {
  const { t } = useTranslation(['guides', 'topics']);
  const { guide } = props;
  const { read, of } = standing(guide, props.progress);
  return (
    <Link href={`/growth/guides/${guide.id}`} className={styles.card}>
      <strong>{guide.title}</strong>
      <span className={styles.summary}>{guide.summary}</span>
      <span className={styles.meta}>
        <span>{guide.topics.map((topic) => t(`topics:${topic}`)).join(' · ')}</span>
        <span>{t('minutes', { count: guide.minutes })}</span>
        {read > 0 && <span>{read === of ? t('readAll') : t('readSome', { read, of })}</span>}
      </span>
    </Link>
  );
}
