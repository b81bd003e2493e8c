import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { StartId } from '#shared/ids.ts';
import { decide } from '#shared/policy/decide.ts';
import { useEngine, useIdentity } from '../../app/context.tsx';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { useCommand } from '../talk/use-command.ts';
import type { StartForm } from './start-draft.ts';

/** Whether one waits in the queue at all: a listener who asks another (F036) does not (P5). */
export function useQueueIsOpen(): boolean {
  const identity = useIdentity();
  const may = identity.at === 'local' ? null : decide(identity.actor, { action: 'request.create', waiting: 0 });
  return may === null || may.allowed || may.rule !== 'P5-seekers-ask';
}

/** The same request to all who listen, in one tap. `instead`: an ask that waits is taken back first, since one waits once (P6). */
export function AskEverybody({ form, instead }: { form: StartForm; instead?: StartId }) {
  const { t } = useTranslation('starts');
  const { starts, createRequest } = useEngine();
  const [, go] = useLocation();
  const asking = useCommand();
  const open = useQueueIsOpen();
  const ask = async (): Promise<void> => {
    if (instead !== undefined && !(await asking.run(() => starts.withdraw(instead)))) return;
    const { topic, language } = form;
    if (await asking.run(() => createRequest({ topic, language }))) go('/talk');
  };
  if (!open) return null;
  return (
    <>
      {asking.failure !== null && <FailureNotice title={t('everybody.failed')} failure={asking.failure} />}
      <Button variant="default" disabled={asking.busy} onClick={() => void ask()}>
        {t('everybody.go')}
      </Button>
    </>
  );
}
