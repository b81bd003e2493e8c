import { Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Activity, Path } from '../../content/library/schema.ts';
import { KindIcon } from './kinds.tsx';
import { nextOn, settledIn, type Walk } from './progress.ts';
import styles from './paths.module.css';

/** All that a path asks, from the start and in its order: nobody is led further than they could see. */
export function Activities(props: { path: Path; walk: Walk | null; open: boolean }) {
  const { t } = useTranslation('paths');
  const { path, walk, open } = props;
  const next = open ? nextOn(path, walk) : null;
  return (
    <section className={styles.shelf}>
      <Title order={2}>{t('onTheWay')}</Title>
      <ol className={styles.activities}>
        {path.activities.map((activity) => (
          <li key={activity.id} data-next={activity === next || undefined}>
            {open ? (
              <Link href={`/growth/paths/${path.id}/${activity.id}`} className={styles.activity}>
                <Row activity={activity} walk={walk} isNext={activity === next} />
              </Link>
            ) : (
              <div className={styles.activity}>
                <Row activity={activity} walk={walk} isNext={false} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Row(props: { activity: Activity; walk: Walk | null; isNext: boolean }) {
  const { t } = useTranslation('paths');
  const { activity, walk, isNext } = props;
  const settled = settledIn(walk, activity.id);
  return (
    <>
      <KindIcon kind={activity.kind} />
      <span className={styles.nextWords}>
        <strong>{activity.title}</strong>
        <span>
          {t(`kind.${activity.kind}`)} · {t('minutes', { count: activity.minutes })}
        </span>
      </span>
      {settled?.kind === 'step' && (
        <span className={styles.done}>
          <IconCheck size={18} aria-hidden="true" /> {t('done.mark')}
        </span>
      )}
      {settled?.kind === 'left-out' && <span className={styles.quiet}>{t('leftOut.mark')}</span>}
      {isNext && <span className={styles.isNext}>{t('next.mark')}</span>}
    </>
  );
}
