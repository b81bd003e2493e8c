import { RELAY } from '#shared/ids.ts';
import { formatMarkKey } from '#shared/documents/log.ts';
import type { ChatCardMark } from '#shared/documents/people.ts';
import type { ChatState } from '#shared/words.ts';
import type { OwnChatRow } from './chat-rows.ts';
import type { DesiredLog } from './reconcile.ts';

/** "My members" and "my listeners" of one account (F181): a card for each chat within its continuity window. */
export function desiredPeople(chats: readonly OwnChatRow[]): DesiredLog {
  const marks = new Map<string, ChatCardMark | true>();
  for (const chat of chats) {
    if (chat.state === 'expired') continue;
    marks.set(formatMarkKey({ subject: chat.chat, account: RELAY, name: 'chat' }), {
      with: chat.other,
      role: chat.role,
      state: stateAsKnownTo(chat.role, chat.state),
      topic: chat.topic,
      openedAtMs: chat.openedAtMs,
      endedAtMs: chat.endedAtMs,
      ...(chat.segments.newest > 0 ? { segments: chat.segments } : {}),
      ...(chat.state === 'open' && !chat.agesMeet ? { agesParted: true as const } : {}),
    });
    if (chat.state === 'open' && chat.acrossAges) marks.set(formatMarkKey({ subject: chat.chat, account: RELAY, name: 'across' }), true);
  }
  return { entries: [], marks };
}

/** F102: a block accuses nobody. The listener, who alone can block, sees it; the other side sees an ending. */
const stateAsKnownTo = (role: OwnChatRow['role'], state: ChatState): ChatState =>
  role === 'seeker' && state === 'blocked' ? 'ended' : state;
