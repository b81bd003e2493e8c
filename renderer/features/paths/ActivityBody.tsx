import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Activity, Path } from '../../content/library/schema.ts';
import { useShelf } from '../../content/library/use-shelf.ts';
import { Blocks } from '../../ui/Blocks.tsx';
import { PacedBreath } from './PacedBreath.tsx';
import type { Walk } from './progress.ts';
import { WriteIt } from './WriteIt.tsx';
import styles from './activity.module.css';

type Of<Kind extends Activity['kind']> = Extract<Activity, { kind: Kind }>;

/** What an activity asks, by its kind. A check-in has a form of its own. */
export function ActivityBody(props: { path: Path; activity: Exclude<Activity, { kind: 'check-in' }>; walk: Walk | null }) {
  const { path, activity, walk } = props;
  switch (activity.kind) {
    case 'read':
      return (
        <div className={styles.body}>
          <Blocks blocks={activity.blocks} order={2} />
        </div>
      );
    case 'breathe':
      return (
        <div className={styles.body}>
          <p>{activity.intro}</p>
          <PacedBreath breath={activity.breath} />
        </div>
      );
    case 'write':
      return <WriteIt path={path} activity={activity} walk={walk} />;
    case 'act':
      return <Act activity={activity} />;
    case 'meditate':
      return <Meditate activity={activity} />;
  }
}

function Act({ activity }: { activity: Of<'act'> }) {
  const { t } = useTranslation('paths');
  return (
    <div className={styles.body}>
      <p>{activity.intro}</p>
      <ol>
        {activity.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <aside className={styles.tooMuch} aria-labelledby="if-too-much">
        <Title order={2} size="h3" id="if-too-much">
          {t('act.ifTooMuch')}
        </Title>
        <p>{activity.ifTooMuch}</p>
      </aside>
    </div>
  );
}

function Meditate({ activity }: { activity: Of<'meditate'> }) {
  const { t } = useTranslation('paths');
  const title = useShelf('meditations')?.find(({ id }) => id === activity.meditation)?.title;
  return (
    <div className={styles.body}>
      <p>{activity.intro}</p>
      <p>
        <Button component={Link} href={`/growth/meditations/${activity.meditation}`} variant="light">
          {title === undefined ? t('meditate.open') : t('meditate.openIt', { title })}
        </Button>
      </p>
      <p className={styles.quiet}>{t('meditate.back')}</p>
    </div>
  );
}
