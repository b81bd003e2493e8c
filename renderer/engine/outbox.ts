import { newEntryId, type AccountId, type ChatId, type EntryId } from '#shared/ids.ts';
import type { Clock, Random } from '#shared/ports.ts';
import type { HeardRefusal } from '#shared/protocol/refusal.ts';
import type { Outbox as OutboxStore, OutboxItem, RefusedItem } from '../vault/types.ts';
import { createListeners } from './readable.ts';

/** The vault's outbox with a copy in memory, so that screens can be drawn from it. Disk first, then the copy. */
export interface Outbox {
  items(chat: ChatId): readonly OutboxItem[];
  refused(chat: ChatId): readonly RefusedItem[];
  /** Of all chats, the oldest first. */
  allRefused(): readonly RefusedItem[];
  /** Every chat with something in it. */
  chats(): ReadonlySet<ChatId>;
  add(author: AccountId, chat: ChatId, text: string): Promise<OutboxItem>;
  remove(id: EntryId): Promise<void>;
  refuse(id: EntryId, refusal: HeardRefusal): Promise<void>;
  discardRefused(id: EntryId): Promise<void>;
  /** Somebody thought better of letting it go. */
  putBackRefused(item: RefusedItem): Promise<void>;
  /** Null when there is no such refused text any more. */
  retry(author: AccountId, id: EntryId): Promise<OutboxItem | null>;
  subscribe(listener: () => void): () => void;
}

export async function openOutbox(store: OutboxStore, clock: Clock, random: Random): Promise<Outbox> {
  const items = new Map<EntryId, OutboxItem>();
  const refused = new Map<EntryId, RefusedItem>();
  for (const item of (await store.all()).toSorted((a, b) => a.seq - b.seq)) items.set(item.id, item);
  for (const item of await store.refused()) refused.set(item.id, item);
  const listeners = createListeners();

  const fresh = (author: AccountId, chat: ChatId, text: string): Omit<OutboxItem, 'seq'> => ({
    id: newEntryId(author, random),
    chat,
    text,
    writtenAtMs: clock.nowMs(),
  });

  function keep(item: OutboxItem): OutboxItem {
    items.set(item.id, item);
    listeners.tell();
    return item;
  }

  return {
    items: (chat) => [...items.values()].filter((item) => item.chat === chat).toSorted((a, b) => a.seq - b.seq),
    refused: (chat) => [...refused.values()].filter((item) => item.chat === chat),
    allRefused: () => [...refused.values()].toSorted((a, b) => a.refusedAtMs - b.refusedAtMs),
    chats: () => new Set([...items.values()].map(({ chat }) => chat)),
    add: async (author, chat, text) => keep(await store.add(fresh(author, chat, text))),
    async remove(id) {
      await store.remove(id);
      items.delete(id);
      listeners.tell();
    },
    async refuse(id, { code, rule }) {
      const item = items.get(id);
      if (item === undefined) return;
      const back: RefusedItem = { id, chat: item.chat, text: item.text, refusedAtMs: clock.nowMs(), code, rule: rule ?? null };
      await store.refuse(back);
      items.delete(id);
      refused.set(id, back);
      listeners.tell();
    },
    async discardRefused(id) {
      await store.discardRefused(id);
      refused.delete(id);
      listeners.tell();
    },
    async putBackRefused(item) {
      await store.refuse(item);
      refused.set(item.id, item);
      listeners.tell();
    },
    async retry(author, id) {
      const item = refused.get(id);
      if (item === undefined) return null;
      const again = await store.retry(id, fresh(author, item.chat, item.text));
      refused.delete(id);
      return keep(again);
    },
    subscribe: listeners.subscribe,
  };
}
