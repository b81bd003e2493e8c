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
import { Arrivals } from './Arrivals.tsx';
import { QueueSection } from './QueueSection.tsx';
import { openAsListener } from './queue-rights.ts';
import { useQueues } from './use-queues.ts';

/** Where a listener sees who would like to be heard, and takes one of them (F151, F152). */
export function ListenPage() {
  const { t } = useTranslation('listen');
  const identity = useIdentity();
  const gate = useGate();
  if (identity.at === 'local' || identity.actor.type !== 'listener') {
    return (
      <Page title={t('title')}>
        <EmptyState title={t('denied')} text={t('rules:P7-listeners-take.why')}>
          <Button component={Link} href="/talk">
            {t('talk:title')}
          </Button>
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={t('title')} lead={t('lead')} wide>
      {identity.actor.banned && (
        <Notice kind="note" title={t('denied')} safe={t('rules:P2-not-banned.why')} todo={t('rules:P2-not-banned.change')} />
      )}
      {!gate.open && !identity.actor.banned && <GateInvitation gate={gate} />}
      {gate.open && !identity.actor.banned && <Queues />}
      {gate.dialog}
    </Page>
  );
}

/** How taking a request went wrong: another was quicker, which is no failure, or something else. */
type Missed = { readonly seeker: QueueRequest['seeker']; readonly failure: CommandFailure };

/** A request that is no longer waiting, whichever way the relay says it (P9). */
const wasLost = (failure: CommandFailure): boolean =>
  failure.code === 'not-found' || (failure.code === 'denied' && failure.rule === 'P9-first-wins');

function Queues() {
  const { t } = useTranslation('listen');
  const engine = useEngine();
  const [, go] = useLocation();
  const views = useQueues();
  const { at } = useConnection();
  const openChats = openAsListener(useReadable(engine.chats));
  const [taking, setTaking] = useState<string | null>(null);
  const [missed, setMissed] = useState<Missed | null>(null);

  const take = async (request: QueueRequest): Promise<void> => {
    if (taking !== null) return;
    setTaking(request.request);
    setMissed(null);
    const result = await engine.acceptRequest(request.request as RequestId);
    setTaking(null);
    if (result.ok) go(`/chats/${result.value}`);
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
    </>
  );
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
