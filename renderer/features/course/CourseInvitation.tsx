import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useIdentity } from '../../app/context.tsx';
import { useCourseRows } from './use-course.ts';
import styles from './course.module.css';

/** At the foot of Home, for those who do not listen yet and have not begun to learn it: one quiet line. */
export function CourseInvitation() {
  const { t } = useTranslation('course');
  const identity = useIdentity();
  const rows = useCourseRows();
  const listens = identity.at === 'account' && identity.me.type === 'listener';
  if (listens || rows === null || rows.size > 0) return null;
  return (
    <p className={styles.ways}>
      <Link href="/learn">{t('invite')}</Link>
    </p>
  );
}
