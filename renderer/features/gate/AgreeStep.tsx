import { Button, Checkbox, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIdentity } from '../../app/context.tsx';
import { agreementsIn } from '../../content/agreements/agreements.ts';
import type { CommandFailure } from '../../engine/types.ts';
import { AgreementChanges } from './AgreementChanges.tsx';
import { AgreementView } from './AgreementView.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { answerOf, type GateEvent, type GateState, type Ticked } from './steps.ts';
import styles from './gate.module.css';

const TEXTS: readonly Ticked[] = ['member', 'privacy'];

/** Member agreement and privacy policy, each readable here and agreed to by itself (F087, F090). */
export function AgreeStep(props: {
  state: GateState;
  tell: (event: GateEvent) => void;
  finish: () => Promise<void>;
  sending: boolean;
  failure: CommandFailure | null;
}) {
  const { t, i18n } = useTranslation('gate');
  const agreements = agreementsIn(i18n.language);
  const identity = useIdentity();
  const before = identity.at === 'account' ? (identity.me.agreed ?? null) : null;
  const complete = answerOf(props.state) !== null;
  return (
    <>
      <Title order={3} tabIndex={-1} className={styles.heading}>
        {t('agree.heading')}
      </Title>
      {TEXTS.map((text) => (
        <section key={text} className={styles.agreement}>
          <AgreementView text={agreements[text]}>
            {before !== null && <AgreementChanges text={agreements[text]} agreed={before[text]} />}
          </AgreementView>
          <Checkbox
            label={t(`agree.${text}`)}
            checked={props.state.agreed[text]}
            onChange={(event) => props.tell({ what: 'agreed', text, given: event.currentTarget.checked })}
          />
        </section>
      ))}
      {!complete && <p className={styles.text}>{t('agree.missing')}</p>}
      {props.failure !== null && <FailureNotice title={t('agree.failed')} failure={props.failure} />}
      <div className={styles.actions}>
        <Button variant="default" onClick={() => props.tell({ what: 'back' })}>
          {t('back')}
        </Button>
        <Button disabled={!complete || props.sending} onClick={() => void props.finish()}>
          {t('agree.finish')}
        </Button>
      </div>
    </>
  );
}
