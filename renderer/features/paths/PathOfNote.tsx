import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useShelf } from '../../content/library/use-shelf.ts';
import { IconRoute } from '@tabler/icons-react';
import { useWalks } from './use-walks.ts';
import styles from './activity.module.css';

/** The way back from a note to the activity that it was begun for; nothing for any other note. */
export function PathOfNote({ note }: { note: string }) {
  const walks = useWalks();
  for (const [path, walk] of walks ?? []) {
    const activity = Object.keys(walk.notes).find((one) => walk.notes[one] === note);
    if (activity !== undefined) return <Back path={path} activity={activity} />;
  }
  return null;
}

function Back(props: { path: string; activity: string }) {
  const { t } = useTranslation('paths');
  const path = useShelf('paths')?.find(({ id }) => id === props.path);
  const activity = path?.activities.find(({ id }) => id === props.activity);
  if (path === undefined || activity === undefined) return null;
  return (
    <p className={styles.fromPath}>
      <IconRoute size={18} stroke={1.6} aria-hidden="true" />
      <Link href={`/growth/paths/${path.id}/${activity.id}`}>{t('write.back', { title: path.title })}</Link>
    </p>
  );
}
