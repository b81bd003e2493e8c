import { Fragment } from 'react';
import { Title, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgreementText } from '../../content/agreements/agreement.ts';
import { earlierText, earlierTexts } from '../../content/agreements/history/history.ts';
import { changedSections, type Stretch } from './word-diff.ts';
import styles from './gate.module.css';

/** What is new since the version that was agreed to: in a few sentences, and word by word on request (F089). `order`: one below what it stands under. */
export function AgreementChanges(props: { text: AgreementText; agreed: string; order?: 4 | 5 }) {
  const { t, i18n } = useTranslation('gate');
  const { text, agreed, order = 5 } = props;
  if (text.version === agreed) return <p className={styles.text}>{t('changes.none')}</p>;
  const since = [...earlierTexts(i18n.language, text.name), text].filter(({ version }) => version > agreed);
  const before = earlierText(i18n.language, text.name, agreed);
  const changes = since.flatMap((one) => one.changes ?? []);
  return (
    <div className={styles.changes}>
      <Title order={order} size="h5">{t('changes.heading')}</Title>
      {changes.length > 0 && (
        <ul className={styles.parts}>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      {/* Of a version that is none of ours there is nothing to compare with. */}
      {changes.length === 0 && <p className={styles.text}>{t(before === null ? 'changes.unknown' : 'changes.below')}</p>}
      {before !== null && (
        <details className={styles.whole}>
          <summary>{t('changes.words')}</summary>
          <p className={styles.text}>{t('changes.legend')}</p>
          {changedSections(before.sections, text.sections).map(({ heading, stretches }) => (
            <section key={heading}>
              <Title order={order} size="h5">{heading}</Title>
              <p>
                {stretches.map((stretch, at) => (
                  <Fragment key={at}>
                    <Words stretch={stretch} />{' '}
                  </Fragment>
                ))}
              </p>
            </section>
          ))}
        </details>
      )}
    </div>
  );
}

/** Not by colour alone: crossed out or underlined, and said to whoever hears it. */
function Words({ stretch: { is, text } }: { stretch: Stretch }) {
  const { t } = useTranslation('gate');
  const parts = text.split('¶').map((part, at) => (
    <Fragment key={at}>
      {at > 0 && <br />}
      {part}
    </Fragment>
  ));
  if (is === 'same') return <>{parts}</>;
  const Mark = is === 'gone' ? 'del' : 'ins';
  return (
    <Mark className={is === 'gone' ? styles.gone : styles.new}>
      <VisuallyHidden>{t(`changes.${is}`)} </VisuallyHidden>
      {parts}
    </Mark>
  );
}
