import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument, peopleDocument, type DocumentName } from '#shared/documents/names.ts';
import { CONTINUED_KEY, continuationOf } from '#shared/documents/segments.ts';
import { newEntryId, newId, type AccountId, type ChatId, type DeviceId } from '#shared/ids.ts';
import { CHAT } from '#shared/limits.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { FakeSocket, type Talker } from '../documents/testing/fake-socket.ts';
import { DiskRelay, type Meeting } from './testing/disk-relay.ts';

const CANARY = 'a word that must be gone';
const SEGMENT_ENTRIES = 10;
/** People who speak through the gate, and segments of ten entries. */
let relay: DiskRelay;

beforeEach(async () => {
  relay = new DiskRelay({ maxEntries: SEGMENT_ENTRIES, maxStructs: 1e6, maxBytes: 1e6 });
  await relay.start();
});
afterEach(() => relay.close());

async function open(account: AccountId, name: DocumentName): Promise<Talker> {
  const socket = new FakeSocket(relay.documents, { account, device: newId<DeviceId>(relay.ports.random) });
  const talker = socket.open(name);
  await relay.settle();
  talker.ask();
  await relay.settle();
  return talker;
}

async function acknowledged(talker: Talker): Promise<void> {
  const before = talker.receipts.length;
  for (let turn = 0; turn < 100 && talker.receipts.length === before; turn += 1) await relay.settle(1);
}

/** Says each text where the chat goes on just then. */
async function say({ chat, seeker }: Meeting, words: readonly string[]): Promise<void> {
  let segment = (await newest(chat)).newest;
  let talker = await open(seeker, chatDocument(chat, segment));
  for (const text of words) {
    if (continuationOf(talker.doc) !== null) {
      segment = continuationOf(talker.doc)!;
      talker = await open(seeker, chatDocument(chat, segment));
    }
    logRoots(talker.doc).entries.push([
      { id: newEntryId(seeker, relay.ports.random), author: seeker, at: relay.ports.clock.nowMs(), kind: 'message', text } as never,
    ]);
    await acknowledged(talker);
    expect(talker.refusals).toEqual([]);
  }
}

const newest = async (chat: ChatId) =>
  (await relay.database.db.selectFrom('log_segments').selectAll().where('log', '=', chatDocument(chat)).executeTakeFirst()) ??
  { newest: 0, first_kept: 0, erased_below: 0 };

async function texts(chat: ChatId): Promise<readonly string[]> {
  const last = (await newest(chat)).newest;
  const found: string[] = [];
  for (let segment = 0; segment <= last; segment += 1) {
    const entries = await relay.documents.read(chatDocument(chat, segment), (doc) => logRoots(doc).entries.toArray());
    found.push(...entries.map((entry) => ('text' in entry ? String(entry.text) : `(${entry.kind})`)));
  }
  return found;
}
const many = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${prefix} ${index}`);
const cardOf = ({ chat, seeker }: Meeting) =>
  relay.documents.read(peopleDocument(seeker), (doc) => logRoots(doc).marks.get(`${chat}|relay|chat`) as { segments?: object });
const documentsOnDisk = async (chat: ChatId): Promise<string[]> => {
  const rows = await relay.database.db.selectFrom('documents').select('name').execute();
  return rows.map((row) => row.name).filter((name) => name.startsWith(`chat/${chat}`)).toSorted();
};

describe('D7 the continuity window of a long chat (W22)', () => {
  it('the newest sixty stay, wherever they are; all before them is in no file, also after a restart', async () => {
    const meeting = await relay.meet();
    const { chat } = meeting;
    await say(meeting, many(CANARY, 35));
    await say(meeting, many('stays', CHAT.windowMessages));
    expect(relay.files()).toContain(CANARY);
    expect((await newest(chat)).newest).toBe(9);
    expect(await relay.retention.sweep()).toEqual({ expired: 0, trimmed: 1 });
    expect(await texts(chat)).toEqual(many('stays', CHAT.windowMessages));
    expect(relay.files()).not.toContain(CANARY);
    expect(await newest(chat)).toMatchObject({ newest: 9, first_kept: 3, erased_below: 3 });
    expect(await documentsOnDisk(chat)).toEqual(['', '/3', '/4', '/5', '/6', '/7', '/8', '/9'].map((end) => chatDocument(chat) + end));
    expect(await cardOf(meeting)).toMatchObject({ segments: { first: 3, newest: 9 } });

    await relay.stop();
    expect(relay.files()).not.toContain(CANARY);
    await relay.start();
    expect(await relay.retention.sweep()).toEqual({ expired: 0, trimmed: 0 });
    expect(await texts(chat)).toEqual(many('stays', CHAT.windowMessages));
    await say(meeting, ['one more']);
    expect(await relay.retention.sweep()).toEqual({ expired: 0, trimmed: 1 });
    expect(await texts(chat)).toEqual([...many('stays', CHAT.windowMessages).slice(1), 'one more']);
  });

  it('from the head one finds what is kept; an erased segment is gone for its parties and not there for others', async () => {
    const meeting = await relay.meet();
    const { chat, seeker } = meeting;
    await say(meeting, many('word', 95));
    await relay.retention.sweep();
    const head = await open(seeker, chatDocument(chat));
    expect([head.texts, continuationOf(head.doc)]).toEqual([[], (await newest(chat)).first_kept]);
    expect((await open(seeker, chatDocument(chat, 1))).closed).toBe(CLOSE.gone);
    expect((await open(await relay.person('member'), chatDocument(chat, 1))).closed).toBe(CLOSE.notFound);
    expect((await open(seeker, chatDocument(chat, 3))).opened).toBe(true);
  });

  it('whoever has an erased segment open is told to forget it (4410)', async () => {
    const meeting = await relay.meet();
    await say(meeting, many('word', 95));
    const reader = await open(meeting.listener, chatDocument(meeting.chat, 1));
    expect(reader.texts).toHaveLength(SEGMENT_ENTRIES);
    await relay.retention.sweep();
    expect(reader.closed).toBe(CLOSE.gone);
  });

  it.each([
    ['before anything was erased', 0],
    ['half-way', 1],
  ])('a crash in the middle of giving segments up, %s, is finished at the next start', async (_, erased) => {
    const meeting = await relay.meet();
    const { chat } = meeting;
    await say(meeting, [...many(CANARY, 3 * SEGMENT_ENTRIES - 1), ...many('stays', 5)]); // the notice stands before them
    await relay.database.db.updateTable('log_segments').set({ first_kept: 3, erased_below: erased }).execute();
    await relay.stop();
    expect(relay.files()).toContain(CANARY);
    await relay.start();
    await relay.retention.start();
    expect(relay.files()).not.toContain(CANARY);
    expect(await texts(chat)).toEqual(many('stays', 5));
    expect(await newest(chat)).toMatchObject({ first_kept: 3, erased_below: 3 });
  });

  it('reads no more of a long chat than its window is long', async () => {
    const meeting = await relay.meet();
    await say(meeting, many('word', 95));
    await relay.retention.sweep();
    await relay.stop();
    await relay.start();
    await relay.retention.sweep();
    expect(relay.documents.stats().counters.loads).toBeLessThanOrEqual(CHAT.windowMessages / SEGMENT_ENTRIES + 2);
  });

  it('a whole chat past its window leaves nothing of any segment, also when that was cut short by a crash', async () => {
    const meeting = await relay.meet();
    const { chat } = meeting;
    await say(meeting, many(CANARY, 35));
    relay.ports.advance(CHAT.windowMs - 1);
    await relay.retention.sweep();
    expect(relay.files()).toContain(CANARY);
    relay.ports.advance(1);
    await relay.database.db.updateTable('chats').set({ state: 'expired' }).execute();
    await relay.documents.erase(chatDocument(chat)); // ... and there the power went
    await relay.stop();
    await relay.start();
    await relay.retention.start();
    expect(relay.files()).not.toContain(CANARY);
    expect(await documentsOnDisk(chat)).toEqual([]);
    expect(await relay.database.db.selectFrom('log_segments').selectAll().execute()).toEqual([]);
    const rows = await relay.database.db.selectFrom('document_clients').select('name').execute();
    expect(rows.filter(({ name }) => name.startsWith(`chat/${chat}`))).toEqual([]);
  });
});

describe('a long chat and the rest of the relay', () => {
  it('a restart right after a cut finds the next segment there, and nothing is said twice', async () => {
    const meeting = await relay.meet();
    const { chat, seeker } = meeting;
    await say(meeting, many('word', 9));
    expect(await newest(chat)).toMatchObject({ newest: 1 });
    await relay.stop();
    await relay.start();
    expect((await open(seeker, chatDocument(chat))).texts).toHaveLength(10);
    await say(meeting, ['after the restart']);
    expect(await texts(chat)).toEqual(['(notice)', ...many('word', 9), 'after the restart']);
  });

  it('D3 an ending closes every segment to writing at once, and its notice stands at the end, once', async () => {
    const meeting = await relay.meet();
    const { chat, seeker, listener } = meeting;
    await say(meeting, many('word', 25));
    const [old, now] = [await open(listener, chatDocument(chat, 1)), await open(listener, chatDocument(chat, 2))];
    await relay.matching.endChat(seeker, chat);
    for (const talker of [old, now]) {
      expect(talker.channel?.rights?.append.verdict.allowed).toBe(false);
      talker.say('too late', relay.ports.clock.nowMs());
    }
    await relay.settle();
    expect([old.refusals[0]?.code, now.refusals[0]?.code]).toEqual(['denied', 'denied']);
    await relay.stop();
    await relay.start();
    await open(seeker, chatDocument(chat)); // mends in the background what it finds wanting
    await relay.settle();
    const all = await texts(chat);
    expect(all).toEqual(['(notice)', ...many('word', 25), '(notice)']);
  });

  it('both lists say where the chat goes on, and how it goes on is asked for by the card', async () => {
    const meeting = await relay.meet();
    expect(await cardOf(meeting)).not.toHaveProperty('segments');
    await say(meeting, many('word', 9));
    await relay.settle();
    expect(await cardOf(meeting)).toMatchObject({ segments: { first: 0, newest: 1 } });
  });

  it('W19 the mark of a closed segment is stored with it', async () => {
    const meeting = await relay.meet();
    await say(meeting, many('word', 9));
    await relay.stop();
    await relay.start();
    const marks = await relay.documents.read(chatDocument(meeting.chat), (doc) => logRoots(doc).marks.toJSON());
    expect(marks[CONTINUED_KEY]).toEqual({ segment: 1 });
  });
});
