import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIdentity } from '../../app/context.tsx';
import { certificationAsText } from '../../content/agreements/agreement.ts';
import { agreementsIn } from '../../content/agreements/agreements.ts';
import { AgreementChanges } from './AgreementChanges.tsx';
import type { GateEvent, GateState } from './steps.ts';
import styles from './gate.module.css';

/** The statement about oneself and others (F080). Both answers are of the same size: neither is the "right" one. */
export function CertifyStep(props: { state: GateState; tell: (event: GateEvent) => void }) {
  const { t, i18n } = useTranslation('gate');
  const { certification } = agreementsIn(i18n.language);
  const identity = useIdentity();
  const agreed = identity.at === 'account' ? identity.me.agreed?.certification : undefined;
  // One says it of this moment, so that it is asked each time; what is new in it is shown where something is (F089).
  const isNew = agreed !== undefined && agreed !== certification.version;
  return (
    <>
      <Title order={3} tabIndex={-1} data-autofocus className={styles.heading}>
        {t('certify.heading')}
      </Title>
      <p>{certification.statement}</p>
      <ul className={styles.parts}>
        {certification.parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
      <p className={styles.text}>{certification.why}</p>
      {isNew && <AgreementChanges text={certificationAsText(certification)} agreed={agreed} order={4} />}
      <div className={styles.answers}>
        <Button onClick={() => props.tell({ what: 'certified' })}>{t('certify.yes')}</Button>
        <Button variant="default" onClick={() => props.tell({ what: 'declined' })}>
          {t('certify.no')}
        </Button>
      </div>
      {props.state.asked.includes('age') && (
        <Button variant="subtle" mt="sm" onClick={() => props.tell({ what: 'back' })}>
          {t('back')}
        </Button>
      )}
    </>
  );
}
