import { parseMarkKey } from '#shared/documents/log.ts';
import { acrossAges, chatCard, type ChatCard } from '#shared/documents/people.ts';
import { inboxNotice, waitingRequest, type InboxNotice, type WaitingRequest } from '#shared/documents/inbox.ts';
import { isId, RELAY, type ChatId } from '#shared/ids.ts';
import type { LogView } from './log-view.ts';

/** The chats of the account, as its people document tells. */
export interface People {
  card(chat: ChatId): ChatCard | null;
}

export type Cards = ReadonlyMap<ChatId, ChatCard>;

/** Cards by chat. Marks that are no card, or not the relay's, are not there. */
export function readCards(view: LogView): Cards {
  const cards = new Map<ChatId, ChatCard>();
  const across = new Set<string>();
  for (const [text, value] of Object.entries(view.marks)) {
    const key = parseMarkKey(text);
    if (key === null || key.account !== RELAY || !isId(key.subject)) continue;
    if (key.name === 'across' && acrossAges.safeParse(value).success) across.add(key.subject);
    const card = key.name === 'chat' ? chatCard.safeParse(value) : null;
    if (card?.success === true) cards.set(key.subject as ChatId, card.data);
  }
  for (const [chat, card] of cards) if (across.has(chat)) cards.set(chat, { ...card, acrossAges: true });
  return cards;
}

/** One's own waiting request; null when one is not waiting. */
export function readWaiting(view: LogView): WaitingRequest | null {
  for (const [text, value] of Object.entries(view.marks)) {
    const key = parseMarkKey(text);
    if (key === null || key.account !== RELAY || key.name !== 'request') continue;
    const waiting = waitingRequest.safeParse(value);
    if (waiting.success) return waiting.data;
  }
  return null;
}

/** Newest last, as in the document. */
export function readNotices(view: LogView): readonly InboxNotice[] {
  return view.entries.flatMap((entry) => {
    const notice = inboxNotice.safeParse(entry);
    return notice.success ? [notice.data] : [];
  });
}
