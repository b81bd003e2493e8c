import { RELAY, type AccountId } from '#shared/ids.ts';
import { WHOLE, formatMarkKey, type LogEntry } from '#shared/documents/log.ts';
import type { InboxNotice } from '#shared/documents/inbox.ts';
import type { OwnChatRow } from './chat-rows.ts';
import { derivedEntryId } from './derived-id.ts';
import type { CorrectedRow, InboxRows, LapsedRow } from './inbox-rows.ts';
import type { OverRow, WaitingStart } from './start-rows.ts';
import type { DesiredLog } from './reconcile.ts';

/**
 * An inbox: the place in the queue, and news of what others did or what happened by itself. What one did oneself is no
 * news. The newest `maxNotices` are kept, told and forgotten together with what they are about.
 *
 * `present`: what the document holds now. Sign-ins among it stay: they are written once and are in no table.
 */
export function desiredInbox(rows: InboxRows, present: readonly LogEntry[], maxNotices: number): DesiredLog {
  const notices = [
    ...rows.chats.flatMap((chat) => [...openedNotice(chat, rows.account), ...endedNotice(chat, rows.account)]),
    ...rows.lapsed.map(lapsedNotice),
    ...rows.over.map(overNotice),
    ...(rows.corrected === null ? [] : [correctedNotice(rows.corrected)]),
    ...present.filter((entry) => entry.kind === 'signed-in'),
  ];
  notices.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const marks = new Map<string, unknown>();
  if (rows.waiting !== null) marks.set(REQUEST_MARK, rows.waiting);
  for (const { start, card } of rows.starts) marks.set(startMark(start), card);
  return { entries: notices.slice(-maxNotices), marks };
}

const REQUEST_MARK = formatMarkKey({ subject: WHOLE, account: RELAY, name: 'request' });

/** News to whoever did not open it. */
const openedNotice = (chat: OwnChatRow, account: AccountId): InboxNotice[] =>
  chat.openedBy === account
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

/** Told also to who looks at nothing: it decides whom they meet from now on (F082, F084). */
const correctedNotice = ({ seq, atMs, ageGroup }: CorrectedRow): InboxNotice => ({ ...about('age-corrected', String(seq), atMs), kind: 'age-corrected', ageGroup });

const startMark = (start: WaitingStart['start']): string => formatMarkKey({ subject: start, account: RELAY, name: 'start' });

/** One word for whatever became of it: who set it aside, and who merely was not free, look the same (F102, F157). */
const overNotice = ({ atMs, ...row }: OverRow): InboxNotice => ({ ...about('start-over', row.start, atMs), kind: 'start-over', ...row });

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
