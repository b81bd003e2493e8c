import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { newEntryId, newId, type AccountId, type ChatId } from '#shared/ids.ts';
import { CHAT } from '#shared/limits.ts';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { toActor } from '../accounts/account-facts.ts';
import { openDatabase, type Database } from '../database/open.ts';
import { createLiveDocuments, type LiveDocuments } from '../documents/live-documents.ts';
import { SqlDocumentStore } from '../documents/store.sql.ts';
import { createMatching, type Matching } from '../matching/matching.ts';
import type { Directory } from '../ports.ts';
import { createFakePorts, createMemoryLog } from '../testing/fake-ports.ts';
import { createRetention, type Retention } from './retention.ts';

/** The real database in a real file, the real documents, and time in the test's hands. */
interface Relay {
  readonly database: Database;
  readonly documents: LiveDocuments;
  readonly matching: Matching;
  readonly retention: Retention;
  close(): Promise<void>;
}

const CANARY = 'a word that must be gone';
const ports = createFakePorts();
const { log } = createMemoryLog();
let folder: string;
let relay: Relay;

async function openRelay(): Promise<Relay> {
  const database = await openDatabase({ file: join(folder, 'samovar.db') });
  const { db } = database;
  const actor: Directory['actor'] = async (account) => {
    const row = await db.selectFrom('accounts').selectAll().where('id', '=', account).executeTakeFirst();
    return row === undefined ? null : toActor(row);
  };
  const documents = createLiveDocuments({
    store: new SqlDocumentStore(db, ports.clock),
    directory: { authenticate: async () => null, actor, facts: (address) => matching.facts(address) },
    checkpoint: database.checkpoint,
    log,
    ...ports,
  });
  const matching = createMatching({ db, documents, actorOf: actor, log, ...ports });
  const retention = createRetention({
    db,
    documents,
    projector: matching.projector,
    checkpoint: database.checkpoint,
    log,
    ...ports,
  });
  return {
    database,
    documents,
    matching,
    retention,
    close: async () => {
      await retention.close();
      await matching.close();
      await documents.close();
      await database.close();
    },
  };
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-retention-'));
  relay = await openRelay();
});
afterEach(async () => {
  await relay.close();
  rmSync(folder, { recursive: true });
});

/** Every byte of every file, the write-ahead log included. Yjs keeps strings as they are, so text shows as text. */
const files = (): string => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')).join('\n');

async function person(type: 'member' | 'listener', name: string): Promise<AccountId> {
  const id = newId<AccountId>(ports.random);
  await relay.database.db
    .insertInto('accounts')
    .values({
      id, name, name_folded: name, type, password_hash: null, age_group: 'adult', parental_consent: 0,
      consent_versions: JSON.stringify({
        member: AGREEMENTS.member.version,
        privacy: AGREEMENTS.privacy.version,
        certification: AGREEMENTS.certification.version,
      }),
      consented_at_ms: 1, cleared_for_teens: 0, banned: 0, admin: 0, created_at_ms: 1, forgotten_at_ms: null,
    })
    .execute();
  return id;
}

async function meet(): Promise<{ chat: ChatId; seeker: AccountId; listener: AccountId }> {
  const name = newId(ports.random).slice(0, 8);
  const [seeker, listener] = [await person('member', `s${name}`), await person('listener', `l${name}`)];
  const request = await relay.matching.createRequest(seeker, { topic: 'grief', language: 'en' });
  const chat = request.ok ? await relay.matching.acceptRequest(listener, request.value) : request;
  if (!chat.ok) throw new Error('they did not meet');
  return { chat: chat.value, seeker, listener };
}

const say = (chat: ChatId, author: AccountId, text: string): Promise<void> =>
  relay.documents.write(chatDocument(chat), (doc) => {
    const id = newEntryId(author, ports.random);
    const message = { id, author, at: ports.clock.nowMs(), kind: 'message', text };
    logRoots(doc).entries.push([message satisfies LogEntry & { text: string }]);
  });

const texts = (chat: ChatId): Promise<readonly string[]> =>
  relay.documents.read(chatDocument(chat), (doc) =>
    logRoots(doc)
      .entries.toArray()
      .map((entry) => ('text' in entry ? String(entry.text) : `(${entry.kind})`)),
  );

describe('erasure, in the bytes of the relay (promise 5, H3)', () => {
  it('D7: a chat past its window is in no file, also after a restart', async () => {
    const { chat, seeker, listener } = await meet();
    const kept = await meet();
    for (let n = 0; n < 10; n += 1) await say(chat, n % 2 === 0 ? seeker : listener, `${CANARY} ${n}`);
    expect(files()).toContain(CANARY);
    ports.advance(CHAT.windowMs / 2);
    await say(kept.chat, kept.seeker, 'a word that stays');
    ports.advance(CHAT.windowMs / 2 - 1);
    await relay.retention.sweep();
    expect(files()).toContain(CANARY);

    ports.advance(1);
    expect(await relay.retention.sweep()).toEqual({ expired: 1, trimmed: 0 });
    expect(files()).not.toContain(CANARY);
    expect(files()).toContain('a word that stays');
    const rows = await relay.database.db.selectFrom('document_clients').select('name').execute();
    expect(rows.map((row) => row.name)).not.toContain(chatDocument(chat));

    await relay.close();
    expect(files()).not.toContain(CANARY);
    relay = await openRelay();
    await relay.matching.start();
    expect(await relay.retention.sweep()).toEqual({ expired: 0, trimmed: 0 });
    expect(await texts(kept.chat)).toEqual(['(notice)', 'a word that stays']);
    expect(files()).not.toContain(CANARY);
  });

  it('D7: of a long chat only the newest messages are in any file', async () => {
    const { chat, seeker, listener } = await meet();
    for (let n = 0; n < 5; n += 1) await say(chat, seeker, `${CANARY} ${n}`);
    for (let n = 0; n < CHAT.windowMessages; n += 1) await say(chat, listener, `stays ${n}`);
    expect(await relay.retention.sweep()).toEqual({ expired: 0, trimmed: 1 });
    const expected = Array.from({ length: CHAT.windowMessages }, (_, n) => `stays ${n}`);
    expect(await texts(chat)).toEqual(expected);
    expect(files()).not.toContain(CANARY);

    await relay.close();
    relay = await openRelay();
    expect(await texts(chat)).toEqual(expected);
    await say(chat, seeker, 'one more');
    expect(await relay.retention.sweep()).toEqual({ expired: 0, trimmed: 1 });
    expect(await texts(chat)).toEqual([...expected.slice(1), 'one more']);
  });

  it('a crash between SQL and the erasure is finished at the next start', async () => {
    const { chat, seeker } = await meet();
    await say(chat, seeker, CANARY);
    await relay.database.db.updateTable('chats').set({ state: 'expired' }).execute();
    await relay.close();
    expect(files()).toContain(CANARY);
    relay = await openRelay();
    await relay.retention.start();
    expect(files()).not.toContain(CANARY);
  });

  it('forgets who talked to whom in both lists and inboxes', async () => {
    const { chat, seeker, listener } = await meet();
    await relay.matching.endChat(seeker, chat);
    ports.advance(CHAT.windowMs);
    await relay.retention.sweep();
    for (const party of [seeker, listener]) {
      for (const name of [peopleDocument(party), inboxDocument(party)]) {
        const size = await relay.documents.read(name, (doc) => logRoots(doc).entries.length + logRoots(doc).marks.size);
        expect(size).toBe(0);
      }
    }
  });
});

describe('matching over the real documents', () => {
  it('F152: one of twenty wins, and a relay that starts again shows the same to everybody', async () => {
    const seeker = await person('member', 'seeker');
    const request = await relay.matching.createRequest(seeker, { topic: null, language: 'en' });
    if (!request.ok) throw new Error('not asked');
    const listeners: AccountId[] = [];
    for (let n = 0; n < 20; n += 1) listeners.push(await person('listener', `listener${n}`));
    const results = await Promise.all(listeners.map((one) => relay.matching.acceptRequest(one, request.value)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const shown = () => relay.documents.read(peopleDocument(seeker), (doc) => logRoots(doc).marks.toJSON());
    const before = await shown();
    await relay.close();
    relay = await openRelay();
    await relay.matching.start();
    expect(await shown()).toEqual(before);
    expect(Object.keys(before)).toHaveLength(1);
  });
});
