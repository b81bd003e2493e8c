import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { LessonPlayer } from './LessonPlayer.tsx';
import { lessonOf, pagesOf, rowId } from './progress.ts';
import { useCourseRows, useCourseShelf } from './use-course.ts';
import type { Lesson } from '../../content/course/schema.ts';

interface Props {
  readonly params: Readonly<Record<string, string | undefined>>;
}

export const LessonScreen = (props: Props) => <Screen part="lessons" {...props} />;
export const ModuleScreen = (props: Props) => <Screen part="modules" {...props} />;

/** A lesson or a module at the page of the address; without one, where one was last (also after a crash). */
function Screen({ part, params }: Props & { part: 'lessons' | 'modules' }) {
  const shelf = useCourseShelf(part);
  const rows = useCourseRows();
  if (shelf === null || rows === null) return null;
  const lesson = shelf.find(({ id }) => id === params['id']);
  if (lesson === undefined) return <NotHere />;
  const row = lessonOf(rows.get(rowId(part, lesson.id)) ?? null);
  const page = pageOf(lesson, params['page']) ?? Math.min(row?.page ?? 1, pagesOf(lesson));
  const next = part === 'lessons' ? shelf.find(({ order }) => order === lesson.order + 1) : undefined;
  return <LessonPlayer key={lesson.id} part={part} lesson={lesson} row={row} page={page} next={next ?? null} />;
}

/** By number, or by the name of a step, as drafts know it. */
function pageOf(lesson: Lesson, page: string | undefined): number | null {
  const named = lesson.steps.findIndex(({ id }) => id === page);
  if (named >= 0) return named + 1;
  const number = Number(page);
  return Number.isInteger(number) && number >= 1 && number <= pagesOf(lesson) ? number : null;
}

export function NotHere() {
  const { t } = useTranslation('course');
  return (
    <Page title={t('missing.title')}>
      <EmptyState text={t('missing.text')}>
        <Button component={Link} href="/learn">
          {t('end.overview')}
        </Button>
      </EmptyState>
    </Page>
  );
}
