import type { Kysely } from 'kysely';
import type * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { CONTINUED_KEY, continuedIn, documentsOf } from '#shared/documents/segments.ts';
import type { ChatState } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';
import { takeOutOrErase } from '../documents/damage.ts';
import type { Documents, Log } from '../ports.ts';
import type { Projector } from '../projections/projector.ts';
import { forgetSegments, giveUpBefore, readHalfErasedLog, readSegments, setErased } from '../segments/segment-rows.ts';
import type { KeptChat } from './chat-rows.ts';
import type { Cut, TailPart } from './chat-tail.ts';
import type { Due, RetentionWindow } from './what-is-due.ts';

export interface EraserParts {
  readonly db: Kysely<Tables>;
  readonly documents: Documents;
  readonly projector: Pick<Projector, 'project'>;
  readonly window: RetentionWindow;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * Deletes what stands before the newest messages: the beginning of one segment by its entries, whole segments by their
 * documents. By id, since people write and delete meanwhile; what was too much a moment ago is so still. Marks that
 * point at what is gone stay; they point at nothing. The documents write their rows anew whenever something is deleted,
 * so the text leaves them in the same commit.
 */
export async function trim(parts: EraserParts, chat: KeptChat, tail: readonly TailPart[], cut: Cut): Promise<void> {
  const seen = tail.find(({ segment }) => segment === cut.segment)?.entries ?? [];
  const surplus = new Set(seen.slice(0, cut.entries).map(({ id }) => id));
  if (surplus.size > 0) {
    await parts.documents.write(chatDocument(chat.id, cut.segment), (doc) => {
      const { entries } = logRoots(doc);
      const kept = entries.toArray().findIndex(({ id }) => !surplus.has(id));
      entries.delete(0, kept < 0 ? entries.length : kept);
    });
  }
  if (cut.segment === chat.first) return;
  await giveUpBefore(parts.db, chatDocument(chat.id), cut.segment);
  await eraseGivenUp(parts, chat);
}

/**
 * Erases the segments that are given up, and says so in both lists. SQL was told first, so that nobody opens one any
 * more and a crash before the end is seen at the next sweep and finished. The head is emptied and stays: whoever knows
 * only the name of the chat finds from there where it goes on (PROTOCOL W22). False when there was nothing to do.
 */
export async function eraseGivenUp(
  { db, documents, projector, log }: EraserParts,
  chat: Pick<KeptChat, 'id' | 'seeker' | 'listener'>,
): Promise<boolean> {
  const head = chatDocument(chat.id);
  const half = await readHalfErasedLog(db, head);
  if (half === null) return false;
  for (let segment = Math.max(1, half.erased); segment < half.first; segment += 1) {
    await documents.erase(chatDocument(chat.id, segment));
  }
  const empty = (doc: Y.Doc): void => {
    const { entries, marks } = logRoots(doc);
    entries.delete(0, entries.length);
    marks.set(CONTINUED_KEY, continuedIn(half.first));
  };
  await takeOutOrErase({ documents, log }, head, { takeOut: empty, instead: empty });
  await setErased(db, head, half.first);
  for (const account of [chat.seeker, chat.listener]) await projector.project(peopleDocument(account));
  return true;
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

/** Removes the documents of all segments and every mention of it from both sides' lists and inboxes. May be done any number of times. */
export async function eraseContent(
  { db, documents, projector }: EraserParts,
  chat: Pick<KeptChat, 'id' | 'seeker' | 'listener'>,
): Promise<void> {
  const head = chatDocument(chat.id);
  const half = await readHalfErasedLog(db, head);
  const kept = await readSegments(db, head);
  const left = { ...kept, first: half?.erased ?? kept.first };
  await projector.project(head); // behind a notice that is being written at this moment: nobody would erase that
  for (const name of documentsOf({ kind: 'chat', chat: chat.id, segment: 0 }, left)) await documents.erase(name);
  await forgetSegments(db, head); // last: until then the next sweep finishes it
  for (const account of [chat.seeker, chat.listener]) {
    await projector.project(peopleDocument(account));
    await projector.project(inboxDocument(account));
  }
}
