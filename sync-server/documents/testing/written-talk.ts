import * as Y from 'yjs';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { CONTINUED_KEY, continuedIn } from '#shared/documents/segments.ts';
import { newEntryId, RELAY, type AccountId, type ChatId } from '#shared/ids.ts';
import type { Random } from '#shared/ports.ts';
import type { DocumentChange, DocumentStore } from '../store.ts';

export interface Said {
  readonly author: AccountId;
  readonly at: number;
  readonly text: string;
}

/** Client ids that nobody has who connects later. */
const FIRST_CLIENT = 80_000_000;

/**
 * Puts a chat's words into the store as if they had been said there, each under a client id of its author: one document for each
 * part, and all but the newest closed as the relay closes them (PROTOCOL W20). The chat's own row is its caller's to write.
 */
export async function writeTalk(store: DocumentStore, random: Random, chat: ChatId, parts: readonly (readonly Said[])[]): Promise<void> {
  for (const [segment, said] of parts.entries()) {
    const isNewest = segment === parts.length - 1;
    const next = segment + 1;
    const change = written(random, said, isNewest ? null : next);
    await store.commit([
      { name: chatDocument(chat, segment), ...change, ...(isNewest ? {} : { continues: { log: chatDocument(chat), segment: next } }) },
    ]);
  }
}

function written(random: Random, said: readonly Said[], continued: number | null): Pick<DocumentChange, 'clients' | 'content'> {
  const doc = new Y.Doc();
  const clients = new Map<AccountId, number>();
  const speakAs = (account: AccountId): void => {
    const client = clients.get(account) ?? FIRST_CLIENT + clients.size;
    clients.set(account, client);
    doc.clientID = client;
  };
  const { entries, marks } = logRoots(doc);
  for (const { author, at, text } of said) {
    speakAs(author);
    const entry: LogEntry & { readonly text: string } = { id: newEntryId(author, random), author, at, kind: 'message', text };
    entries.push([entry]);
  }
  if (continued !== null) {
    speakAs(RELAY);
    marks.set(CONTINUED_KEY, continuedIn(continued));
  }
  const snapshot = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return { clients: [...clients].map(([account, client]) => [client, account]), content: { kind: 'snapshot', snapshot } };
}
