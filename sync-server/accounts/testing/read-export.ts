import { z } from 'zod';
import type { AccountId, ChatId } from '#shared/ids.ts';
import { DATA_CLASSES } from '../../database/data-classes.ts';
import { EXPORT_FORM } from '../account-data.ts';
import type { Sql } from '../account-store.ts';
import type { OwnWord } from '../account-words.ts';
import { columnsOf, insertAnything, takeAnything, type ColumnFacts } from './canary-store.ts';

const cell = z.union([z.string(), z.number(), z.null()]);
const exported = z.strictObject({
  form: z.literal(EXPORT_FORM),
  madeAtMs: z.number(),
  tables: z.record(z.string(), z.array(z.record(z.string(), cell))),
  messages: z.array(z.strictObject({ chat: z.string(), atMs: z.number(), text: z.string() })),
  unreadableChats: z.array(z.string()).optional(),
});
export type ExportFile = z.infer<typeof exported> & { readonly messages: readonly OwnWord[] };

/** Reads the file that somebody took along, as any program could. Throws for what is no such file. Test support. */
export const readExport = (text: string): ExportFile => {
  const file = exported.parse(JSON.parse(text));
  return { ...file, messages: file.messages.map((word) => ({ ...word, chat: word.chat as ChatId })) };
};

/**
 * H2, the way back: puts what an export says into an empty store, row by row under the same tables and columns. What it does not say
 * (hashes, other people, the relay's own marks) gets a stand-in. Gives the account that it is about.
 */
export async function importExport(db: Sql, { tables }: ExportFile): Promise<AccountId> {
  const account = tables['accounts']?.[0]?.['id'] as AccountId;
  await takeAnything(db);
  for (const [table, rows] of Object.entries(tables)) {
    const data = DATA_CLASSES[table];
    if (data === undefined) throw new Error(`an export tells of ${table}, which no store has`);
    const columns = await columnsOf(db, table);
    for (const [n, row] of rows.entries()) {
      // A chat says which of the two it was.
      const mine = table === 'chats' ? String(row['role']) : data.of[0];
      const values = columns.map((column) => [column.name, column.name === mine && data.columns[column.name] !== 'told' ? account : valueOf(column, row, n)]);
      await insertAnything(db, table, Object.fromEntries(values));
    }
  }
  return account;
}

function valueOf({ name, type, notnull, pk }: ColumnFacts, row: Readonly<Record<string, string | number | null>>, n: number): unknown {
  const told = row[name];
  const isBytes = /blob|bytea/i.test(type);
  if (told !== undefined) return isBytes && typeof told === 'string' ? Buffer.from(told, 'base64') : told;
  if (notnull === 0 && pk === 0) return null;
  if (isBytes) return Buffer.from(`not told ${n}`);
  return /int/i.test(type) ? n + 1 : `not told ${n}`;
}
