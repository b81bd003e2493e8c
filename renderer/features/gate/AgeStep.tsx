import { useId, useRef, useState } from 'react';
import { Button, Checkbox, Radio, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AGE_GROUPS } from '#shared/words.ts';
import { ageAnswered, type GateEvent, type GateState } from './steps.ts';
import styles from './gate.module.css';

/** Age group, and a parent's consent between 13 and 17 (F081, F083). */
export function AgeStep(props: { state: GateState; tell: (event: GateEvent) => void; close: () => void }) {
  const { t } = useTranslation('gate');
  const heading = useId();
  const reason = useId();
  const firstChoice = useRef<HTMLInputElement>(null);
  const parental = useRef<HTMLInputElement>(null);
  const [missed, setMissed] = useState(false);
  const { state, tell } = props;
  const answered = ageAnswered(state);
  // What is missing, and the words that say so, belong together for whoever does not see them stand there (WCAG 3.3.1).
  const lacking = missed && !answered ? { 'aria-invalid': true, 'aria-describedby': reason } : {};
  const goOn = (): void => {
    setMissed(!answered);
    if (!answered) (state.ageGroup === 'teen' ? parental : firstChoice).current?.focus();
    tell({ what: 'forward' });
  };
  return (
    <>
      <Title order={3} id={heading} tabIndex={-1} data-autofocus className={styles.heading}>
        {t('age.heading')}
      </Title>
      <p className={styles.text}>{t('age.why')}</p>
      {state.ageKnown && state.ageGroup !== null ? (
        <p>{t('age.known', { group: t(`age.${state.ageGroup}`) })}</p>
      ) : (
        <div role="radiogroup" aria-labelledby={heading} {...(state.ageGroup === null ? lacking : {})} className={styles.choices}>
          {AGE_GROUPS.toReversed().map((ageGroup, at) => (
            <Radio
              key={ageGroup}
              ref={at === 0 ? firstChoice : null}
              name={heading}
              label={t(`age.${ageGroup}`)}
              checked={state.ageGroup === ageGroup}
              onChange={() => tell({ what: 'age', ageGroup })}
            />
          ))}
        </div>
      )}
      {state.ageGroup === 'teen' && (
        <Checkbox
          {...lacking}
          ref={parental}
          mt="md"
          label={t('age.parental')}
          description={missed ? undefined : t('age.parentalNeeded')}
          checked={state.parentalConsent}
          onChange={(event) => tell({ what: 'parental', given: event.currentTarget.checked })}
        />
      )}
      {missed && !answered && (
        <p id={reason} role="alert" className={styles.missed}>
          {t(state.ageGroup === 'teen' ? 'age.parentalNeeded' : 'age.choose')}
        </p>
      )}
      {!state.ageKnown && (
        <UnstyledButton className={styles.aside} onClick={() => tell({ what: 'younger' })}>
          {t('age.under')}
        </UnstyledButton>
      )}
      <div className={styles.actions}>
        <Button variant="default" onClick={props.close}>
          {t('notNow')}
        </Button>
        <Button onClick={goOn}>{t('next')}</Button>
      </div>
    </>
  );
}
