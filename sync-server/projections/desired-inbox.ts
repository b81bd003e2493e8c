import { RELAY, type AccountId } from '#shared/ids.ts';
import { WHOLE, formatMarkKey, type LogEntry } from '#shared/documents/log.ts';
import type { InboxNotice } from '#shared/documents/inbox.ts';
import type { OwnChatRow } from './chat-rows.ts';
import { derivedEntryId } from './derived-id.ts';
import type { InboxRows, LapsedRow } from './inbox-rows.ts';
import type { DesiredLog } from './reconcile.ts';

/**
 * An inbox: the place in the queue, and news of what others did or what happened by itself. What one did oneself is no
 * news. The newest `maxNotices` are kept, told and forgotten together with what they are about.
 *
 * `present`: what the document holds now. Sign-ins among it stay: they are written once and are in no table.
 */
export function desiredInbox(rows: InboxRows, present: readonly LogEntry[], maxNotices: number): DesiredLog {
  const notices = [
    ...rows.chats.flatMap((chat) => [...openedNotice(chat), ...endedNotice(chat, rows.account)]),
    ...rows.lapsed.map(lapsedNotice),
    ...present.filter((entry) => entry.kind === 'signed-in'),
  ];
  notices.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const marks = new Map<string, unknown>();
  if (rows.waiting !== null) marks.set(REQUEST_MARK, rows.waiting);
  return { entries: notices.slice(-maxNotices), marks };
}

const REQUEST_MARK = formatMarkKey({ subject: WHOLE, account: RELAY, name: 'request' });

/** The listener opened it, so it is news to the seeker alone. */
const openedNotice = (chat: OwnChatRow): InboxNotice[] =>
  chat.role === 'listener'
    ? []
    : [{ ...about('chat-opened', chat.chat, chat.openedAtMs), kind: 'chat-opened', chat: chat.chat, with: chat.other }];

const endedNotice = (chat: OwnChatRow, account: AccountId): InboxNotice[] =>
  chat.endedAtMs === null || chat.endedBy === account
    ? []
    : [{ ...about('chat-ended', chat.chat, chat.endedAtMs), kind: 'chat-ended', chat: chat.chat, with: chat.other }];

const lapsedNotice = (row: LapsedRow): InboxNotice => ({
  ...about('request-lapsed', row.request, row.atMs),
  kind: 'request-lapsed',
  request: row.request,
});

/** News that somebody signed in to the account; written when it happens (`Projector.announceSignIn`). */
export const signedInNotice = (deviceName: string, atMs: number, deviceId?: string): InboxNotice => ({
  ...about('signed-in', `${atMs} ${deviceName}`, atMs),
  kind: 'signed-in',
  ...(deviceId === undefined ? {} : { deviceId }),
  device: deviceName,
});

const about = (what: InboxNotice['kind'], subject: string, atMs: number) => ({
  id: derivedEntryId(what, subject),
  author: RELAY,
  at: atMs,
});
