import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Verdict } from '#shared/policy/verdict.ts';
import type { Path } from '../../content/library/schema.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Section } from '../../ui/Page.tsx';
import { begin, leave, nextOn, standingOf, type Walk } from './progress.ts';
import { useWalkOn } from './use-walks.ts';
import styles from './paths.module.css';

/** Where one goes from here: begin, the next activity, take it up again, or the end. */
export function WayOn(props: { path: Path; walk: Walk | null; verdict: Verdict }) {
  const { path, walk, verdict } = props;
  if (!verdict.allowed) return <Closed rule={verdict.rule} hasHistory={walk !== null} />;
  switch (standingOf(walk)) {
    case 'new':
      return <Begin path={path} />;
    case 'walking':
      return <Next path={path} walk={walk} />;
    case 'left':
      return <Left path={path} />;
    case 'ended':
      return <End path={path} />;
  }
}

/** F109: said plainly, with nothing to buy behind it. */
function Closed(props: { rule: string; hasHistory: boolean }) {
  const { t } = useTranslation(['paths', 'rules']);
  return (
    <Section title={t('premium.title')}>
      {props.rule === 'P1-signed-in' && <p className={styles.paragraph}>{t('rules:P23-granted-paths.why')}</p>}
      <p className={styles.paragraph}>{t(`rules:${props.rule}.why`)}</p>
      <p className={styles.paragraph}>{t(`rules:${props.rule}.change`)}</p>
      {props.hasHistory && <p className={styles.paragraph}>{t('premium.kept')}</p>}
    </Section>
  );
}

/** Begins, and opens the first activity of what is left to do. */
function useBegin(path: Path): () => void {
  const change = useWalkOn(path.id);
  const [, go] = useLocation();
  return () => {
    let after: Walk | null = null;
    change(
      (before, nowMs) => (after = begin(before, nowMs)),
      () => {
        const next = nextOn(path, after);
        if (next !== null) go(`/growth/paths/${path.id}/${next.id}`);
      },
    );
  };
}

function Begin({ path }: { path: Path }) {
  const { t } = useTranslation('paths');
  const start = useBegin(path);
  return (
    <Section title={t('begin.title')} text={t('begin.text')}>
      <Button onClick={start}>{t('begin.button')}</Button>
    </Section>
  );
}

function Next({ path, walk }: { path: Path; walk: Walk | null }) {
  const { t } = useTranslation('paths');
  const change = useWalkOn(path.id);
  const announce = useAnnounce();
  const next = nextOn(path, walk);
  return (
    <Section title={t('next.title')} {...(next === null ? { text: t('next.allLeftOut') } : {})}>
      {next !== null && (
        <p className={styles.nextLine}>
          <strong>{next.title}</strong>
          <span className={styles.quiet}>
            {t(`kind.${next.kind}`)} · {t('minutes', { count: next.minutes })}
          </span>
        </p>
      )}
      <div className={styles.buttons}>
        {next !== null && (
          <Button component={Link} href={`/growth/paths/${path.id}/${next.id}`}>
            {t('next.button')}
          </Button>
        )}
        <Button variant="subtle" onClick={() => change(leave, () => void announce(t('left.said')))}>
          {t('left.button')}
        </Button>
      </div>
    </Section>
  );
}

function Left({ path }: { path: Path }) {
  const { t } = useTranslation('paths');
  const start = useBegin(path);
  return (
    <Section title={t('left.title')} text={t('left.text')}>
      <Button onClick={start}>{t('left.again')}</Button>
    </Section>
  );
}

function End({ path }: { path: Path }) {
  const { t } = useTranslation('paths');
  const start = useBegin(path);
  return (
    <Section title={t('end.title')}>
      {path.ending.map((paragraph) => (
        <p key={paragraph} className={styles.paragraph}>
          {paragraph}
        </p>
      ))}
      <div className={styles.buttons}>
        <Button component={Link} href="/growth/paths">
          {t('end.others')}
        </Button>
        <Button variant="subtle" onClick={start}>
          {t('end.again')}
        </Button>
      </div>
    </Section>
  );
}
