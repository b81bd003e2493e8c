import { useEffect, useRef } from 'react';
import { Badge, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CHAT } from '#shared/limits.ts';
import { useApp, useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { QueueView } from '../../engine/types.ts';
import { useNow } from '../../ui/now.tsx';
import { theirs } from '../starts/what-waits.ts';
import { arrivals, shouldNotify } from './arrivals.ts';
import { openAsListener } from './queue-rights.ts';
import { useQueues } from './use-queues.ts';

/**
 * Beside "Listen": how many wait, for this listener or for anybody, in a quiet colour. It also calls a listener whose window is out of sight. Lives in
 * the rail, so it watches the queue whatever screen is open.
 */
export function ListenMark() {
  const { t } = useTranslation('listen');
  const views = useQueues();
  useCallWhenSomebodyCame(views);
  const inPerson = theirs(useReadable(useEngine().starts.waiting)).length;
  const waiting = views.reduce((sum, { requests }) => sum + requests.length, inPerson);
  if (waiting === 0) return null;
  return (
    <>
      <Badge variant="light" size="sm" circle={waiting < 10} aria-hidden="true">
        {waiting}
      </Badge>
      <VisuallyHidden>{t('count', { count: waiting })}</VisuallyHidden>
    </>
  );
}

function useCallWhenSomebodyCame(views: readonly QueueView[]): void {
  const { t } = useTranslation('listen');
  const { host } = useApp();
  const nowMs = useNow() ?? 0;
  const mayTake = openAsListener(useReadable(useEngine().chats)) < CHAT.maxOpenChatsPerListener;
  const known = useRef<ReadonlySet<string> | null>(null);
  const lastNotifiedAtMs = useRef<number | null>(null);
  useEffect(() => {
    if (views.length === 0 || views.some(({ state }) => state === 'loading')) return;
    const waiting = views.flatMap(({ requests }) => requests);
    const arrived = arrivals(known.current, waiting).length;
    known.current = new Set(waiting.map(({ request }) => request));
    const facts = { arrived, hidden: document.hidden, lastNotifiedAtMs: lastNotifiedAtMs.current, nowMs, mayTake };
    if (!shouldNotify(facts)) return;
    lastNotifiedAtMs.current = nowMs;
    // A number and no name: a notification is seen by whoever stands near the screen.
    const body = t('notify.body', { count: waiting.length });
    void host.notify({ title: t('notify.title'), body, route: '/listen' });
  }, [views, host, nowMs, mayTake, t]);
}
