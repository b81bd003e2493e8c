import { Fragment } from 'react';
import { Title, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgreementText } from '../../content/agreements/agreement.ts';
import { earlierText, earlierTexts } from '../../content/agreements/history/history.ts';
import { changedSections, type Stretch } from './word-diff.ts';
import styles from './gate.module.css';

/** What is new since the version that was agreed to: in a few sentences, and word by word on request (F089). */
export function AgreementChanges(props: { text: AgreementText; agreed: string }) {
  const { t, i18n } = useTranslation('gate');
  const { text, agreed } = props;
  if (text.version === agreed) return <p className={styles.text}>{t('changes.none')}</p>;
  const since = [...earlierTexts(i18n.language, text.name), text].filter(({ version }) => version > agreed);
  const before = earlierText(i18n.language, text.name, agreed);
  return (
    <div className={styles.changes}>
      <Title order={5}>{t('changes.heading')}</Title>
      <ul className={styles.parts}>
        {since.flatMap(({ changes }) => changes ?? []).map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      {before !== null && (
        <details className={styles.whole}>
          <summary>{t('changes.words')}</summary>
          <p className={styles.text}>{t('changes.legend')}</p>
          {changedSections(before.sections, text.sections).map(({ heading, stretches }) => (
            <section key={heading}>
              <Title order={5}>{heading}</Title>
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
