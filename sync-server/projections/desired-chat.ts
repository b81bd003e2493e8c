import { RELAY, type AccountId, type ChatId, type EntryId } from '#shared/ids.ts';
import type { LogEntry } from '#shared/documents/log.ts';
import type { ChatMessage, ChatNotice } from '#shared/documents/chat.ts';
import type { ChatState } from '#shared/words.ts';
import { derivedEntryId } from './derived-id.ts';

/** A chat, as far as its notices tell of it. */
export interface ChatRowForNotices {
  readonly chat: ChatId;
  /** Who agreed to it. */
  readonly openedBy: AccountId;
  /** The words with which it began, written before it was there (F030, F158); null for one that came of the queue. */
  readonly firstWords: FirstWords | null;
  readonly state: ChatState;
  readonly openedAtMs: number;
  readonly endedAtMs: number | null;
  readonly endedBy: AccountId | null;
}

export interface FirstWords {
  readonly id: EntryId;
  readonly author: AccountId;
  readonly at: number;
  /** Empty when they stand in the chat already. */
  readonly text: string;
}

/**
 * The notices that a chat's document still lacks, to be appended. `opened` stands first, or behind the words with which the
 * chat began, or nowhere: once people have written, or retention has cut the beginning off, it would come too late to say
 * anything. `present` is what the newest segment holds, which is the head of the log as long as that was never cut.
 */
export function missingChatNotices(
  chat: ChatRowForNotices,
  present: readonly LogEntry[],
  isHead = true,
): readonly ChatNotice[] {
  if (chat.state === 'expired') return [];
  const opened = notice('opened', chat.chat, chat.openedAtMs, chat.openedBy);
  const untouched = present.every((entry) => entry.id === chat.firstWords?.id);
  const missing = isHead && untouched ? [opened] : [];
  if (chat.state === 'open') return missing;
  const ended = notice('ended', chat.chat, chat.endedAtMs ?? chat.openedAtMs, chat.endedBy);
  return present.some((entry) => entry.id === ended.id) ? missing : [...missing, ended];
}

/** What somebody wrote to the other before the chat was there, as its first message. */
export const firstMessage = ({ id, author, at, text }: FirstWords): ChatMessage => ({ id, author, at, kind: 'message', text });

const notice = (what: ChatNotice['what'], chat: ChatId, atMs: number, by: AccountId | null): ChatNotice => ({
  id: derivedEntryId(`chat-${what}-notice`, chat),
  author: RELAY,
  at: atMs,
  kind: 'notice',
  what,
  by,
});
