import { useTranslation } from 'react-i18next';
import { exerciseOf } from './exercise-place.ts';
import { useCourseShelf } from './use-course.ts';

/** The place of an unfinished exercise, in words. */
export function ExerciseDraftName({ id }: { id: string }) {
  const { t } = useTranslation('course');
  const place = exerciseOf(id);
  const shelf = useCourseShelf(place?.part ?? 'lessons');
  return t('write.draft', { title: shelf?.find((one) => one.id === place?.lesson)?.title ?? t('place') });
}

/** The place of an unfinished line of a practice chat, in words. */
export function PracticeDraftName({ id }: { id: string }) {
  const { t } = useTranslation('course');
  const shelf = useCourseShelf('practice');
  return t('chat.draft', { title: shelf?.find((one) => one.id === id)?.title ?? t('place') });
}
