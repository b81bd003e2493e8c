import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { newEntryId, type AccountId, type ChatId } from '#shared/ids.ts';
import { CHAT } from '#shared/limits.ts';
import { DiskRelay } from './testing/disk-relay.ts';

const CANARY = 'a word that must be gone';
let relay: DiskRelay;

beforeEach(async () => {
  relay = new DiskRelay();
  await relay.start();
});
afterEach(() => relay.close());

const say = (chat: ChatId, author: AccountId, text: string): Promise<void> =>
  relay.documents.write(chatDocument(chat), (doc) => {
    const id = newEntryId(author, relay.ports.random);
    const message = { id, author, at: relay.ports.clock.nowMs(), kind: 'message', text };
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
    const { chat, seeker, listener } = await relay.meet();
    const kept = await relay.meet();
    for (let n = 0; n < 10; n += 1) await say(chat, n % 2 === 0 ? seeker : listener, `${CANARY} ${n}`);
    expect(relay.files()).toContain(CANARY);
    relay.ports.advance(CHAT.windowMs / 2);
    await say(kept.chat, kept.seeker, 'a word that stays');
    relay.ports.advance(CHAT.windowMs / 2 - 1);
    await relay.retention.sweep();
    expect(relay.files()).toContain(CANARY);

    relay.ports.advance(1);
    expect(await relay.retention.sweep()).toEqual({ expired: 1, trimmed: 0 });
    expect(relay.files()).not.toContain(CANARY);
    expect(relay.files()).toContain('a word that stays');
    const rows = await relay.database.db.selectFrom('document_clients').select('name').execute();
    expect(rows.map((row) => row.name)).not.toContain(chatDocument(chat));

    await relay.stop();
    expect(relay.files()).not.toContain(CANARY);
    await relay.start();
    await relay.matching.start();
    expect(await relay.retention.sweep()).toEqual({ expired: 0, trimmed: 0 });
    expect(await texts(kept.chat)).toEqual(['(notice)', 'a word that stays']);
    expect(relay.files()).not.toContain(CANARY);
  });

  it('D7: of a long chat only the newest messages are in any file', async () => {
    const { chat, seeker, listener } = await relay.meet();
    for (let n = 0; n < 5; n += 1) await say(chat, seeker, `${CANARY} ${n}`);
    for (let n = 0; n < CHAT.windowMessages; n += 1) await say(chat, listener, `stays ${n}`);
    expect(await relay.retention.sweep()).toEqual({ expired: 0, trimmed: 1 });
    const expected = Array.from({ length: CHAT.windowMessages }, (_, n) => `stays ${n}`);
    expect(await texts(chat)).toEqual(expected);
    expect(relay.files()).not.toContain(CANARY);

    await relay.stop();
    await relay.start();
    expect(await texts(chat)).toEqual(expected);
    await say(chat, seeker, 'one more');
    expect(await relay.retention.sweep()).toEqual({ expired: 0, trimmed: 1 });
    expect(await texts(chat)).toEqual([...expected.slice(1), 'one more']);
  });

  it('a crash between SQL and the erasure is finished at the next start', async () => {
    const { chat, seeker } = await relay.meet();
    await say(chat, seeker, CANARY);
    await relay.database.db.updateTable('chats').set({ state: 'expired' }).execute();
    await relay.stop();
    expect(relay.files()).toContain(CANARY);
    await relay.start();
    await relay.retention.start();
    expect(relay.files()).not.toContain(CANARY);
  });

  it('forgets who talked to whom in both lists and inboxes', async () => {
    const { chat, seeker, listener } = await relay.meet();
    await relay.matching.endChat(seeker, chat);
    relay.ports.advance(CHAT.windowMs);
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
    const seeker = await relay.person('member');
    const request = await relay.matching.createRequest(seeker, { topic: null, language: 'en' });
    if (!request.ok) throw new Error('not asked');
    const listeners: AccountId[] = [];
    for (let n = 0; n < 20; n += 1) listeners.push(await relay.person('listener'));
    const results = await Promise.all(listeners.map((one) => relay.matching.acceptRequest(one, request.value)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const shown = () => relay.documents.read(peopleDocument(seeker), (doc) => logRoots(doc).marks.toJSON());
    const before = await shown();
    await relay.stop();
    await relay.start();
    await relay.matching.start();
    expect(await shown()).toEqual(before);
    expect(Object.keys(before)).toHaveLength(1);
  });
});
