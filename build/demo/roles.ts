import type * as Y from 'yjs';
import type { ChatEntry } from '../../shared/documents/chat.ts';
import { logRoots, parseMarkKey } from '../../shared/documents/log.ts';
import { chatDocument, peopleDocument, queueDocument } from '../../shared/documents/names.ts';
import { chatCard, type ChatCard } from '../../shared/documents/people.ts';
import { queueRequest } from '../../shared/documents/queue.ts';
import type { ChatId, RequestId } from '../../shared/ids.ts';
import { LISTENER_LINES, type SeekerRole } from './cast.ts';
import type { Player } from './player.ts';

const ACCEPT_AFTER_MS = 6_000;

/** The chats on a people document, with what is known of each. */
function chatsIn(doc: Y.Doc): Map<ChatId, ChatCard> {
  const chats = new Map<ChatId, ChatCard>();
  for (const [key, value] of logRoots(doc).marks.entries()) {
    const parsed = chatCard.safeParse(value);
    const mark = parseMarkKey(key);
    if (mark?.name === 'chat' && parsed.success) chats.set(mark.subject as ChatId, parsed.data);
  }
  return chats;
}

/** Calls `open` for each open chat once, and leaves the ones that have ended. */
function followChats(player: Player, open: (chat: ChatId) => void, ended: () => void): void {
  const known = new Set<ChatId>();
  player.watch(peopleDocument(player.account), (doc) => {
    for (const [chat, card] of chatsIn(doc)) {
      if (card.state === 'open' && !known.has(chat)) {
        known.add(chat);
        open(chat);
      } else if (card.state !== 'open' && known.delete(chat)) {
        player.leaveChat(chat);
        ended();
      }
    }
  });
}

/** Opens the talk, then says the next line whenever the other side said something since; one line at a time. */
function talk(player: Player, chat: ChatId, lines: readonly string[]): void {
  let begun = 0;
  player.watch(chatDocument(chat), (doc) => {
    const entries = logRoots(doc).entries.toArray() as ChatEntry[];
    const said = entries.filter((entry) => entry.kind === 'message');
    const mine = said.filter((entry) => entry.author === player.account).length;
    const myTurn = said.length === 0 || said.at(-1)?.author !== player.account;
    const line = lines[mine];
    if (entries.length === 0 || !myTurn || line === undefined || begun > mine) return;
    begun = mine + 1;
    player.reply(doc, entries, line);
  });
}

/** A seeker asks, waits, talks when somebody takes the request, and asks again after the chat has ended. */
export async function playSeeker(player: Player, role: SeekerRole): Promise<void> {
  const ask = (): void => {
    const body = { topic: role.topic, language: role.language };
    player.call('createRequest', { body }).catch(() => {}); // still waiting from an earlier run: nothing to do
  };
  followChats(player, (chat) => talk(player, chat, role.lines), () => player.later(ACCEPT_AFTER_MS, ask));
  ask();
}

/** A listener takes requests of people who are not of the cast, and listens. */
export function playListener(player: Player, isCast: (account: string) => boolean, turn: number, listeners: number): void {
  followChats(player, (chat) => talk(player, chat, LISTENER_LINES), () => {});
  const seen = new Set<string>();
  player.watch(queueDocument('adult'), (doc) => {
    for (const value of logRoots(doc).entries.toArray()) {
      const request = queueRequest.safeParse(value);
      if (!request.success || isCast(request.data.seeker.account) || seen.has(request.data.request)) continue;
      seen.add(request.data.request);
      const id = request.data.request as RequestId;
      // Listeners take turns; whoever comes second is told so by the relay, which is no mistake.
      const delayMs = ACCEPT_AFTER_MS * (1 + (turn + seen.size) % listeners);
      player.later(delayMs, () => void player.call('acceptRequest', { params: { request: id } }).catch(() => {}));
    }
  });
}
