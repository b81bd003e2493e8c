import { useTranslation } from 'react-i18next';
import { useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { GateInvitation } from '../gate/GateInvitation.tsx';
import { useGate } from '../gate/use-gate.tsx';
import { ListenerStatus } from '../people/ListenerStatus.tsx';
import { StandingNotice } from '../standing/StandingNotice.tsx';
import { TheirStarts } from '../starts/TheirStarts.tsx';
import { theirs } from '../starts/what-waits.ts';

/** Where a therapist says how they are here, and reads who asks for them or has left them a message (F043, F157–F159). The queue is the listeners' (P7). */
export function TherapistDesk({ stopped }: { stopped: boolean }) {
  const { t } = useTranslation('therapists');
  const gate = useGate();
  const waits = theirs(useReadable(useEngine().starts.waiting)).length > 0;
  return (
    <Page title={t('desk.title')} lead={<p>{t('desk.lead')}</p>} wide>
      <StandingNotice />
      {!gate.open && !stopped && <GateInvitation gate={gate} />}
      {gate.open && !stopped && (
        <>
          <ListenerStatus />
          <TheirStarts />
          {!waits && <EmptyState title={t('desk.nobody')} text={t('desk.nobodyText')} />}
        </>
      )}
      {gate.dialog}
    </Page>
  );
}
