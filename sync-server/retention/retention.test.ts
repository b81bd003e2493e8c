import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument, peopleDocument, type DocumentName } from '#shared/documents/names.ts';
import { newEntryId, type AccountId, type ChatId } from '#shared/ids.ts';
import { openHouse, type House } from '../matching/testing/house.ts';
import { DamagedDocumentError } from '../documents/damage.ts';
import type { Documents } from '../ports.ts';
import { createRetention, type Retention } from './retention.ts';

const DAY_MS = 86_400_000;
const WINDOW = { windowMessages: 3, windowMs: 30 * DAY_MS };
let house: House;
let retention: Retention;
let reads: DocumentName[];
let checkpoints: boolean[];
let errors: string[];
/** Runs once, before the next read of a document: somebody does something at this very moment. */
let inBetween: (() => Promise<void>) | null;

const openRetention = (): Retention =>
  createRetention({
    db: house.db,
    documents: watched(house.documents),
    projector: house.matching.projector,
    checkpoint: async () => checkpoints.shift() ?? true,
    log: { info: () => undefined, warn: () => undefined, error: (event) => errors.push(event) },
    clock: house.ports.clock,
    timers: house.ports.timers,
    window: WINDOW,
    sweepMs: DAY_MS / 24,
  });

const watched = (documents: Documents): Documents => ({
  ...documents,
  read: async (name, look) => {
    reads.push(name);
    const happens = inBetween;
    const found = await documents.read(name, look);
    inBetween = null;
    await happens?.();
    return found;
  },
});

/** What the store says of a document that changed, which the documents in memory do not write by themselves. */
const touch = async (chat: ChatId): Promise<void> => {
  await house.db.insertInto('document_updates').values({ name: chatDocument(chat), bytes: new Uint8Array([0]) }).execute();
};

beforeEach(async () => {
  house = await openHouse();
  reads = [];
  checkpoints = [];
  errors = [];
  inBetween = null;
  retention = openRetention();
});
afterEach(async () => {
  await retention.close();
  await house.close();
});

const meet = async (): Promise<{ chat: ChatId; seeker: AccountId; listener: AccountId }> => {
  const [seeker, listener] = [await house.seeker(), await house.listener()];
  const request = await house.matching.createRequest(seeker, { topic: null, language: 'en' });
  const chat = request.ok ? await house.matching.acceptRequest(listener, request.value) : request;
  if (!chat.ok) throw new Error('they did not meet');
  return { chat: chat.value, seeker, listener };
};
const say = async (chat: ChatId, author: AccountId, amount = 1): Promise<void> => {
  for (let n = 0; n < amount; n += 1) {
    const message = { id: newEntryId(author, house.ports.random), author, at: house.ports.clock.nowMs(), kind: 'message' };
    house.documents.append(chatDocument(chat), message satisfies LogEntry);
  }
  await touch(chat);
};
const stateOf = async (chat: ChatId): Promise<string | undefined> =>
  (await house.db.selectFrom('chats').select('state').where('id', '=', chat).executeTakeFirst())?.state;

describe('a sweep (F093, D7, H4)', () => {
  it('H4: erases a chat when its window is over, on both sides, and not a millisecond before', async () => {
    const { chat, seeker, listener } = await meet();
    house.ports.advance(DAY_MS);
    await say(chat, seeker);
    await house.matching.endChat(listener, chat);
    house.ports.advance(WINDOW.windowMs - 1);
    expect(await retention.sweep()).toEqual({ expired: 0, trimmed: 0 });
    expect(house.documents.entries(chatDocument(chat))).toHaveLength(3);

    house.ports.advance(1);
    expect(await retention.sweep()).toEqual({ expired: 1, trimmed: 0 });
    expect(await stateOf(chat)).toBe('expired');
    expect(house.documents.names()).not.toContain(chatDocument(chat));
    for (const party of [seeker, listener]) {
      expect(house.documents.marks(peopleDocument(party))).toEqual({});
      expect(house.documents.entries(inboxDocument(party))).toEqual([]);
    }
    expect(await house.matching.facts({ kind: 'chat', chat, segment: 0 })).toMatchObject({ chat: { state: 'expired' } });
    expect(await house.matching.endChat(seeker, chat)).toMatchObject({ error: { rule: 'P19-chat-gone' } });
  });

  it('D7: keeps the newest messages of a chat that goes on', async () => {
    const { chat, seeker, listener } = await meet();
    await say(chat, seeker, 5);
    await say(chat, listener, 2);
    const before = house.documents.entries(chatDocument(chat));
    expect(await retention.sweep()).toEqual({ expired: 0, trimmed: 1 });
    expect(house.documents.entries(chatDocument(chat))).toEqual(before.slice(-3));
    expect(await retention.sweep()).toEqual({ expired: 0, trimmed: 0 });
    // What was cut off does not come back with a late notice.
    await house.matching.projector.project(chatDocument(chat));
    expect(house.documents.entries(chatDocument(chat))).toEqual(before.slice(-3));
  });

  it('A7: a chat whose document is damaged stays, and keeps no other from its end', async () => {
    const chats = [await meet(), await meet(), await meet()];
    house.ports.advance(WINDOW.windowMs);
    const damaged = chats[1]?.chat;
    retention = createRetention({
      db: house.db,
      documents: {
        ...house.documents,
        read: (name, look) =>
          damaged !== undefined && name === chatDocument(damaged)
            ? Promise.reject(new DamagedDocumentError('its updates are not what was stored'))
            : house.documents.read(name, look),
      },
      projector: house.matching.projector,
      checkpoint: async () => true,
      log: { info: () => undefined, warn: () => undefined, error: (event) => errors.push(event) },
      clock: house.ports.clock,
      timers: house.ports.timers,
      window: WINDOW,
    });
    expect(await retention.sweep()).toEqual({ expired: 2, trimmed: 0 });
    expect(await Promise.all(chats.map(({ chat }) => stateOf(chat)))).toEqual(['expired', 'open', 'expired']);
  });

  it('F102: a block outlives the chat it came from', async () => {
    const { chat, seeker, listener } = await meet();
    await house.matching.blockChat(listener, chat);
    house.ports.advance(WINDOW.windowMs);
    expect((await retention.sweep()).expired).toBe(1);
    const again = await house.matching.createRequest(seeker, { topic: null, language: 'en' });
    if (!again.ok) throw new Error('not asked');
    expect(await house.matching.acceptRequest(listener, again.value)).toMatchObject({ error: { rule: 'P10-blocked' } });
  });

  it('opens a document only when it changed or came due', async () => {
    const { chat, seeker } = await meet();
    await say(chat, seeker);
    await retention.sweep();
    await retention.sweep();
    expect(reads).toEqual([chatDocument(chat)]);
    await say(chat, seeker);
    await retention.sweep();
    expect(reads).toHaveLength(2);
    house.ports.advance(WINDOW.windowMs - 1);
    await retention.sweep();
    expect(reads).toHaveLength(2);
    house.ports.advance(1);
    expect((await retention.sweep()).expired).toBe(1);
  });

  it('a word said in the moment of expiry keeps the chat', async () => {
    const { chat, seeker } = await meet();
    house.ports.advance(WINDOW.windowMs);
    inBetween = () => say(chat, seeker);
    expect(await retention.sweep()).toEqual({ expired: 0, trimmed: 0 });
    expect(await stateOf(chat)).toBe('open');
    expect(house.documents.entries(chatDocument(chat)).at(-1)).toMatchObject({ kind: 'message' });
  });

  it('a chat that is ended in the moment of expiry is looked at again, not half erased', async () => {
    const { chat, seeker } = await meet();
    house.ports.advance(WINDOW.windowMs);
    inBetween = async () => void (await house.matching.endChat(seeker, chat));
    expect(await retention.sweep()).toEqual({ expired: 0, trimmed: 0 });
    expect(await stateOf(chat)).toBe('ended');
    expect(await retention.sweep()).toEqual({ expired: 1, trimmed: 0 });
  });

  it('finishes an erasure that a crash cut in two', async () => {
    const { chat, seeker } = await meet();
    await say(chat, seeker);
    await house.db.updateTable('chats').set({ state: 'expired' }).where('id', '=', chat).execute();
    await retention.sweep();
    expect(house.documents.names()).not.toContain(chatDocument(chat));
    expect(house.documents.marks(peopleDocument(seeker))).toEqual({});
  });

  it('H3: empties the write-ahead log after an erasure, and asks again while somebody holds it', async () => {
    const { chat, seeker } = await meet();
    checkpoints = [true];
    await retention.sweep();
    expect(checkpoints).toEqual([true]); // nothing was erased, nothing is asked
    await say(chat, seeker, 4);
    checkpoints = [false, true, true];
    await retention.sweep();
    expect(checkpoints).toEqual([true, true]);
    await retention.sweep();
    expect(checkpoints).toEqual([true]);
    await retention.sweep();
    expect(checkpoints).toEqual([true]);
  });
});

describe('over time', () => {
  it('sweeps at start and by itself, leaves no timer, and survives a failing sweep', async () => {
    const { chat } = await meet();
    await retention.start();
    inBetween = () => Promise.reject(new Error('the disk is gone'));
    house.ports.advance(WINDOW.windowMs - DAY_MS / 24);
    await house.settle();
    house.ports.advance(DAY_MS / 24);
    await house.settle();
    house.ports.advance(DAY_MS / 24);
    await house.settle();
    expect(errors).toEqual(['retention-failed']);
    expect(await stateOf(chat)).toBe('expired');
    await retention.close();
    await retention.close();
    await house.matching.close();
    expect(house.ports.running()).toBe(0);
  });

  it('A5: asked to end, it leaves the chats that it has not come to for the next start', async () => {
    for (let n = 0; n < 3; n += 1) await meet();
    reads = [];
    let closed: Promise<void> | null = null;
    inBetween = async () => {
      closed = retention.close();
    };
    await retention.sweep();
    await closed;
    expect(reads).toHaveLength(1);
  });

  it('H4: under a virtual clock of 400 days everything goes within a sweep of being due, and nothing early', async () => {
    const author = await house.seeker();
    const lastWord = new Map<ChatId, number>();
    let gone = 0;
    for (let day = 0; day < 400; day += 1) {
      if (day % 20 === 0) {
        const { chat, seeker } = await meet();
        await say(chat, seeker);
        lastWord.set(chat, house.ports.clock.nowMs());
      }
      const [some] = [...lastWord].slice(-(day % 3) - 1);
      if (some !== undefined && day % 7 === 0 && (await stateOf(some[0])) === 'open') {
        await say(some[0], author);
        lastWord.set(some[0], house.ports.clock.nowMs());
      }
      house.ports.advance(DAY_MS);
      await retention.sweep();
      const now = house.ports.clock.nowMs();
      const expired = await house.db.selectFrom('chats').select('id').where('state', '=', 'expired').execute();
      const due = [...lastWord].filter(([, atMs]) => now - atMs >= WINDOW.windowMs).map(([chat]) => chat);
      expect(expired.map((row) => row.id).toSorted().join()).toBe(due.toSorted().join());
      gone = due.length;
    }
    expect(gone).toBeGreaterThan(10);
  });
});
