import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatDocument, type DocumentName } from '#shared/documents/names.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import { storeFile } from '../database/data-folder.ts';
import { openDatabase } from '../database/open.ts';
import { SqlDocumentStore } from '../documents/store.sql.ts';
import { AdminDesk } from './testing/desk.ts';

const CHAT = chatDocument('c'.repeat(20) as ChatId);
const OTHER = chatDocument('d'.repeat(20) as ChatId);
const ANN = 'a'.repeat(20) as AccountId;

let desk: AdminDesk;

const run = async (...argv: string[]): Promise<{ code: number; out: string }> => {
  const { code, out, complaint } = await desk.run(argv);
  return { code, out: [out, complaint].filter((text) => text !== '').join('\n') };
};

/** A log in Yjs' own form, said by client 7. */
const log = (...texts: string[]): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = 7;
  doc.getArray('entries').push(texts);
  return Y.encodeStateAsUpdate(doc);
};

const keep = (name: DocumentName, updates: Uint8Array[], clients: [number, AccountId][] = [[7, ANN]]) =>
  desk.inStore(({ db }) => new SqlDocumentStore(db, { nowMs: () => 1 }).commit([{ name, clients, content: { kind: 'updates', updates } }]));

beforeEach(async () => {
  desk = new AdminDesk();
  mkdirSync(desk.data, { mode: 0o700 });
  await keep(CHAT, [log('one', 'two')]);
  await keep(OTHER, [log('three')]);
});
afterEach(() => desk.close());

describe('verify (A7)', () => {
  it('a whole store is whole, and verifying changes no byte of it', async () => {
    const before = readFileSync(storeFile(desk.data));
    expect(await run('verify')).toEqual({ code: 0, out: 'The store is whole.' });
    expect(readFileSync(storeFile(desk.data)).equals(before)).toBe(true);
  });

  it.each([
    ['bytes', `update document_updates set bytes = x'0000' where name = '${CHAT}'`, `document ${CHAT}: its updates are not`],
    ['a missing row', `delete from documents where name = '${CHAT}'`, `document ${CHAT}: its own row is missing`],
    ['a document without a name', `insert into documents (name, created_at_ms, updated_at_ms) values (null, 1, 1)`, 'document null: no document'],
    ['a word there is none of', `insert into accounts (id, name, name_folded, type, created_at_ms) values ('x', 'x', 'x', 'gust', 1)`, 'accounts: 1 rows'],
    ['a row that points nowhere', `pragma foreign_keys = off; insert into blocks values ('x', 'y', 1)`, 'blocks: a row refers to one of accounts'],
  ])('names %s', async (_what, damage, named) => {
    await desk.inStore(async ({ db }) => {
      for (const statement of damage.split('; ')) await sql.raw(statement).execute(db);
    });
    const answer = await run('verify');
    expect(answer.code).toBe(1);
    expect(answer.out).toContain(named);
    expect(answer.out).not.toContain(OTHER);
  });

  it('names a document that proves itself and yet cannot be', async () => {
    const names = ['e', 'f', 'g'].map((letter) => chatDocument(letter.repeat(20) as ChatId));
    const [undecodable, waiting, unowned] = names as [DocumentName, DocumentName, DocumentName];
    const doc = new Y.Doc();
    doc.clientID = 7;
    doc.getArray('entries').push(['lost']);
    const vector = Y.encodeStateVector(doc);
    doc.getArray('entries').push(['builds on it']);
    await keep(undecodable, [Uint8Array.of(1, 2, 3)]);
    await keep(waiting, [Y.encodeStateAsUpdate(doc, vector)]);
    await keep(unowned, [log('one')], [[8, ANN]]);
    const { out } = await run('verify');
    expect(out).toContain(`document ${undecodable}: it cannot be decoded`);
    expect(out).toContain(`document ${waiting}: the stored document lacks something`);
    expect(out).toContain(`document ${unowned}: somebody wrote in it`);
  });

  it('names a log that is damaged, which SQLite passes over', async () => {
    const database = await openDatabase({ file: storeFile(desk.data) });
    const store = new SqlDocumentStore(database.db, { nowMs: () => 1 });
    for (const text of ['four', 'five', 'six']) {
      await store.commit([{ name: OTHER, clients: [], content: { kind: 'updates', updates: [log(text)] } }]);
    }
    for (const companion of ['', '-wal']) copyFileSync(`${storeFile(desk.data)}${companion}`, join(desk.folder, `killed.db${companion}`));
    await database.close();
    const bytes = readFileSync(join(desk.folder, 'killed.db-wal'));
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
    copyFileSync(join(desk.folder, 'killed.db'), storeFile(desk.data));
    writeFileSync(`${storeFile(desk.data)}-wal`, bytes);
    const answer = await run('verify');
    expect([answer.code, answer.out.startsWith('log: ')]).toEqual([1, true]);
  });

  it('a file cut short is said to be damaged, and stays as it is', async () => {
    truncateSync(storeFile(desk.data), 20_000);
    const answer = await run('verify');
    expect([answer.code, readFileSync(storeFile(desk.data)).length]).toEqual([1, 20_000]);
  });
});

describe('backup and restore on bad days (A8)', () => {
  it('a store that cannot even be opened is replaced, and kept with its log', async () => {
    await run('backup', 'copy.db');
    writeFileSync(storeFile(desk.data), 'x'.repeat(10_000));
    writeFileSync(`${storeFile(desk.data)}-wal`, 'its log');
    expect(await run('restore', 'copy.db', '--force')).toMatchObject({ code: 0 });
    expect(await run('verify')).toMatchObject({ code: 0 });
    expect(readFileSync(`${storeFile(desk.data)}.replaced`, 'latin1')).toContain('xxx');
    expect(readFileSync(`${storeFile(desk.data)}.replaced-wal`, 'latin1')).toBe('its log');
  });

  it('a second restore keeps what the first one had kept', async () => {
    await run('backup', 'copy.db');
    await run('restore', 'copy.db', '--force');
    await run('restore', 'copy.db', '--force');
    const kept = readdirSync(desk.data).filter((name) => name.includes('.replaced'));
    expect(kept.toSorted()).toEqual(['samovar.db.replaced', 'samovar.db.replaced.2']);
  });

  it('a store that was set aside with its log can be put back, log and all', async () => {
    const database = await openDatabase({ file: storeFile(desk.data) });
    await new SqlDocumentStore(database.db, { nowMs: () => 1 }).commit([
      { name: CHAT, clients: [], content: { kind: 'updates', updates: [log('one', 'two')] } },
    ]);
    for (const companion of ['', '-wal']) copyFileSync(`${storeFile(desk.data)}${companion}`, join(desk.folder, `killed.db${companion}`));
    await database.close();
    expect(await run('restore', 'killed.db', '--force')).toMatchObject({ code: 0 });
    await desk.inStore(async ({ db }) => {
      expect((await new SqlDocumentStore(db, { nowMs: () => 1 }).load(CHAT)).updates).toHaveLength(2);
    });
  });

  it('damage in the store goes into the copy, and is told', async () => {
    await desk.inStore(({ db }) => sql.raw(`update document_updates set bytes = x'0000' where name = '${CHAT}'`).execute(db));
    const made = await run('backup', 'copy.db');
    expect([made.code, readdirSync(desk.folder).toSorted()]).toEqual([1, ['copy.db', 'data']]);
    expect(made.out).toContain(CHAT);
    const restored = await run('restore', 'copy.db', '--force');
    expect([restored.code, restored.out.includes(CHAT)]).toEqual([1, true]);
    // Not only that something is wrong: what is lost, and both ways to go on.
    expect(restored.out).toMatch(/named above is lost.*verify <file>.*start the relay/);
  });

  it('a backup with a number that nobody writes is not restored, and is said to be what is damaged', async () => {
    await run('backup', 'copy.db');
    const copy = new DatabaseSync(join(desk.folder, 'copy.db'));
    copy.exec("insert into accounts (id, name, name_folded, type, created_at_ms, banned) values ('x', 'x', 'x', 'guest', 9223372036854775807, 0)");
    copy.exec("insert into sessions (token_hash, account, device, device_name, created_at_ms, seen_at_ms) values ('t', 'x', 'd', 'n', 1, 9223372036854775807)");
    copy.close();
    const before = readFileSync(storeFile(desk.data));
    const answer = await run('restore', 'copy.db', '--force');
    expect(answer.code).toBe(1);
    expect(answer.out).toMatch(/copy\.db is damaged, and nothing was changed.*verify <file>.*older backup/);
    expect(readFileSync(storeFile(desk.data)).equals(before)).toBe(true);
  });

  it('a command that meets a number that nobody writes says so, instead of falling over', async () => {
    await desk.inStore(({ db }) =>
      sql.raw("insert into accounts (id, name, name_folded, type, created_at_ms) values ('x', 'Rowan', 'rowan', 'member', 9223372036854775807)").execute(db),
    );
    const answer = await run('show', 'Rowan');
    expect([answer.code, answer.out]).toEqual([1, expect.stringContaining('damaged')]);
  });

  it('a restore that was cut short leaves the store that was there', async () => {
    copyFileSync(storeFile(desk.data), `${storeFile(desk.data)}.restoring`); // as far as it came
    expect(await run('verify')).toMatchObject({ code: 0 });
    await run('backup', 'copy.db');
    expect(await run('restore', 'copy.db', '--force')).toMatchObject({ code: 0 });
    expect(existsSync(`${storeFile(desk.data)}.restoring`)).toBe(false);
  });
});
