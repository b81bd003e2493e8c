import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Answer } from '../../content/library/schema.ts';
import { useShelf } from '../../content/library/use-shelf.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ReviewedOn, WhenMore } from '../../ui/LibraryNotes.tsx';
import { Page } from '../../ui/Page.tsx';
import { RelatedLinks } from '../../ui/RelatedLinks.tsx';
import { akin } from './marks.ts';
import { WasItOfUse } from './WasItOfUse.tsx';
import styles from './answers.module.css';

/** One question with our answer to it; a link to one that is not there says so. */
export function AnswerPage(props: { id: string }) {
  const { t } = useTranslation('answers');
  const answers = useShelf('answers');
  if (answers === null) return null;
  const answer = answers.find(({ id }) => id === props.id);
  if (answer === undefined) {
    return (
      <Page title={t('missing.title')}>
        <EmptyState text={t('missing.text')}>
          <Button component={Link} href="/growth/questions">
            {t('missing.all')}
          </Button>
        </EmptyState>
      </Page>
    );
  }
  return <Reader answer={answer} all={answers} />;
}

function Reader({ answer, all }: { answer: Answer; all: readonly Answer[] }) {
  const { t } = useTranslation(['answers', 'topics']);
  return (
    <article className={styles.page}>
      <Title order={1}>{answer.question}</Title>
      {answer.detail !== null && <p className={styles.detail}>{answer.detail}</p>}
      <p className={styles.topics}>
        {answer.topics.map((topic) => (
          <Link key={topic} href={`/growth/questions/topic/${topic}`}>
            {t(`topics:${topic}`)}
          </Link>
        ))}
      </p>
      {answer.answer.map((paragraph) => (
        <p key={paragraph} className={styles.paragraph}>
          {paragraph}
        </p>
      ))}
      <ReviewedOn day={answer.reviewedOn} />
      <WasItOfUse answer={answer.id} />
      <WhenMore paragraphs={[t('whenMore.text')]} title={t('whenMore.title')} />
      <Related answer={answer} all={all} />
    </article>
  );
}

function Related({ answer, all }: { answer: Answer; all: readonly Answer[] }) {
  const { t } = useTranslation('library');
  const guides = (useShelf('guides') ?? []).filter(({ id }) => answer.guides.includes(id));
  const paths = (useShelf('paths') ?? []).filter(({ id }) => answer.paths.includes(id));
  return (
    <RelatedLinks
      title={t('related.title')}
      groups={[
        { title: t('related.guides'), links: guides.map(({ id, title }) => ({ path: `/growth/guides/${id}`, title })) },
        { title: t('related.paths'), links: paths.map(({ id, title }) => ({ path: `/growth/paths/${id}`, title })) },
        { title: t('related.questions'), links: akin(answer, all).map(({ id, question }) => ({ path: `/growth/questions/${id}`, title: question })) },
      ]}
    />
  );
}
