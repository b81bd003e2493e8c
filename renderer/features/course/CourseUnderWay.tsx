import { IconBookmark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Section } from '../../ui/Page.tsx';
import { isoDay, lessonOf, rowId, standingOf, wayOf, type CourseRow } from './progress.ts';
import { useCourseRows, useCourseShelf } from './use-course.ts';
import styles from './course.module.css';

/** Where one is in the course: on Home and in Growth. Nothing at all before it is begun, and after it is done. */
export function CourseUnderWay() {
  const rows = useCourseRows();
  if (rows === null || rows.size === 0 || wayOf(rows, isoDay).complete) return null;
  // The texts are read only by whom they concern: Home stays light for everybody else.
  return <Begun rows={rows} />;
}

function Begun({ rows }: { rows: ReadonlyMap<string, CourseRow> }) {
  const { t } = useTranslation('course');
  const lessons = useCourseShelf('lessons');
  const next = lessons?.find(({ id }) => standingOf(lessonOf(rows.get(rowId('lessons', id)) ?? null)) !== 'passed');
  const way = wayOf(rows, isoDay);
  return (
    <Section title={t('place')}>
      <Link href={next === undefined ? '/learn' : `/learn/lessons/${next.id}`} className={styles.underWay}>
        <IconBookmark size={20} stroke={1.6} aria-hidden="true" />
        <span>
          <strong>{next?.title ?? t('practice.title')}</strong>
          <span className={styles.quiet}>{t('way.lessons', { passed: way.passed, of: way.of })}</span>
        </span>
      </Link>
    </Section>
  );
}
