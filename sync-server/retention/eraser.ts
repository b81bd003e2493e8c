import type { Kysely } from 'kysely';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import type { ChatState } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';
import type { Documents } from '../ports.ts';
import type { Projector } from '../projections/projector.ts';
import type { KeptChat } from './chat-rows.ts';
import { whatIsDue, type Due, type RetentionWindow } from './what-is-due.ts';

export interface EraserParts {
  readonly db: Kysely<Tables>;
  readonly documents: Documents;
  readonly projector: Pick<Projector, 'project'>;
  readonly window: RetentionWindow;
}

/**
 * Deletes the messages before the newest ones. Counted again within the transaction: people write meanwhile, and the
 * list may have grown since it was looked at. Marks that point at what is gone stay; they point at nothing. The
 * documents write their rows anew whenever something is deleted, so the text leaves them in the same commit.
 */
export async function trim({ documents, window }: EraserParts, chat: KeptChat, nowMs: number): Promise<void> {
  await documents.write(chatDocument(chat.id), (doc) => {
    const { entries } = logRoots(doc);
    const due = whatIsDue({ openedAtMs: chat.openedAtMs, entries: entries.toArray() }, nowMs, window);
    if (due.what === 'trim') entries.delete(0, due.entries);
  });
}

/**
 * Erases a whole chat. SQL is told first, so that a crash before the end is seen at the next sweep and finished. A
 * word that arrived in this very moment keeps the chat: `look` is asked once more, and the old state comes back.
 */
export async function expire(
  parts: EraserParts,
  chat: KeptChat,
  nowMs: number,
  look: () => Promise<Due>,
): Promise<Due> {
  // It ended or was blocked since the list was read: the next sweep sees it as it is then.
  if (!(await setState(parts.db, chat, chat.state, 'expired'))) return { what: 'keep', dueAtMs: nowMs };
  const again = await look();
  if (again.what !== 'expire') {
    await setState(parts.db, chat, 'expired', chat.state);
    return again;
  }
  await eraseContent(parts, chat);
  return again;
}

async function setState(db: Kysely<Tables>, chat: KeptChat, from: ChatState, to: ChatState): Promise<boolean> {
  const update = db.updateTable('chats').set({ state: to }).where('id', '=', chat.id).where('state', '=', from);
  return (await update.executeTakeFirst()).numUpdatedRows > 0n;
}

/** Removes the document and every mention of it from both sides' lists and inboxes. May be done any number of times. */
export async function eraseContent(
  { documents, projector }: EraserParts,
  chat: Pick<KeptChat, 'id' | 'seeker' | 'listener'>,
): Promise<void> {
  await documents.erase(chatDocument(chat.id));
  for (const account of [chat.seeker, chat.listener]) {
    await projector.project(peopleDocument(account));
    await projector.project(inboxDocument(account));
  }
}
