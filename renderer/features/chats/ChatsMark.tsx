import { useEffect, useRef } from 'react';
import { Badge, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useApp, useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { ChatSummary } from '../../engine/types.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { theirs } from '../starts/what-waits.ts';
import { unreadTotal } from './desk-order.ts';
import { useChatKeys } from './use-chat-keys.ts';
import { useTitleCount } from './use-title-count.ts';

/** Beside "Chats": how many messages were not looked at; also in the window's title and on the app's icon. */
export function ChatsMark() {
  const { t } = useTranslation('chats');
  const { host } = useApp();
  const chats = useReadable(useEngine().chats);
  const unread = unreadTotal(chats);
  // Who waits for one's own answer counts on the app's icon like a message.
  const called = unread + theirs(useReadable(useEngine().starts.waiting)).length;
  useTitleCount(unread);
  useChatKeys(chats);
  useEffect(() => host.setBadge(Math.min(called, 999)), [host, called]);
  useCallWhenWritten(chats);
  if (unread === 0) return null;
  return (
    <>
      <Badge variant="filled" size="sm" circle={unread < 10} aria-hidden="true">
        {unread}
      </Badge>
      <VisuallyHidden>{t('list.unread', { count: unread })}</VisuallyHidden>
    </>
  );
}

/**
 * Words that came elsewhere are told once a chat: by name to whoever hears this page, and by a notification, which holds
 * neither words nor names, where the window is out of sight.
 */
function useCallWhenWritten(chats: readonly ChatSummary[]): void {
  const { t } = useTranslation('chats');
  const { host } = useApp();
  const announce = useAnnounce();
  const [location] = useLocation();
  const before = useRef<ReadonlyMap<string, number> | null>(null);
  useEffect(() => {
    const known = before.current;
    before.current = new Map(chats.map(({ chat, unread }) => [chat, unread]));
    if (known === null) return;
    // The first unread message of a chat calls; those after it wait to be found.
    const fresh = chats.find(({ chat, unread }) => unread > 0 && (known.get(chat) ?? 0) === 0);
    if (fresh === undefined) return;
    // The chat in use reads out the words themselves.
    if (location !== `/chats/${fresh.chat}`) announce(t('announceElsewhere', { name: fresh.card.with.name }));
    if (!document.hidden) return;
    void host.notify({ title: t('notify.title'), body: t('notify.body'), route: `/chats/${fresh.chat}` });
  }, [chats, host, t, announce, location]);
}
