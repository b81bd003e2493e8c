import { useEffect, useRef } from 'react';
import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Activity, Path } from '../../content/library/schema.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import { nextOn, settledIn, standingOf, undo, type Walk } from './progress.ts';
import { useWalkOn } from './use-walks.ts';
import styles from './activity.module.css';

/** What was said of an activity, the way to take it back, and the way on. */
export function Settled(props: { path: Path; activity: Activity; walk: Walk | null; justNow: boolean }) {
  const { t } = useTranslation('paths');
  const { path, activity, walk, justNow } = props;
  const change = useWalkOn(path.id);
  const heading = useRef<HTMLHeadingElement>(null);
  const settled = settledIn(walk, activity.id);
  const isStep = settled?.kind === 'step';
  // Whoever has just said so is led to the answer; whoever comes back later begins at the top of the page.
  useEffect(() => {
    if (justNow && isStep) heading.current?.focus();
  }, [justNow, isStep]);
  if (settled === null) return null;
  return (
    <section className={styles.settled} data-step={isStep || undefined}>
      <Title order={2} ref={heading} tabIndex={-1}>
        {t(isStep ? 'done.title' : 'leftOut.title')}
      </Title>
      <p className={styles.quiet}>
        <TimeText atMs={settled.atMs} />
        {isStep && settled.mark !== null && <> · {t('done.yourMark', { mark: settled.mark })}</>}
      </p>
      {isStep && activity.kind === 'check-in' && <p>{activity.afterwards}</p>}
      <div className={styles.buttons}>
        <WayFrom path={path} walk={walk} />
        <Button variant="subtle" onClick={() => change((before) => undo(before, activity.id))}>
          {t(isStep ? 'done.undo' : 'leftOut.undo')}
        </Button>
      </div>
    </section>
  );
}

function WayFrom({ path, walk }: { path: Path; walk: Walk | null }) {
  const { t } = useTranslation('paths');
  const next = nextOn(path, walk);
  const here = `/growth/paths/${path.id}`;
  if (next === null) {
    return (
      <Button component={Link} href={here}>
        {t(standingOf(walk) === 'ended' ? 'done.toTheEnd' : 'back')}
      </Button>
    );
  }
  return (
    <>
      <Button component={Link} href={`${here}/${next.id}`}>
        {t('done.next', { title: next.title })}
      </Button>
      <Button component={Link} href={here} variant="default">
        {t('done.enough')}
      </Button>
    </>
  );
}
