import { z } from 'zod';
import type { InboxNotice } from '#shared/documents/inbox.ts';
import type { ChatId, StartId } from '#shared/ids.ts';
import { START } from '#shared/limits.ts';
import { foldName } from '#shared/people/names.ts';
import { CHAT_LANGUAGES, TOPICS } from '#shared/words.ts';
import type { DraftBook } from '../../engine/draft-book.ts';
import type { WaitingStart } from '../../engine/starts.ts';
import type { ChatLine, ChatSummary } from '../../engine/types.ts';
import type { Kept, Vault } from '../../vault/types.ts';
import { backPlace } from './start-draft.ts';

/** A copy of a message that waits, in the vault: the relay erases its words when nothing comes of it, and they come back from here (DESIGN promise 2). */
const sentWords = z.strictObject({
  to: z.string(),
  /** The account, once the relay has shown it. */
  account: z.string().nullable(),
  text: z.string(),
  topic: z.enum(TOPICS).nullable(),
  language: z.enum(CHAT_LANGUAGES),
  sentAtMs: z.number(),
});
export type SentWords = z.infer<typeof sentWords>;

export const sentOf = (vault: Pick<Vault, 'collection'>) => vault.collection('sent-words', sentWords);

/** Longer than the relay waits and tells of it, nothing can be learnt any more. */
const KEPT_MS = START.messageKeptMs + START.settledKeptMs;

export interface Known {
  readonly waiting: readonly WaitingStart[];
  readonly notices: readonly InboxNotice[];
  readonly chats: readonly Pick<ChatSummary, 'chat' | 'card'>[];
  /** What this device has of a chat; nothing while it is not read. */
  linesOf(chat: ChatId): readonly ChatLine[];
  readonly nowMs: number;
}

/** The chats in which the words of a copy may stand. Several doors lead to a chat with somebody, so that one says nothing by being there. */
export const chatsFor = <Chat extends Pick<ChatSummary, 'card'>>({ value }: Kept<SentWords>, chats: readonly Chat[]): readonly Chat[] =>
  chats.filter(({ card }) => {
    const isWith = card.with.account === value.account || foldName(card.with.name) === foldName(value.to);
    return isWith && card.openedAtMs >= value.sentAtMs;
  });

/**
 * What becomes of a copy: it waits; it goes back to its writer, under the name that is told now; or it goes, since its words are seen to stand
 * in a chat. Nothing else lets it go: whoever never hears of it again has the last words there are, and gets them back. Pure.
 */
export function fateOf(copy: Kept<SentWords>, { waiting, notices, chats, linesOf, nowMs }: Known): 'waits' | 'goes' | { readonly backTo: string } {
  const { id, value } = copy;
  if (waiting.some(({ start }) => start === id)) return 'waits';
  const over = notices.find((notice) => notice.kind === 'start-over' && notice.start === id);
  if (over?.kind === 'start-over') return { backTo: over.with.name };
  const isIt = ({ entry, mine }: ChatLine): boolean => mine && entry.kind === 'message' && entry.text.trim() === value.text.trim();
  if (chatsFor(copy, chats).some(({ chat }) => linesOf(chat).some(isIt))) return 'goes';
  return nowMs - value.sentAtMs > KEPT_MS ? { backTo: value.to } : 'waits';
}

/** Where words that come back are kept. */
export interface Keeping {
  readonly drafts: Pick<DraftBook, 'putBack'>;
  readonly vault: Pick<Vault, 'collection'>;
}

/** Makes a message a draft for `to` again, and only then lets its copy go. */
export async function giveBack({ drafts, vault }: Keeping, start: StartId, to: string, words: Omit<SentWords, 'to' | 'account'>): Promise<void> {
  const { text, topic, language, sentAtMs } = words;
  const draft = { text, form: { topic, language }, startedAtMs: sentAtMs, changedAtMs: sentAtMs };
  await drafts.putBack({ place: backPlace('message', to, start), draft, versions: [] });
  await sentOf(vault).remove(start);
}

/** All of them, for whoever is told nothing more of what they left (F016). */
export async function giveAllBack(keeping: Keeping): Promise<void> {
  for (const { id, value } of await sentOf(keeping.vault).all()) await giveBack(keeping, id as StartId, value.to, value);
}
