import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { readCourse } from '../../content/course/course.ts';
import type { CourseItem, CourseShelf } from '../../content/course/schema.ts';
import { useRead } from '../../ui/use-read.ts';
import type { Collection } from '../../vault/types.ts';
import { COURSE_COLLECTION, courseRow, rowId, type CoursePart, type CourseRow } from './progress.ts';

/** A shelf of the course in the language of the screens, in its order; null for the moment before it is read. */
export function useCourseShelf<S extends CourseShelf>(shelf: S): readonly CourseItem<S>[] | null {
  const { language } = useTranslation().i18n;
  return useRead(useCallback(() => readCourse(shelf, language), [shelf, language]));
}

const useRows = (): Collection<CourseRow> => useVault().collection(COURSE_COLLECTION, courseRow);

/** Everything that is kept of the course, by `rowId`; null for the moment before it is read. */
export function useCourseRows(): ReadonlyMap<string, CourseRow> | null {
  const kept = useCollection(useRows());
  return useMemo(() => kept && new Map(kept.map(({ id, value }) => [id, value])), [kept]);
}

/**
 * Changes what is kept of one part; resolves to whether the disk took it. A disk that gives way is told by the app, but
 * whoever empties a box over its words must wait for the answer (RELIABILITY F2).
 */
export function useChangeOf(
  part: CoursePart,
  id: string,
): (next: (before: CourseRow | null, nowMs: number) => CourseRow | null) => Promise<boolean> {
  const rows = useRows();
  const onDisk = useDisk();
  const { clock } = useApp();
  return useCallback(
    (next) => {
      const kept = rows.change(rowId(part, id), (before) => next(before, clock.nowMs()));
      onDisk(() => kept);
      return kept.then(
        () => true,
        () => false,
      );
    },
    [rows, part, id, onDisk, clock],
  );
}
