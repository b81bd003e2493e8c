import { useTranslation } from 'react-i18next';
import type { Fit } from '../../content/course/schema.ts';
import styles from './course.module.css';
import pageStyles from './lesson.module.css';

export interface Option {
  readonly text: string;
  readonly why: string;
  readonly tone: Fit;
  /** What it is, in a word: told beside the reason, so that no colour has to say it. */
  readonly word: string;
}

/** Answers to choose from. The chosen one says why at once; the others stay open, so that one may look at them all. */
export function Options(props: { label: string; options: readonly Option[]; picked: number | null; pick: (option: number) => void }) {
  const { t } = useTranslation('course');
  return (
    <>
      <ul className={pageStyles.options} aria-label={props.label}>
        {props.options.map((option, at) => (
          <li key={option.text}>
            <button
              type="button"
              className={pageStyles.option}
              aria-pressed={props.picked === at}
              data-tone={props.picked === at ? option.tone : undefined}
              dir="auto"
              onClick={() => props.pick(at)}
            >
              {option.text}
            </button>
            <div aria-live="polite">
              {props.picked === at && (
                <p className={pageStyles.why}>
                  <strong>{option.word}.</strong> {option.why}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      {props.picked !== null && <p className={styles.quiet}>{t('lesson.again')}</p>}
    </>
  );
}
