import { useEffect, useReducer, useRef, useState, type ReactNode } from 'react';
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConsentState } from '#shared/people/consent.ts';
import { unreachable } from '#shared/result.ts';
import type { AgeGroup } from '#shared/words.ts';
import { useEngine } from '../../app/context.tsx';
import type { CommandFailure } from '../../engine/types.ts';
import { AgeStep } from './AgeStep.tsx';
import { AgreeStep } from './AgreeStep.tsx';
import { CertifyStep } from './CertifyStep.tsx';
import { HelpWays } from './HelpWays.tsx';
import { Declined, TooYoung } from './KindPages.tsx';
import { answerOf, begin, next, type GateEvent, type GateState } from './steps.ts';
import styles from './gate.module.css';

interface Props {
  readonly opened: boolean;
  readonly known: { readonly ageGroup: AgeGroup | null; readonly consent: ConsentState };
  /** Left without an answer; nothing has changed. */
  readonly close: () => void;
  /** The relay has the answers. */
  readonly passed: () => void;
}

/** Asks for age group, certification and agreements, each once (F079–F083, F087, F090). */
export function GateDialog(props: Props) {
  const { t } = useTranslation('gate');
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title={t('title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Questions {...props} />
    </Modal>
  );
}

/** Lives as long as the dialog is open, so that a new opening begins anew. */
function Questions({ known, close, passed }: Props) {
  const { t } = useTranslation('gate');
  const engine = useEngine();
  const [state, tell] = useReducer(next, known, begin);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<CommandFailure | null>(null);

  const finish = async (): Promise<void> => {
    const answer = answerOf(state);
    if (answer === null || sending) return;
    setSending(true);
    const result = await engine.giveConsent(answer);
    setSending(false);
    setFailure(result.ok ? null : result.error);
    if (result.ok) passed();
  };

  return (
    <>
      <Progress state={state} outdated={known.consent === 'outdated'} />
      <HelpWays close={close} calmOnly={state.step === 'declined' || state.step === 'too-young'} />
      <StepFrame step={state.step}>{stepOf(state, tell, { close, finish, sending, failure })}</StepFrame>
      <span aria-live="polite" className={styles.quiet}>
        {sending ? t('agree.sending') : ''}
      </span>
    </>
  );
}

interface Doing {
  readonly close: () => void;
  readonly finish: () => Promise<void>;
  readonly sending: boolean;
  readonly failure: CommandFailure | null;
}

function stepOf(state: GateState, tell: (event: GateEvent) => void, doing: Doing): ReactNode {
  switch (state.step) {
    case 'age':
      return <AgeStep state={state} tell={tell} close={doing.close} />;
    case 'too-young':
      return <TooYoung close={doing.close} back={() => tell({ what: 'back' })} />;
    case 'certify':
      return <CertifyStep state={state} tell={tell} />;
    case 'declined':
      return <Declined close={doing.close} back={() => tell({ what: 'back' })} />;
    case 'agree':
      return <AgreeStep state={state} tell={tell} {...doing} />;
    default:
      return unreachable(state.step);
  }
}

function Progress(props: { state: GateState; outdated: boolean }) {
  const { t } = useTranslation('gate');
  const step = props.state.asked.findIndex((asked) => asked === props.state.step) + 1;
  if (step === 0) return null;
  return (
    <>
      {step === 1 && <p className={styles.lead}>{t(props.outdated ? 'leadOutdated' : 'lead')}</p>}
      <p className={styles.progress}>{t('step', { step, of: props.state.asked.length })}</p>
    </>
  );
}

/** Moves the focus to the heading of a new step, so that it is read out and the next Tab goes on from there. */
function StepFrame(props: { step: string; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef(props.step);
  useEffect(() => {
    if (shown.current === props.step) return;
    shown.current = props.step;
    frame.current?.querySelector<HTMLElement>('h3')?.focus();
  }, [props.step]);
  return <div ref={frame}>{props.children}</div>;
}
