import { useMemo, useState } from 'react';
import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Topic } from '#shared/words.ts';
import { useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { find, findable } from '../../content/library/find.ts';
import type { Answer } from '../../content/library/schema.ts';
import { useShelf } from '../../content/library/use-shelf.ts';
import { LibraryFilter } from '../../ui/LibraryFilter.tsx';
import { Page } from '../../ui/Page.tsx';
import { answerMark, byTopic } from './marks.ts';
import { OwnQuestions } from './OwnQuestions.tsx';
import styles from './answers.module.css';

/** What people ask, by topic and by words; what was of use to oneself comes first. */
export function QuestionList(props: { topic: Topic | null }) {
  const { t } = useTranslation(['answers', 'topics']);
  const [, go] = useLocation();
  const [query, setQuery] = useState('');
  const answers = useShelf('answers');
  const marks = useCollection(useVault().collection('answers', answerMark));
  const found = useFound(answers ?? [], query, props.topic);
  const looking = query.trim() !== '';
  const ofUse = (answers ?? []).filter(({ id }) => marks?.some((mark) => mark.id === id && mark.value.useful));
  return (
    <Page title={t('place')} lead={<p>{t('lead')}</p>} wide>
      <LibraryFilter
        label={t('search')}
        query={query}
        setQuery={setQuery}
        topics={answers?.flatMap(({ topics }) => topics) ?? []}
        topic={props.topic}
        setTopic={(topic) => go(topic === null ? '/growth/questions' : `/growth/questions/topic/${topic}`, { replace: true })}
      />
      {answers !== null && (looking || props.topic !== null) && (
        <output className={styles.count}>{found.length === 0 ? t('nothing') : t('found', { count: found.length })}</output>
      )}
      {looking && found.length > 0 && <Group title={t('fitting')} answers={found} />}
      {!looking && props.topic === null && ofUse.length > 0 && <Group title={t('ofUse')} answers={ofUse} />}
      {!looking && byTopic(found).map((group) => <Group key={group.topic} title={t(`topics:${group.topic}`)} answers={group.answers} />)}
      <OwnQuestions wanted={found.length === 0 ? query : ''} />
    </Page>
  );
}

function useFound(answers: readonly Answer[], query: string, topic: Topic | null): readonly Answer[] {
  const { t } = useTranslation('topics');
  const ready = useMemo(
    () =>
      answers.map((one) =>
        findable(one, one.question, [...one.topics.map((about) => t(about)), one.detail ?? '', ...one.answer]),
      ),
    [answers, t],
  );
  const found = find(query, ready);
  return topic === null ? found : found.filter(({ topics }) => topics.includes(topic));
}

const Group = (props: { title: string; answers: readonly Answer[] }) => (
  <section className={styles.group}>
    <Title order={2} size="h3">
      {props.title}
    </Title>
    <ul className={styles.questions}>
      {props.answers.map(({ id, question }) => (
        <li key={id}>
          <Link href={`/growth/questions/${id}`} className={styles.question}>
            {question}
          </Link>
        </li>
      ))}
    </ul>
  </section>
);
