import * as Y from 'yjs';
import { sql } from 'kysely';
import { parseDocumentName, type DocumentName } from '#shared/documents/names.ts';
import { SHAPES } from '#shared/documents/shapes.ts';
import { ACCOUNT_TYPES, AGE_GROUPS, CHAT_STATES, REQUEST_STATES } from '#shared/words.ts';
import type { Database } from '../database/open.ts';
import { isDamage } from '../database/storage-error.ts';
import { DamagedDocumentError } from '../documents/damage.ts';
import { restored } from '../documents/live-document.ts';
import { SqlDocumentStore } from '../documents/store.sql.ts';

/** Something that is not as it should be, in words for the operator. */
export type Finding = string;

/**
 * Everything that is wrong with a store (RELIABILITY A7): SQLite's own check of its pages and indexes, references between
 * rows, words that must be of a closed list, and every document: proved, decoded, and everybody who wrote in it known.
 */
export async function findDamage(database: Database): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of [checkPages, checkReferences, checkWords, checkDocuments]) {
    try {
      findings.push(...(await check(database)));
    } catch (error) {
      if (!isDamage(error)) throw error;
      findings.push('SQLite cannot read a part of the store'); // which one, its own check has said
    }
  }
  return findings;
}

const checkPages = async (database: Database): Promise<readonly Finding[]> =>
  (await database.verify()).map((fault) => `pages: ${fault}`);

async function checkReferences({ db }: Database): Promise<readonly Finding[]> {
  const { rows } = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(db);
  return rows.map(({ table, parent }) => `${table}: a row refers to one of ${parent} that is not there`);
}

const WORDS = [
  ['accounts', 'type', ACCOUNT_TYPES],
  ['accounts', 'age_group', AGE_GROUPS],
  ['chats', 'state', CHAT_STATES],
  ['requests', 'state', REQUEST_STATES],
] as const;

async function checkWords({ db }: Database): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [table, column, words] of WORDS) {
    const { rows } = await sql<{ word: unknown }>`select ${sql.ref(column)} as word from ${sql.table(table)}`.execute(db);
    const allowed: ReadonlySet<unknown> = new Set<unknown>([...words, null]);
    const strange = rows.filter(({ word }) => !allowed.has(word)).length;
    if (strange > 0) findings.push(`${table}: ${strange} rows have a ${column} that there is none of`);
  }
  return findings;
}

async function checkDocuments({ db }: Database): Promise<readonly Finding[]> {
  const store = new SqlDocumentStore(db, { nowMs: () => 0 });
  const names = new Set<DocumentName>();
  for (const table of ['documents', 'document_snapshots', 'document_updates', 'document_clients'] as const) {
    for (const { name } of await db.selectFrom(table).select('name').distinct().execute()) names.add(name);
  }
  const findings: Finding[] = [];
  for (const name of names) {
    const fault = await faultOf(store, name);
    if (fault !== null) findings.push(`document ${name}: ${fault}`);
  }
  return findings;
}

async function faultOf(store: SqlDocumentStore, name: DocumentName): Promise<string | null> {
  // What is damaged may be of any type, whatever the table says.
  const address = typeof (name as unknown) === 'string' ? parseDocumentName(name) : null;
  if (address === null) return 'no document can have this name';
  try {
    const stored = await store.load(name);
    const doc = restored(stored, SHAPES[address.kind]);
    const owned = new Set(stored.clients.map(([client]) => client));
    const writers = [...Y.decodeStateVector(Y.encodeStateVector(doc)).keys()];
    doc.destroy();
    return writers.every((client) => owned.has(client)) ? null : 'somebody wrote in it of whom nothing is known';
  } catch (error) {
    if (error instanceof DamagedDocumentError) return error.message;
    if (isDamage(error)) return 'SQLite cannot read it';
    throw error;
  }
}
