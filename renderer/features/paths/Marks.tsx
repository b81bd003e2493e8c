import { useTranslation } from 'react-i18next';
import type { Activity, Path } from '../../content/library/schema.ts';
import { Section } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { marksOf, type Step, type Walk } from './progress.ts';
import styles from './paths.module.css';

type CheckIn = Extract<Activity, { kind: 'check-in' }>;
export const MARKS = [1, 2, 3, 4, 5] as const;

/** The first and the last mark, side by side and without a verdict (F110). Nothing until there are two. */
export function Marks(props: { path: Path; walk: Walk | null }) {
  const { t } = useTranslation('paths');
  const marks = marksOf(props.walk);
  if (marks === null) return null;
  const question = props.path.activities.find(
    (one): one is CheckIn => one.kind === 'check-in' && one.id === marks.last.activity,
  );
  return (
    <Section title={t('marks.title')} text={question?.question ?? marks.last.title}>
      <div className={styles.marks}>
        <OneMark name={t('marks.first')} step={marks.first} />
        <OneMark name={t('marks.last')} step={marks.last} />
      </div>
      {question !== undefined && <p className={styles.quiet}>{t('marks.scale', { low: question.low, high: question.high })}</p>}
    </Section>
  );
}

function OneMark(props: { name: string; step: Step }) {
  const { t } = useTranslation('paths');
  const { mark, atMs } = props.step;
  return (
    <div className={styles.mark}>
      <span className={styles.quiet}>{props.name}</span>
      <span className={styles.dots} aria-hidden="true">
        {MARKS.map((one) => (
          <span key={one} data-filled={one <= (mark ?? 0) || undefined} />
        ))}
      </span>
      <strong>{t('marks.of', { mark })}</strong>
      <span className={styles.quiet}>
        <TimeText atMs={atMs} />
      </span>
    </div>
  );
}
