import type { Kysely } from 'kysely';
import type * as Y from 'yjs';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { chatDocument, parseDocumentName, type DocumentName } from '#shared/documents/names.ts';
import { continuationOf } from '#shared/documents/segments.ts';
import type { ChatId } from '#shared/ids.ts';
import { unreachable } from '#shared/result.ts';
import type { AgeGroup } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';
import type { Documents } from '../ports.ts';
import { readSegments } from '../segments/segment-rows.ts';
import { readChatForNotices, readOwnChats, wordsAreThere } from './chat-rows.ts';
import { firstMessage, missingChatNotices, type FirstWords } from './desired-chat.ts';
import { desiredInbox } from './desired-inbox.ts';
import { desiredPeople } from './desired-people.ts';
import { desiredQueue } from './desired-queue.ts';
import { accountExists, readInbox } from './inbox-rows.ts';
import { isLevel, reconcile, type DesiredLog } from './reconcile.ts';
import { readWaiting } from './waiting-rows.ts';

/** What projecting one document needs. */
export interface ProjectionParts {
  readonly db: Kysely<Tables>;
  readonly documents: Documents;
  readonly maxNotices: number;
  readonly typicalWaitMs: (ageGroup: AgeGroup) => Promise<number | null>;
}

/**
 * Reads the truth from SQL and makes one document say it. Throws when the database or the documents fail. A document
 * of an account that is forgotten, or of a chat that has expired, is left alone: it is being erased.
 */
export async function projectDocument(parts: ProjectionParts, name: DocumentName): Promise<void> {
  const address = parseDocumentName(name);
  switch (address?.kind) {
    case undefined:
      throw new Error('no document can have this name');
    case 'chat':
      return projectChat(parts, address.chat);
    case 'queue': {
      const desired = desiredQueue(await readWaiting(parts.db, address.ageGroup));
      return level(parts.documents, name, () => desired);
    }
    case 'inbox': {
      const rows = await readInbox(parts.db, address.account, parts.maxNotices, parts.typicalWaitMs);
      if (rows === null) return;
      return level(parts.documents, name, (present) => desiredInbox(rows, present, parts.maxNotices));
    }
    case 'people': {
      if (!(await accountExists(parts.db, address.account))) return;
      const desired = desiredPeople(await readOwnChats(parts.db, address.account));
      return level(parts.documents, name, () => desired);
    }
    default:
      return unreachable(address as never);
  }
}

const presentIn = (doc: Y.Doc): readonly LogEntry[] => logRoots(doc).entries.toArray();

/** Looks first: a document that is right already is not written, so nobody is sent anything. */
async function level(
  documents: Documents,
  name: DocumentName,
  desired: (present: readonly LogEntry[]) => DesiredLog,
): Promise<void> {
  if (await documents.read(name, (doc) => isLevel(doc, desired(presentIn(doc))))) return;
  await documents.write(name, (doc) => reconcile(doc, desired(presentIn(doc))));
}

/**
 * Into the newest segment; should that be closed while this looks, into the one that follows. `opened` belongs to the
 * beginning of the first one, and an ending was told if any of the newest entries tells it.
 */
async function projectChat({ db, documents }: Pick<ProjectionParts, 'db' | 'documents'>, chat: ChatId): Promise<void> {
  const row = await readChatForNotices(db, chat);
  if (row === null || row.state === 'expired') return;
  if (row.firstWords !== null && row.firstWords.text !== '') await putFirstWords({ db, documents }, chat, row.firstWords);
  const { newest } = await readSegments(db, chatDocument(chat));
  const name = chatDocument(chat, newest);
  const missingIn = (doc: Y.Doc) => missingChatNotices(row, presentIn(doc), newest === 0);
  if ((await documents.read(name, missingIn)).length === 0) return;
  const went = { elsewhere: false };
  await documents.write(name, (doc) => {
    went.elsewhere = continuationOf(doc) !== null;
    if (!went.elsewhere) logRoots(doc).entries.push([...missingIn(doc)]);
  });
  if (went.elsewhere) await projectChat({ db, documents }, chat);
}

/**
 * The words with which a chat begins, under a client id of their author (GATE-RULES G3), so that they are theirs like all
 * that follow. Between this and the next line a stop of the relay is mended by doing it again.
 */
async function putFirstWords({ db, documents }: Pick<ProjectionParts, 'db' | 'documents'>, chat: ChatId, words: FirstWords): Promise<void> {
  const name = chatDocument(chat);
  const isThere = (doc: Y.Doc): boolean => presentIn(doc).some((entry) => entry.id === words.id);
  if (!(await documents.read(name, isThere))) {
    await documents.write(name, (doc) => logRoots(doc).entries.push([firstMessage(words)]), words.author);
  }
  await wordsAreThere(db, chat);
}
