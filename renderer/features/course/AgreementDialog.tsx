import { useState } from 'react';
import { Button, Checkbox, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { agreementsIn } from '../../content/agreements/agreements.ts';
import { useEngine, useIdentity } from '../../app/context.tsx';
import type { CommandFailure } from '../../engine/types.ts';
import { AgreementChanges } from '../gate/AgreementChanges.tsx';
import { AgreementView } from '../gate/AgreementView.tsx';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { WhyFifteen } from './WhyFifteen.tsx';
import styles from './course.module.css';

interface Props {
  readonly opened: boolean;
  readonly outdated: boolean;
  /** Left without an answer; nothing has changed. */
  readonly close: () => void;
  /** The relay has the answer. */
  readonly passed: () => void;
}

/** P24 (F088, F089): a listener who has not agreed to the present version reads it before the next chat is taken. */
export function AgreementDialog(props: Props) {
  const { t } = useTranslation(['course', 'gate']);
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title={t('agreement.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('gate:close') }}
    >
      <Asking {...props} />
    </Modal>
  );
}

/** Lives as long as the dialog is open, so that a new opening begins anew. */
function Asking({ outdated, close, passed }: Props) {
  const { t, i18n } = useTranslation(['course', 'gate']);
  const engine = useEngine();
  const identity = useIdentity();
  const before = identity.at === 'account' ? (identity.me.agreedListener ?? null) : null;
  const text = agreementsIn(i18n.language).listener;
  const [atLeast15, setAtLeast15] = useState(false);
  const [agreed, setAgreed] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<CommandFailure | null>(null);
  const finish = async (): Promise<void> => {
    if (sending) return;
    setSending(true);
    const result = await engine.agreeAsListener();
    setSending(false);
    setFailure(result.ok ? null : result.error);
    if (result.ok) passed();
  };
  return (
    <>
      <p className={styles.quiet}>{t(outdated ? 'agreement.textOutdated' : 'agreement.text')}</p>
      <AgreementView text={text} order={3}>
        {before !== null && <AgreementChanges text={text} agreed={before} order={4} />}
      </AgreementView>
      <div className={styles.fields}>
        <Checkbox label={t('join.atLeast15')} checked={atLeast15} onChange={(event) => setAtLeast15(event.currentTarget.checked)} />
        <WhyFifteen said={atLeast15} />
        <Checkbox label={t('join.agreeListener')} checked={agreed} onChange={(event) => setAgreed(event.currentTarget.checked)} />
      </div>
      {failure !== null && <FailureNotice title={t('agreement.failed')} failure={failure} />}
      <div className={styles.row}>
        <Button variant="default" onClick={close}>
          {t('gate:notNow')}
        </Button>
        <Button disabled={!agreed || !atLeast15 || sending} onClick={() => void finish()}>
          {t('agreement.agree')}
        </Button>
      </div>
    </>
  );
}
