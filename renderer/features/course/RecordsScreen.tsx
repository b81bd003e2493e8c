import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useShelf } from '../../content/library/use-shelf.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { useGuideProgress } from '../guides/use-guide-progress.ts';
import { trainingRecords } from './records.ts';
import { useCourseRows, useCourseShelf } from './use-course.ts';
import styles from './course.module.css';

/** What somebody has learned, with its days; guides count as well, from what is kept of reading them (F195). */
export function RecordsScreen() {
  const { t } = useTranslation('course');
  const rows = useCourseRows();
  const kept = useGuideProgress();
  const guides = useShelf('guides');
  const titles = useTitles();
  const lead = (
    <p>
      <Link href="/learn" className={styles.backLink}>
        {t('back')}
      </Link>{' '}
      · {t('records.lead')}
    </p>
  );
  if (rows === null || kept === null || guides === null || titles === null) return null;
  const records = trainingRecords(rows, guides, kept).filter(({ id }) => titles.has(id));
  return (
    <Page title={t('records.title')} windowTitle={t('place')} lead={lead}>
      {records.length === 0 && <EmptyState text={t('records.none')} />}
      <ul className={styles.records}>
        {records.map(({ id, atMs }) => (
          <li key={id}>
            <span>
              <strong>{titles.get(id)}</strong>
              <span className={styles.quiet}>{t(`records.${kindOf(id)}`)}</span>
            </span>
            <Day atMs={atMs} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

const kindOf = (id: string): string => id.split('/')[0] ?? '';

function Day({ atMs }: { atMs: number }) {
  const { i18n } = useTranslation();
  const locale = formatLocale(i18n.language, navigator.languages);
  return (
    <time className={styles.quiet} dateTime={new Date(atMs).toISOString()}>
      {new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(atMs)}
    </time>
  );
}

const of = (part: string, items: readonly { id: string; title: string }[]): [string, string][] =>
  items.map(({ id, title }) => [`${part}/${id}`, title]);

/** What each record is of, in the language of the screens; null for the moment before it is read. */
function useTitles(): ReadonlyMap<string, string> | null {
  const lessons = useCourseShelf('lessons');
  const modules = useCourseShelf('modules');
  const practice = useCourseShelf('practice');
  const guides = useShelf('guides');
  if (lessons === null || modules === null || practice === null || guides === null) return null;
  return new Map([...of('lessons', lessons), ...of('modules', modules), ...of('practice', practice), ...of('guide', guides)]);
}
