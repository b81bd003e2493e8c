import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/Notice.tsx';
import type { Gate } from './use-gate.tsx';

/** Stands where something waits behind the gate, and says so before it asks. */
export function GateInvitation(props: { gate: Gate; then?: () => void; children?: ReactNode }) {
  const { t } = useTranslation('gate');
  const { gate, then = () => undefined } = props;
  return (
    <Notice kind="note" title={t('invite.heading')} safe={t(gate.outdated ? 'invite.bodyOutdated' : 'invite.body')}>
      <Button onClick={() => gate.pass(then)}>{t('invite.start')}</Button>
      {props.children}
    </Notice>
  );
}
