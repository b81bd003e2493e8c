import { useTranslation } from 'react-i18next';
import { TimeText } from '../../ui/TimeText.tsx';
import type { Entry, Walk } from './progress.ts';
import styles from './paths.module.css';

/** Everything that happened on a path, with its day and hour, newest first; also of activities that are no more (F110). */
export function History(props: { walk: Walk; titles: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('paths');
  const { entries } = props.walk;
  return (
    <details className={styles.fold}>
      <summary>{t('history.title')}</summary>
      <ol className={styles.history} reversed>
        {entries.toReversed().map((entry, at) => (
          // Counted from the oldest: a new line at the top moves no other.
          <li key={entries.length - at}>
            <Line entry={entry} titles={props.titles} />
            <span className={styles.quiet}>
              <TimeText atMs={entry.atMs} full />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Line({ entry, titles }: { entry: Entry; titles: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('paths');
  if (!('activity' in entry)) return <span>{t(`history.${entry.kind}`)}</span>;
  // In today's words where it still is on the path, otherwise under the title it had.
  const title = titles.get(entry.activity) ?? entry.title;
  if (entry.kind === 'left-out') return <span>{t('history.left-out', { title })}</span>;
  return (
    <span>
      {t('history.step', { title })}
      {entry.mark !== null && <> · {t('marks.of', { mark: entry.mark })}</>}
    </span>
  );
}
