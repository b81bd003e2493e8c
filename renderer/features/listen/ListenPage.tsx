import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { CHAT } from '#shared/limits.ts';
import type { QueueRequest } from '#shared/documents/queue.ts';
import type { RequestId } from '#shared/ids.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { CommandFailure } from '../../engine/types.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { GateInvitation } from '../gate/GateInvitation.tsx';
import { useGate } from '../gate/use-gate.tsx';
import { ListenerStatus } from '../people/ListenerStatus.tsx';
import { AgreementDialog } from '../course/AgreementDialog.tsx';
import { restrictionOf } from '../standing/restriction-of.ts';
import { StandingNotice } from '../standing/StandingNotice.tsx';
import { MyStart } from '../starts/MyStart.tsx';
import { MyStarts } from '../starts/MyStarts.tsx';
import { StartNews } from '../starts/StartNews.tsx';
import { TheirStarts } from '../starts/TheirStarts.tsx';
import { ownAsk } from '../starts/what-waits.ts';
import { OpenedCards } from '../talk/OpenedCards.tsx';
import { TherapistDesk } from '../therapists/TherapistDesk.tsx';
import { RuleName } from '../../ui/Why.tsx';
import { Arrivals } from './Arrivals.tsx';
import { QueueSection } from './QueueSection.tsx';
import { openAsListener } from './queue-rights.ts';
import { useQueues } from './use-queues.ts';

/** Where a listener sees who would like to be heard, by them or by anybody, and takes one of them (F151, F152, F157). */
export function ListenPage() {
  const { t } = useTranslation('listen');
  const identity = useIdentity();
  const gate = useGate();
  const stopped = restrictionOf(identity) !== null;
  const ask = ownAsk(useReadable(useEngine().starts.waiting));
  if (identity.at === 'account' && identity.actor.type === 'therapist') return <TherapistDesk stopped={stopped} />;
  if (identity.at === 'local' || identity.actor.type !== 'listener') {
    return (
      <Page title={t('title')}>
        <EmptyState title={t('denied')} text={`${t('rules:P7-listeners-take.why')} ${t('rules:P7-listeners-take.change')}`}>
          <Button component={Link} href="/learn">
            {t('course:place')}
          </Button>
          <Button component={Link} href="/talk" variant="default">
            {t('talk:title')}
          </Button>
        </EmptyState>
        <RuleName rule="P7-listeners-take" />
      </Page>
    );
  }
  return (
    <Page title={t('title')} lead={t('lead')} wide>
      <StandingNotice />
      {!gate.open && !stopped && <GateInvitation gate={gate} />}
      {gate.open && !stopped && <ListenerStatus />}
      {/* What waits already is there, and can be taken back, whatever is to be agreed to first, as on Talk. */}
      {!stopped && (
        <>
          {/* F036: another listener whom one asked. */}
          <OpenedCards untouchedOnly />
          <StartNews />
          <TheirStarts />
          {ask !== null && <MyStart start={ask} />}
          {gate.open && <Queues />}
          <MyStarts kind="message" />
          <MyStarts kind="invitation" />
        </>
      )}
      {gate.dialog}
    </Page>
  );
}

/** How taking a request went wrong: another was quicker, which is no failure, or something else. */
type Missed = { readonly seeker: QueueRequest['seeker']; readonly failure: CommandFailure };

/** A request that is no longer waiting, whichever way the relay says it (P9). */
const wasLost = (failure: CommandFailure): boolean =>
  failure.code === 'not-found' || (failure.code === 'denied' && failure.rule === 'P9-first-wins');

/** The relay asks for another version than this device knew of. */
const isAgreement = (failure: CommandFailure): boolean =>
  failure.code === 'denied' && failure.rule === 'P24-listener-agreement';

function Queues() {
  const { t } = useTranslation('listen');
  const engine = useEngine();
  const [, go] = useLocation();
  const views = useQueues();
  const { at } = useConnection();
  const openChats = openAsListener(useReadable(engine.chats));
  const [taking, setTaking] = useState<string | null>(null);
  const [missed, setMissed] = useState<Missed | null>(null);
  const agreement = useAgreement();

  const take = async (request: QueueRequest): Promise<void> => {
    if (taking !== null) return;
    setMissed(null);
    if (agreement.consent !== 'given') {
      agreement.askBefore(request);
      return;
    }
    await takeNow(request);
  };

  const takeNow = async (request: QueueRequest): Promise<void> => {
    setTaking(request.request);
    setMissed(null);
    const result = await engine.acceptRequest(request.request as RequestId);
    setTaking(null);
    if (result.ok) go(`/chats/${result.value}`);
    else if (isAgreement(result.error)) agreement.askBefore(request);
    else setMissed({ seeker: request.seeker, failure: result.error });
  };

  return (
    <>
      <Arrivals views={views} />
      {at !== 'online' && at !== 'connecting' && <p>{t('offline')}</p>}
      {openChats >= CHAT.maxOpenChatsPerListener && <HandsFull openChats={openChats} />}
      {missed !== null && <MissedNotice missed={missed} />}
      {views.map((view) => (
        <QueueSection
          key={view.ageGroup}
          view={view}
          named={views.length > 1}
          openChats={openChats}
          taking={taking}
          take={(request) => void take(request)}
        />
      ))}
      <AgreementDialog
        opened={agreement.before !== null}
        outdated={agreement.consent === 'outdated'}
        close={() => agreement.askBefore(null)}
        passed={() => {
          const { before } = agreement;
          agreement.askBefore(null);
          if (before !== null) void takeNow(before);
        }}
      />
    </>
  );
}

/** P24: what is known here of the listener agreement, and the request that waits for the answer. */
function useAgreement() {
  const identity = useIdentity();
  const [before, askBefore] = useState<QueueRequest | null>(null);
  return { consent: identity.at === 'account' ? identity.actor.standing.listenerConsent : 'missing', before, askBefore };
}

/** P18, with what would change it. */
function HandsFull({ openChats }: { openChats: number }) {
  const { t } = useTranslation('listen');
  return (
    <Notice kind="note" title={t('enough.title')} safe={t('enough.body', { count: openChats })}>
      <Button component={Link} href="/chats" variant="light">
        {t('enough.go')}
      </Button>
    </Notice>
  );
}

function MissedNotice({ missed }: { missed: Missed }) {
  const { t } = useTranslation('listen');
  const { seeker, failure } = missed;
  if (wasLost(failure)) {
    return <Notice kind="good" title={t('lost.title')} safe={t('lost.body', { name: seeker.name })} />;
  }
  return <FailureNotice title={t('failed')} failure={failure} />;
}
