import { RELAY, type AccountId, type ChatId } from '#shared/ids.ts';
import type { LogEntry } from '#shared/documents/log.ts';
import type { ChatNotice } from '#shared/documents/chat.ts';
import type { ChatState } from '#shared/words.ts';
import { derivedEntryId } from './derived-id.ts';

/** A chat, as far as its notices tell of it. */
export interface ChatRowForNotices {
  readonly chat: ChatId;
  readonly listener: AccountId;
  readonly state: ChatState;
  readonly openedAtMs: number;
  readonly endedAtMs: number | null;
  readonly endedBy: AccountId | null;
}

/**
 * The notices that a chat's document still lacks, to be appended. `opened` stands first or nowhere: once people have
 * written, or retention has cut the beginning off, it would come too late to say anything. `present` is what the newest
 * segment holds, which is the head of the log as long as that was never cut.
 */
export function missingChatNotices(
  chat: ChatRowForNotices,
  present: readonly LogEntry[],
  isHead = true,
): readonly ChatNotice[] {
  if (chat.state === 'expired') return [];
  const opened = notice('opened', chat.chat, chat.openedAtMs, chat.listener);
  const missing = isHead && present.length === 0 ? [opened] : [];
  if (chat.state === 'open') return missing;
  const ended = notice('ended', chat.chat, chat.endedAtMs ?? chat.openedAtMs, chat.endedBy);
  return present.some((entry) => entry.id === ended.id) ? missing : [...missing, ended];
}

const notice = (what: ChatNotice['what'], chat: ChatId, atMs: number, by: AccountId | null): ChatNotice => ({
  id: derivedEntryId(`chat-${what}-notice`, chat),
  author: RELAY,
  at: atMs,
  kind: 'notice',
  what,
  by,
});
