import { useId, useState } from 'react';
import { Alert, Anchor, Checkbox, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { AGE_GROUPS } from '#shared/words.ts';
import { agreementsIn } from '../../content/agreements/agreements.ts';
import { Section } from '../../ui/Page.tsx';
import { AgreementView } from '../gate/AgreementView.tsx';
import type { JoinAnswers } from './join-form.ts';
import { WhyFifteen } from './WhyFifteen.tsx';
import styles from './course.module.css';

/** The new account answers the gate's questions for itself: it shares nothing with the other, not even an age (F037). */
export function JoinQuestions(props: { answers: JoinAnswers; change: (more: Partial<JoinAnswers>) => void }) {
  const { t, i18n } = useTranslation(['course', 'gate']);
  const name = useId();
  const { answers, change } = props;
  const texts = agreementsIn(i18n.language);
  const tick = (key: Exclude<keyof JoinAnswers, 'ageGroup'>, label: string) => (
    <Checkbox label={label} checked={answers[key]} onChange={(event) => change({ [key]: event.currentTarget.checked })} />
  );
  return (
    <>
      <Section title={t('join.about')}>
        <fieldset className={styles.fields}>
          <legend>{t('join.age')}</legend>
          {AGE_GROUPS.toReversed().map((ageGroup) => (
            <Radio
              key={ageGroup}
              name={name}
              label={t(`join.${ageGroup}`)}
              checked={answers.ageGroup === ageGroup}
              onChange={() => change({ ageGroup })}
            />
          ))}
          {answers.ageGroup === 'teen' && <p className={styles.quiet}>{t('join.teenText')}</p>}
          {answers.ageGroup === 'teen' && tick('parentalConsent', t('join.parental'))}
          {tick('atLeast15', t('join.atLeast15'))}
          <WhyFifteen said={answers.atLeast15} />
        </fieldset>
        <p className={styles.text}>{texts.certification.statement}</p>
        <ul>
          {texts.certification.parts.map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
        <Certify certified={answers.certified} change={(certified) => change({ certified })} />
      </Section>
      <Section title={t('join.agree')}>
        {(['listener', 'member', 'privacy'] as const).map((text) => (
          <div key={text} className={styles.agreement}>
            <AgreementView text={texts[text]} order={3} />
            {tick(text, text === 'listener' ? t('join.agreeListener') : t(`gate:agree.${text}`))}
          </div>
        ))}
      </Section>
    </>
  );
}

/** Both answers stand there, as at the gate; whoever cannot say yes is shown help at once, and nothing of it is kept (F080). */
function Certify(props: { certified: boolean; change: (certified: boolean) => void }) {
  const { t } = useTranslation('gate');
  const name = useId();
  const [declined, setDeclined] = useState(false);
  const answer = (certified: boolean) => () => {
    setDeclined(!certified);
    props.change(certified);
  };
  return (
    <fieldset className={styles.fields}>
      <legend>{t('certify.heading')}</legend>
      <Radio name={name} label={t('certify.yes')} checked={props.certified} onChange={answer(true)} />
      <Radio name={name} label={t('certify.no')} checked={declined && !props.certified} onChange={answer(false)} />
      <output>
        {declined && !props.certified && (
          <Alert variant="light" title={t('declined.heading')}>
            <p>{t('declined.body')}</p>
            <p>{t('declined.reach')}</p>
            <Anchor component={Link} href="/help">
              {t('declined.help')}
            </Anchor>
          </Alert>
        )}
      </output>
    </fieldset>
  );
}
