import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useIdentity } from '../../app/context.tsx';
import type { Activity, Path } from '../../content/library/schema.ts';
import { HelpNowLink } from '../../ui/LibraryNotes.tsx';
import { Page } from '../../ui/Page.tsx';
import { ActivityBody } from './ActivityBody.tsx';
import { mayWalk } from './catalogue.ts';
import { CheckIn } from './CheckIn.tsx';
import { Finish } from './Finish.tsx';
import { settledIn, takeStep, type Walk } from './progress.ts';
import { Settled } from './Settled.tsx';
import { useWalkOn } from './use-walks.ts';
import { WayOn } from './WayOn.tsx';
import styles from './activity.module.css';

/** One activity: what it is, and the way to say that it is done. Nothing here needs a network (F105). */
export function ActivityPage(props: { path: Path; activity: Activity; walk: Walk | null }) {
  const { t } = useTranslation('paths');
  const { path, activity, walk } = props;
  const change = useWalkOn(path.id);
  const [justNow, setJustNow] = useState(false);
  const verdict = mayWalk(path, useIdentity());
  const settled = settledIn(walk, activity.id);
  const done = (mark: number | null): void => {
    setJustNow(true);
    change((before, nowMs) => takeStep(before, path, activity, nowMs, mark));
  };
  const lead = (
    <p>
      <Link href={`/growth/paths/${path.id}`} className={styles.backLink}>
        {path.title}
      </Link>{' '}
      · {t(`kind.${activity.kind}`)} · {t('minutes', { count: activity.minutes })}
    </p>
  );
  return (
    <Page title={activity.title} windowTitle={t('place')} lead={lead}>
      {verdict.allowed ? (
        <>
          {activity.kind === 'check-in' ? (
            settled?.kind !== 'step' && <CheckIn activity={activity} done={done} />
          ) : (
            <ActivityBody path={path} activity={activity} walk={walk} />
          )}
          {settled !== null && <Settled path={path} activity={activity} walk={walk} justNow={justNow} />}
          {settled?.kind !== 'step' && (
            <Finish path={path} activity={activity} leftOut={settled !== null} done={() => done(null)} />
          )}
        </>
      ) : (
        <WayOn path={path} walk={walk} verdict={verdict} />
      )}
      <div className={styles.helpLine}>
        <p className={styles.quiet}>{t('tooMuch')}</p>
        <HelpNowLink />
      </div>
    </Page>
  );
}
