import type { ChatId, EntryId } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Chats } from './chats.ts';
import type { Draft } from './draft.ts';
import type { Outbox } from './outbox.ts';
import type { Session } from './session.ts';
import type { ChatHandle, CommandFailure, CommandResult } from './types.ts';

export interface ChatHandleParts {
  readonly chats: Chats;
  readonly outbox: Outbox;
  readonly session: Session;
  readonly draft: Draft;
  command(name: 'endChat' | 'blockChat', chat: ChatId): Promise<Result<unknown, CommandFailure>>;
  discardDraft(): Promise<void>;
  closed(): void;
}

/** One screen's hold on a chat. */
export function createChatHandle(chat: ChatId, parts: ChatHandleParts): ChatHandle {
  const { chats, outbox, session, draft } = parts;
  chats.retain(chat);
  const view = chats.view(chat);
  let closed = false;

  async function command(name: 'endChat' | 'blockChat'): CommandResult<void> {
    const done = await parts.command(name, chat);
    return done.ok ? ok(undefined) : done;
  }

  return {
    getSnapshot: view.getSnapshot,
    subscribe: view.subscribe,
    async send(text) {
      const author = session.account();
      const words = text.toWellFormed();
      if (author === null || words.trim() === '') return;
      const adding = outbox.add(author, chat, words);
      // Emptied before the write has ended: the same short word may have been typed again by then. If the disk says no,
      // this rejects, and whoever called puts the words back.
      if (draft.text.getSnapshot().toWellFormed().trim() === words.trim()) draft.sent(adding);
      const item = await adding;
      chats.session(chat)?.deliver(item);
    },
    typing: () => chats.session(chat)?.typing(),
    markRead: () => chats.session(chat)?.markRead(),
    showEarlier: () => chats.session(chat)?.log.showEarlier(),
    draft: draft.text,
    setDraft: (text) => draft.set(text),
    discardDraft: parts.discardDraft,
    async retryRefused(id: EntryId) {
      const author = session.account();
      const item = author === null ? null : await outbox.retry(author, id);
      if (item !== null) chats.session(chat)?.deliver(item);
    },
    discardRefused: (id) => outbox.discardRefused(id),
    end: () => command('endChat'),
    block: () => command('blockChat'),
    close() {
      if (closed) return;
      closed = true;
      chats.release(chat);
      parts.closed();
    },
  };
}
