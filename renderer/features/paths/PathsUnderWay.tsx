import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useShelf } from '../../content/library/use-shelf.ts';
import { Section } from '../../ui/Page.tsx';
import { KindIcon } from './kinds.tsx';
import { nextOn, standingOf, type Walk } from './progress.ts';
import { useWalks } from './use-walks.ts';
import styles from './paths.module.css';

const SHOWN = 3;

const lastAtMs = (walk: Walk): number => walk.entries.at(-1)?.atMs ?? 0;

/** What comes next on each path under way: on Home, in Growth and above the catalogue. Paths that were left are not called. */
export function PathsUnderWay() {
  const walks = useWalks();
  const walking = [...(walks ?? [])].filter(([, walk]) => standingOf(walk) === 'walking');
  // The texts are read only by whom they concern: Home stays light for everybody else.
  return walking.length === 0 ? null : <Next walking={walking} />;
}

function Next({ walking }: { walking: readonly (readonly [string, Walk])[] }) {
  const { t } = useTranslation('paths');
  const paths = useShelf('paths');
  const rows = walking
    .toSorted(([, one], [, other]) => lastAtMs(other) - lastAtMs(one))
    .flatMap(([id, walk]) => {
      const path = paths?.find((one) => one.id === id);
      return path === undefined ? [] : [{ path, next: nextOn(path, walk) }];
    });
  if (rows.length === 0) return null;
  return (
    <Section title={t('underWay')}>
      <ul className={styles.next}>
        {rows.slice(0, SHOWN).map(({ path, next }) => (
          <li key={path.id}>
            <Link href={`/growth/paths/${path.id}${next === null ? '' : `/${next.id}`}`} className={styles.nextRow}>
              {next !== null && <KindIcon kind={next.kind} />}
              <span className={styles.nextWords}>
                <strong>{next?.title ?? path.title}</strong>
                {next !== null && <span>{path.title}</span>}
              </span>
              {next !== null && <span className={styles.quiet}>{t('minutes', { count: next.minutes })}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
