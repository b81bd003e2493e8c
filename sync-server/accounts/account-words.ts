import type * as Y from 'yjs';
import { logRoots, parseMarkKey } from '#shared/documents/log.ts';
import { chatDocument, parseDocumentName, type DocumentName } from '#shared/documents/names.ts';
import { CONTINUED_KEY, continuedIn, documentsOf, segmentOf } from '#shared/documents/segments.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import { DOCUMENT_CLASSES } from '../database/data-classes.ts';
import { takeOutOrErase, unlessDamaged } from '../documents/damage.ts';
import type { Documents, Log } from '../ports.ts';
import { readHalfErasedLog, readSegments } from '../segments/segment-rows.ts';
import type { Sql } from './account-store.ts';

/** Somebody's own words in the documents that they share with others. */
export interface OwnWord {
  readonly chat: ChatId;
  readonly atMs: number;
  readonly text: string;
}

interface WordParts {
  readonly db: Sql;
  readonly documents: Documents;
}

type EraseParts = WordParts & { readonly log: Pick<Log, 'warn'> };

const isOwnWords = (kind: string): boolean => DOCUMENT_CLASSES['chat']?.entries[kind] === 'own-words';

/** What could be read of them, and the chats of which some could not, because their documents are damaged (RELIABILITY A7). */
export interface OwnWords {
  readonly words: readonly OwnWord[];
  readonly unreadable: readonly ChatId[];
}

/** H2: what this account has said, and nothing of what was said to it. The oldest chat first. */
export async function readOwnWords({ db, documents }: WordParts, account: AccountId): Promise<OwnWords> {
  const words: OwnWord[] = [];
  const unreadable = new Set<ChatId>();
  for (const { chat, names } of await chatDocuments(db, account)) {
    for (const name of names) {
      const said = await unlessDamaged(documents.read(name, (doc) =>
        logRoots(doc).entries.toArray().filter(({ author, kind }) => author === account && isOwnWords(kind))));
      if (said === null) unreadable.add(chat);
      for (const entry of said ?? []) words.push({ chat, atMs: entry.at, text: (entry as unknown as { text: string }).text });
    }
  }
  return { words, unreadable: [...unreadable] };
}

/** The documents of this account's chats that nobody can read at present (A7). */
export async function findDamagedChats(
  { db, documents }: { readonly db: Sql; readonly documents: Pick<Documents, 'read'> },
  account: AccountId,
): Promise<readonly DocumentName[]> {
  const damaged: DocumentName[] = [];
  for (const { names } of await chatDocuments(db, account)) {
    for (const name of names) if ((await unlessDamaged(documents.read(name, () => true))) === null) damaged.push(name);
  }
  return damaged;
}

/**
 * H3: takes what this account has said out of its chats, and its marks with it; what others said stays. The documents write
 * themselves anew when something is deleted, so that the words leave the relay's files in the same commit. A damaged one goes
 * whole, and is named in the log; where the log goes on behind it, it says so again (PROTOCOL W20).
 */
export async function eraseOwnWords({ db, documents, log }: EraseParts, account: AccountId): Promise<void> {
  for (const { names } of await chatDocuments(db, account)) {
    for (const [index, name] of names.entries()) {
      await takeOutOrErase({ documents, log }, name, { takeOut: (doc) => takeOut(doc, account), instead: closedBefore(names[index + 1]) });
    }
  }
}

function takeOut(doc: Y.Doc, account: AccountId): void {
  const { entries, marks } = logRoots(doc);
  // From the end, so that what was deleted moves nothing that is still to be looked at.
  for (const [at, entry] of [...entries.toArray().entries()].toReversed()) {
    if (entry.author === account && isOwnWords(entry.kind)) entries.delete(at, 1);
  }
  for (const key of marks.keys()) if (parseMarkKey(key)?.account === account) marks.delete(key);
}

/** Closes an empty segment again, as it was; nothing for the newest one. */
function closedBefore(next: DocumentName | undefined): ((doc: Y.Doc) => void) | undefined {
  const address = next === undefined ? null : parseDocumentName(next);
  const place = address === null ? null : segmentOf(address);
  return place === null ? undefined : (doc) => void logRoots(doc).marks.set(CONTINUED_KEY, continuedIn(place.segment));
}

async function chatDocuments(db: Sql, account: AccountId): Promise<{ chat: ChatId; names: readonly DocumentName[] }[]> {
  const chats = await db
    .selectFrom('chats')
    .select('id')
    .where((eb) => eb.or([eb('seeker', '=', account), eb('listener', '=', account)]))
    .where('state', '!=', 'expired')
    .orderBy('opened_at_ms')
    .execute();
  const found: { chat: ChatId; names: readonly DocumentName[] }[] = [];
  for (const { id: chat } of chats) {
    const head = chatDocument(chat);
    const kept = await readSegments(db, head);
    const half = await readHalfErasedLog(db, head);
    found.push({ chat, names: documentsOf({ kind: 'chat', chat, segment: 0 }, { ...kept, first: half?.first ?? kept.first }) });
  }
  return found;
}
