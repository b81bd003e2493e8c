import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Path } from '../../content/library/schema.ts';
import { InAll } from './InAll.tsx';
import { standingOf, stepsOf, type Walk } from './progress.ts';
import styles from './paths.module.css';

/** A path in the catalogue: what it is about, how long it is, and where one is on it. */
export function PathCard(props: { path: Path; walk: Walk | null }) {
  const { t } = useTranslation(['paths', 'topics']);
  const { path, walk } = props;
  const standing = standingOf(walk);
  return (
    <Link href={`/growth/paths/${path.id}`} className={styles.card}>
      <strong>
        {path.title} {path.premium && <Badge variant="outline" tt="none">{t('premium.mark')}</Badge>}
      </strong>
      <span className={styles.summary}>{path.summary}</span>
      <span className={styles.meta}>
        {path.audience === 'member' && (
          <span className={styles.topics}>{path.topics.map((topic) => t(`topics:${topic}`)).join(' · ')}</span>
        )}
        <span>{t('activities', { count: path.activities.length })}</span>
        <span>
          <InAll path={path} />
        </span>
        {standing !== 'new' && (
          <span className={styles.standing}>
            {t(`standing.${standing}`)} · {t('steps', { count: stepsOf(walk).length })}
          </span>
        )}
      </span>
    </Link>
  );
}
