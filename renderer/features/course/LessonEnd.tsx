import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PlayerProps } from './LessonPlayer.tsx';
import { Heading } from './LessonStep.tsx';
import { openQuestions } from './progress.ts';
import styles from './course.module.css';
import pageStyles from './lesson.module.css';

/** The last page: passed, or which questions still wait; where it is from; and the way on. */
export function LessonEnd({ part, lesson, row, next }: PlayerProps) {
  const { t } = useTranslation('course');
  const open = openQuestions(lesson, row);
  const here = `/learn/${part}/${lesson.id}`;
  const passed = row !== null && row.passedAtMs !== null;
  return (
    <>
      <Heading>{t(passed ? 'end.passed' : 'end.notYet')}</Heading>
      <p className={styles.text}>{passed ? t('end.passedText') : t('end.notYetText', { count: open.length })}</p>
      {!passed && (
        <ul className={pageStyles.open}>
          {open.map((question) => {
            const number = lesson.quiz.indexOf(question) + 1;
            return (
              <li key={question.id}>
                <Link href={`${here}/${lesson.steps.length + number}`}>
                  {t('end.toQuestion', { number })}: {question.ask}
                </Link>
              </li>
            );
          })}
        </ul>
      )}
      <div className={styles.row}>
        {passed && next !== null && (
          <Button component={Link} href={`/learn/lessons/${next.id}`}>
            {t('end.nextLesson', { title: next.title })}
          </Button>
        )}
        <Button component={Link} href="/learn" variant="default">
          {t('end.overview')}
        </Button>
        <Button component={Link} href={`${here}/1`} variant="subtle">
          {t('end.fromBeginning')}
        </Button>
      </div>
      <details className={pageStyles.sources}>
        <summary>{t('lesson.sources')}</summary>
        <ul>
          {lesson.sources.map(({ title, by, year }) => (
            <li key={title}>
              <cite>{title}</cite>, {by}, {year}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
