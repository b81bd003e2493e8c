import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Lesson } from '../../content/course/schema.ts';
import { Page } from '../../ui/Page.tsx';
import { LessonEnd } from './LessonEnd.tsx';
import { Question, Step } from './LessonStep.tsx';
import { pagesOf, turnTo, type CoursePart, type LessonRow } from './progress.ts';
import { useChangeOf } from './use-course.ts';
import styles from './course.module.css';
import pageStyles from './lesson.module.css';

export interface PlayerProps {
  readonly part: Exclude<CoursePart, 'practice'>;
  readonly lesson: Lesson;
  readonly row: LessonRow | null;
  readonly page: number;
  /** The lesson after this one. */
  readonly next: Lesson | null;
}

/** One page at a time, with the keyboard alone if one likes: steps, then questions, then the end. Its place is kept. */
export function LessonPlayer(props: PlayerProps) {
  const { t } = useTranslation('course');
  const { part, lesson, row, page } = props;
  const of = pagesOf(lesson);
  const change = useChangeOf(part, lesson.id);
  useEffect(() => void change((before, nowMs) => turnTo(before, page, nowMs)), [change, page]);
  const here = `/learn/${part}/${lesson.id}`;
  const lead = (
    <p>
      <Link href="/learn" className={styles.backLink}>
        {t('back')}
      </Link>{' '}
      · {t('lesson.page', { page, of })}
    </p>
  );
  return (
    <Page title={lesson.title} windowTitle={t('place')} lead={lead}>
      <meter className={styles.pages} min={0} max={of} value={page} aria-label={t('lesson.page', { page, of })} />
      <OnePage page={page}>{pageOf(props)}</OnePage>
      <nav className={pageStyles.turn} aria-label={t('lesson.page', { page, of })}>
        {page > 1 ? (
          <Button component={Link} href={`${here}/${page - 1}`} variant="default">
            {t('lesson.previous')}
          </Button>
        ) : (
          <span />
        )}
        {page < of && (
          <Button component={Link} href={`${here}/${page + 1}`}>
            {t('lesson.next')}
          </Button>
        )}
      </nav>
      {row !== null && page === 1 && <p className={styles.quiet}>{t('whose')}</p>}
    </Page>
  );
}

function pageOf(props: PlayerProps): ReactNode {
  const { lesson, page } = props;
  const step = lesson.steps[page - 1];
  if (step !== undefined) return <Step key={step.id} step={step} first={page === 1} {...props} />;
  const question = lesson.quiz[page - 1 - lesson.steps.length];
  if (question !== undefined) return <Question key={question.id} question={question} {...props} />;
  return <LessonEnd {...props} />;
}

/** Whoever turns the page is led to the heading of the new one; whoever opens the lesson begins at the top. */
function OnePage(props: { page: number; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef(props.page);
  useEffect(() => {
    if (shown.current === props.page) return;
    shown.current = props.page;
    frame.current?.querySelector<HTMLElement>('h2')?.focus();
  }, [props.page]);
  return (
    <div ref={frame} className={pageStyles.page}>
      {props.children}
    </div>
  );
}
