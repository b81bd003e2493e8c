import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { agreementsIn } from '../../content/agreements/agreements.ts';
import type { GateEvent, GateState } from './steps.ts';
import styles from './gate.module.css';

/** The statement about oneself and others (F080). Both answers are of the same size: neither is the "right" one. */
export function CertifyStep(props: { state: GateState; tell: (event: GateEvent) => void }) {
  const { t, i18n } = useTranslation('gate');
  const { certification } = agreementsIn(i18n.language);
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
