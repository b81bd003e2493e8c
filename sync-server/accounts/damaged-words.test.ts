import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { chatDocument, peopleDocument, type DocumentName } from '#shared/documents/names.ts';
import { continuationOf, CONTINUED_KEY } from '#shared/documents/segments.ts';
import { newEntryId, type AccountId, type ChatId } from '#shared/ids.ts';
import { openDatabase } from '../database/open.ts';
import { DamagedDocumentError } from '../documents/damage.ts';
import { openHouse } from '../matching/testing/house.ts';
import type { Documents } from '../ports.ts';
import type { Relay } from '../relay.ts';
import { systemPorts } from '../system.ts';
import { call } from '../testing/clients.ts';
import { createMemoryLog } from '../testing/fake-ports.ts';
import { PASSWORD, RelayBench } from '../testing/relay-bench.ts';
import { anonymizeAccount } from './account-store.ts';
import { eraseOwnWords } from './account-words.ts';

let bench: RelayBench;
let relay: Relay;

beforeEach(async () => {
  bench = new RelayBench();
  relay = await bench.start();
});
afterEach(() => bench.close());

const random = systemPorts().random;
const say = (chat: ChatId, author: AccountId, text: string): Promise<void> =>
  relay.services.documents.write(chatDocument(chat), (doc) => {
    const message = { id: newEntryId(author, random), author, at: Date.now(), kind: 'message', text };
    logRoots(doc).entries.push([message satisfies LogEntry & { text: string }]);
  });

const files = (): string =>
  readdirSync(join(bench.folder, 'data'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name)).toString('latin1'))
    .join('\n');

/** Somebody in a chat with Hazel, in which both said something. `type`: what they are. */
async function talk(type: 'guest' | 'member') {
  const guest = await bench.seeker(relay);
  const seeker = type === 'guest' ? guest : await call(relay, 'becomeMember', { token: guest.token, body: { name: 'Rowan', password: PASSWORD } });
  const listener = await bench.listener(relay, 'Hazel');
  const { request } = await call(relay, 'createRequest', { token: seeker.token, body: { topic: null, language: 'en' } });
  const { chat } = await call(relay, 'acceptRequest', { token: listener.token, id: request });
  await say(chat, seeker.me.account, 'canary-said');
  await say(chat, listener.me.account, 'heard');
  return { seeker, listener, chat };
}

/** While the relay is stopped, one byte too many stands in what is stored of each of these; their words stay in the file. */
async function damage(...names: DocumentName[]): Promise<void> {
  await relay.close();
  const { db, close } = await openDatabase({ file: join(bench.folder, 'data', 'samovar.db') });
  for (const name of names) {
    await sql`update document_updates set bytes = bytes || x'00' where name = ${name}`.execute(db);
    await sql`update document_snapshots set bytes = bytes || x'00' where name = ${name}`.execute(db);
  }
  await close();
  expect(files()).toContain('canary-said');
  relay = await bench.start();
}

const cardsOf = (account: AccountId) =>
  relay.services.documents.read(peopleDocument(account), (doc) => [...logRoots(doc).marks.values()]);

describe('A7, H3: an account in a chat whose document is damaged', () => {
  it('is erased, and the document goes whole', async () => {
    const { seeker, listener, chat } = await talk('member');
    await damage(chatDocument(chat));
    await call(relay, 'eraseMe', { token: seeker.token, body: { password: PASSWORD } });
    expect(files()).not.toContain('canary-said');
    expect(await cardsOf(listener.me.account)).toMatchObject([{ with: { name: 'forgotten' }, state: 'ended' }]);
    const { erased_at_ms: erased } = await relay.database.db
      .selectFrom('accounts').select('erased_at_ms').where('id', '=', seeker.me.account).executeTakeFirstOrThrow();
    expect(erased).not.toBeNull();
  });

  it('is named in the log then, which is what an operator with a backup needs', async () => {
    const { seeker, chat } = await talk('member');
    await damage(chatDocument(chat));
    await call(relay, 'eraseMe', { token: seeker.token, body: { password: PASSWORD } });
    const given = bench.logLines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'document-given-up');
    expect(given).toMatchObject([{ document: chatDocument(chat) }]);
  });

  it('F016, A7: is left to an operator where nobody asked for its end: a guest whom nobody is any more', async () => {
    const [{ seeker, chat, listener }, whole] = [await talk('guest'), await bench.seeker(relay)];
    await damage(chatDocument(chat));
    const { db } = relay.database;
    const guests = [seeker.me.account, whole.me.account];
    await db.deleteFrom('sessions').where('account', 'in', guests).execute();
    await sql`update accounts set created_at_ms = 1, guest_seen_at_ms = 1 where type = 'guest'`.execute(db);
    for (let sweeps = 0; sweeps < 2; sweeps += 1) await relay.services.forgetOld();
    const kept = db.selectFrom('accounts').select('id').where('id', 'in', guests).where('forgotten_at_ms', 'is', null);
    expect(await kept.execute()).toEqual([{ id: seeker.me.account }]);
    expect(files()).toContain('heard');
    expect(await cardsOf(listener.me.account)).toMatchObject([{ with: { name: seeker.me.name } }]);
    const lines = bench.logLines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'guest-not-erased');
    expect(lines).toMatchObject([{ document: chatDocument(chat) }]);
  });

  it('F016: is forgotten, also where the list of whoever they talked with is damaged, which is whole again then', async () => {
    const { seeker, listener, chat } = await talk('guest');
    await damage(chatDocument(chat), peopleDocument(listener.me.account));
    await call(relay, 'forgetMe', { token: seeker.token });
    expect(files()).not.toContain('canary-said');
    expect(files()).not.toContain(seeker.me.name);
    expect(await cardsOf(listener.me.account)).toMatchObject([{ with: { name: 'forgotten' }, state: 'ended' }]);
  });

  it('is erased at the next start of the relay, which serves, when that was cut short', async () => {
    const { seeker, chat } = await talk('member');
    await anonymizeAccount(relay.database.db, seeker.me.account, Date.now());
    await damage(chatDocument(chat));
    expect(files()).not.toContain('canary-said');
    expect(bench.logLines.join('')).toContain('erasures-finished');
  });

  it('H2: takes along what can be read, and is told of what cannot', async () => {
    const { seeker, chat } = await talk('member');
    await damage(chatDocument(chat));
    const mine = await call(relay, 'exportMine', { token: seeker.token, body: { password: PASSWORD } });
    expect(mine).toMatchObject({ messages: [], unreadableChats: [chat] });
  });

  it('F102: ends that chat, which takes nobody\'s place any more', async () => {
    const { seeker, listener, chat } = await talk('member');
    await damage(chatDocument(chat));
    await call(relay, 'endChat', { token: listener.token, id: chat });
    for (const { me } of [seeker, listener]) expect(await cardsOf(me.account)).toMatchObject([{ state: 'ended' }]);
  });
});

it('A7, H3: an erasure that fails at a start waits for the next one, and keeps neither the others nor the relay from theirs', async () => {
  const { seeker, listener } = await talk('member');
  const { db } = relay.database;
  await sql`create table failing (account text)`.execute(db);
  await sql`insert into failing values (${seeker.me.account})`.execute(db);
  await sql`create trigger fails before update of erased_at_ms on accounts when new.id in (select account from failing)
    begin select raise(abort, 'no'); end`.execute(db);
  for (const { me } of [seeker, listener]) await anonymizeAccount(db, me.account, Date.now());
  await relay.close();
  relay = await bench.start();
  const owed = () => {
    const forgotten = relay.database.db.selectFrom('accounts').select('id').where('forgotten_at_ms', 'is not', null);
    return forgotten.where('erased_at_ms', 'is', null).execute();
  };
  expect(await owed()).toEqual([{ id: seeker.me.account }]);
  expect(bench.logLines.join('')).toContain('erasure-not-finished');
  expect((await bench.seeker(relay)).me.type).toBe('guest');
  await sql`drop trigger fails`.execute(relay.database.db);
  await relay.close();
  relay = await bench.start();
  expect(await owed()).toEqual([]);
});

it('W20, H3: a closed segment that is damaged goes whole and stays closed; the others lose only the words', async () => {
  const damaged = new Set<DocumentName>();
  const house = await openHouse();
  try {
    const [seeker, listener] = [await house.seeker(), await house.listener()];
    const asked = await house.matching.createRequest(seeker, { topic: null, language: 'en' });
    const chat = asked.ok ? await house.matching.acceptRequest(listener, asked.value) : asked;
    if (!chat.ok) throw new Error('they did not meet');
    const [head, next] = [chatDocument(chat.value), chatDocument(chat.value, 1)];
    await house.db.insertInto('log_segments').values({ log: head, newest: 1 }).execute();
    for (const name of [head, next]) {
      for (const author of [seeker, listener]) {
        house.documents.append(name, { id: newEntryId(author, house.ports.random), author, at: 1, kind: 'message' });
      }
    }
    damaged.add(head);
    const documents: Documents = {
      ...house.documents,
      write: (name, change) => (damaged.has(name) ? Promise.reject(new DamagedDocumentError('flipped')) : house.documents.write(name, change)),
      erase: async (name) => {
        damaged.delete(name);
        await house.documents.erase(name);
      },
    };
    await eraseOwnWords({ db: house.db, documents, log: createMemoryLog().log }, seeker);
    expect(house.documents.entries(head)).toEqual([]);
    expect(Object.keys(house.documents.marks(head))).toEqual([CONTINUED_KEY]);
    expect(await documents.read(head, continuationOf)).toBe(1);
    expect(house.documents.entries(next)).toMatchObject([{ author: listener }]);
    expect(house.documents.marks(next)).toEqual({});
  } finally {
    await house.close();
  }
});
