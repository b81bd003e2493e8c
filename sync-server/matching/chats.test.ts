import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatDocument, inboxDocument, peopleDocument, queueDocument } from '#shared/documents/names.ts';
import { newId, type AccountId, type ChatId } from '#shared/ids.ts';
import { openHouse, type House } from './testing/house.ts';

const denied = (rule: string) => ({ ok: false, error: { code: 'denied', rule } });
const NOT_FOUND = { ok: false, error: { code: 'not-found' } };
let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const meet = async (seeker: AccountId, listener: AccountId): Promise<ChatId> => {
  const request = await house.matching.createRequest(seeker, { topic: null, language: 'de' });
  const chat = request.ok ? await house.matching.acceptRequest(listener, request.value) : request;
  if (!chat.ok) throw new Error(`they did not meet: ${chat.error.rule}`);
  return chat.value;
};
const card = (owner: AccountId, chat: ChatId): unknown => house.documents.marks(peopleDocument(owner))[`${chat}|relay|chat`];
const kinds = (account: AccountId): readonly string[] =>
  house.documents.entries(inboxDocument(account)).map((entry) => entry.kind);

describe('ending a chat', () => {
  it('says so in the chat, in both lists, and to the one who did not do it', async () => {
    const [seeker, listener] = [await house.seeker(), await house.listener()];
    const chat = await meet(seeker, listener);
    house.ports.advance(5_000);
    expect(await house.matching.endChat(seeker, chat)).toEqual({ ok: true, value: null });
    const endedAtMs = house.ports.clock.nowMs();
    expect(house.documents.entries(chatDocument(chat)).at(-1)).toMatchObject({ what: 'ended', by: seeker, at: endedAtMs });
    for (const party of [seeker, listener]) expect(card(party, chat)).toMatchObject({ state: 'ended', endedAtMs });
    expect(kinds(seeker)).toEqual(['chat-opened']);
    expect(kinds(listener)).toEqual(['chat-ended']);
  });

  it('D3: open connections are judged anew before the notice is written and the command answers', async () => {
    const chat = await meet(await house.seeker(), await house.listener());
    house.documents.calls.length = 0;
    const [row] = await house.db.selectFrom('chats').select('seeker').execute();
    await house.matching.endChat(row!.seeker, chat);
    expect(house.documents.calls.slice(0, 2)).toEqual([`refresh chat/${chat}`, `write chat/${chat}`]);
  });

  it('P13: ends once, also when both sides do it in the same moment', async () => {
    const [seeker, listener] = [await house.seeker(), await house.listener()];
    const chat = await meet(seeker, listener);
    const results = await Promise.all([house.matching.endChat(seeker, chat), house.matching.endChat(listener, chat)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toEqual(denied('P13-chat-closed'));
    expect(house.documents.entries(chatDocument(chat))).toHaveLength(2);
  });

  it('D5: to a stranger a chat and none are the same', async () => {
    const chat = await meet(await house.seeker(), await house.listener());
    const stranger = await house.listener();
    const none = newId<ChatId>(house.ports.random);
    for (const id of [chat, none]) {
      expect(await house.matching.endChat(stranger, id)).toEqual(NOT_FOUND);
      expect(await house.matching.blockChat(stranger, id)).toEqual(NOT_FOUND);
    }
    expect(await house.matching.facts({ kind: 'chat', chat: none, segment: 0 })).toBeNull();
  });
});

describe('blocking', () => {
  it('F102: the listener sees a block, the other side an ending; nothing they are sent tells them apart', async () => {
    const [ended, blocked] = [await house.seeker({ name: 'same1' }), await house.seeker({ name: 'same2' })];
    const listener = await house.listener();
    const chats = [await meet(ended, listener), await meet(blocked, listener)] as const;
    house.ports.advance(1_000);
    await house.matching.endChat(listener, chats[0]);
    await house.matching.blockChat(listener, chats[1]);
    expect(card(listener, chats[1])).toMatchObject({ state: 'blocked' });
    expect(card(blocked, chats[1])).toEqual(card(ended, chats[0]));
    const told = (seeker: AccountId, chat: ChatId) =>
      JSON.stringify([house.documents.entries(inboxDocument(seeker)), house.documents.entries(chatDocument(chat))])
        .replaceAll(chat, 'CHAT')
        .replaceAll(/relay\/\w+/g, 'ID');
    expect(told(blocked, chats[1])).toBe(told(ended, chats[0]));
    // Asking to end it again gives the same answer, too.
    expect(await house.matching.endChat(blocked, chats[1])).toEqual(await house.matching.endChat(ended, chats[0]));
  });

  it('P10, F102: the pair never meets again, in neither direction, and every chat between them closes', async () => {
    const [seeker, listener] = [await house.seeker(), await house.listener()];
    const [first, second] = [await meet(seeker, listener), await meet(seeker, listener)];
    const elsewhere = await meet(seeker, await house.listener());
    await house.matching.blockChat(listener, first);
    expect(await house.db.selectFrom('chats').select(['id', 'state']).orderBy('opened_at_ms').execute()).toEqual(
      expect.arrayContaining([
        { id: first, state: 'blocked' },
        { id: second, state: 'blocked' },
        { id: elsewhere, state: 'open' },
      ]),
    );
    const again = await house.matching.createRequest(seeker, { topic: null, language: 'en' });
    if (!again.ok) throw new Error('the blocked may still ask for somebody else');
    expect(await house.matching.acceptRequest(listener, again.value)).toEqual(denied('P10-blocked'));

    // The other way round: the block stands although the roles have changed.
    await house.db.updateTable('accounts').set({ type: 'member' }).where('id', '=', listener).execute();
    await house.db.updateTable('accounts').set({ type: 'listener' }).where('id', '=', seeker).execute();
    const reversed = await house.matching.createRequest(listener, { topic: null, language: 'en' });
    if (!reversed.ok) throw new Error('not asked');
    expect(await house.matching.acceptRequest(seeker, reversed.value)).toEqual(denied('P10-blocked'));
  });

  it('P10: a block that lands between the look and the taking still holds', async () => {
    const [seeker, listener] = [await house.seeker(), await house.listener()];
    const chat = await meet(seeker, listener);
    const request = await house.matching.createRequest(seeker, { topic: null, language: 'en' });
    if (!request.ok) throw new Error('not asked');
    await Promise.all([
      house.matching.blockChat(listener, chat),
      house.matching.acceptRequest(listener, request.value),
    ]);
    const open = await house.db.selectFrom('chats').select('id').where('state', '=', 'open').execute();
    // Either the taking came first and was closed by the block, or it was denied: no open chat between the two.
    expect(open).toEqual([]);
  });

  it('P15: only the listener blocks; also after the end, and any number of times', async () => {
    const [seeker, listener] = [await house.seeker(), await house.listener()];
    const chat = await meet(seeker, listener);
    expect(await house.matching.blockChat(seeker, chat)).toEqual(denied('P15-listener-blocks'));
    await house.matching.endChat(seeker, chat);
    const endedAt = house.ports.clock.nowMs();
    house.ports.advance(60_000);
    for (let n = 0; n < 2; n += 1) expect((await house.matching.blockChat(listener, chat)).ok).toBe(true);
    const row = await house.db.selectFrom('chats').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'blocked', ended_at_ms: endedAt, ended_by: seeker });
    expect(house.documents.entries(chatDocument(chat)).map((entry) => entry.kind)).toEqual(['notice', 'notice']);
  });
});

describe('a crash between SQL and the documents', () => {
  it('after an accept: the queue is mended at start, all else when somebody opens it', async () => {
    const [seeker, listener] = [await house.seeker(), await house.listener()];
    house.documents.failWrites(Infinity);
    const chat = await meet(seeker, listener);
    await house.matching.endChat(seeker, chat);
    expect(house.documents.entries(chatDocument(chat))).toEqual([]);
    house.documents.failWrites(0);

    const matching = await house.restart();
    await matching.start();
    for (const account of [seeker, listener]) {
      await matching.facts({ kind: 'people', account });
      await matching.facts({ kind: 'inbox', account });
    }
    await matching.facts({ kind: 'chat', chat, segment: 0 });
    await house.settle();
    expect(house.documents.entries(queueDocument('adult'))).toEqual([]);
    expect(house.documents.entries(chatDocument(chat))).toMatchObject([{ what: 'opened' }, { what: 'ended' }]);
    expect(card(seeker, chat)).toMatchObject({ state: 'ended' });
    expect(kinds(seeker)).toEqual(['chat-opened']);
    expect(kinds(listener)).toEqual(['chat-ended']);
  });

  it('a queue that lost a request and kept a dead one is level after the start, and so is everybody waiting', async () => {
    const [first, second] = [await house.seeker(), await house.seeker()];
    await house.matching.createRequest(first, { topic: null, language: 'en' });
    house.documents.failWrites(Infinity);
    await house.matching.createRequest(second, { topic: null, language: 'en' });
    await house.db.updateTable('requests').set({ state: 'withdrawn' }).where('seeker', '=', first).execute();
    house.documents.failWrites(0);
    const matching = await house.restart();
    await matching.start();
    await house.settle();
    expect(house.documents.entries(queueDocument('adult'))).toMatchObject([{ seeker: { account: second } }]);
    expect(house.documents.marks(inboxDocument(second))).toMatchObject({ '-|relay|request': { place: 1 } });
  });

  it('a disk that was full for a moment: the command stands, and the documents follow', async () => {
    const [seeker, listener] = [await house.seeker(), await house.listener()];
    const chat = await meet(seeker, listener);
    house.documents.failWrites(5);
    expect(await house.matching.endChat(seeker, chat)).toEqual({ ok: true, value: null });
    expect(house.documents.entries(chatDocument(chat))).toHaveLength(1);
    expect(house.log.some((line) => line.includes('projection-failed'))).toBe(true);
    expect(house.log.join('')).not.toContain(seeker);
    house.ports.advance(5_000); // still one failure left: tried again, and again
    await house.settle();
    house.ports.advance(5_000);
    await house.settle();
    expect(house.documents.entries(chatDocument(chat)).at(-1)).toMatchObject({ what: 'ended' });
    for (const party of [seeker, listener]) expect(card(party, chat)).toMatchObject({ state: 'ended' });
  });

  it('opening what is right already writes nothing', async () => {
    const [seeker, listener] = [await house.seeker(), await house.listener()];
    const chat = await meet(seeker, listener);
    const matching = await house.restart();
    await matching.start();
    await house.settle();
    house.documents.calls.length = 0;
    await matching.facts({ kind: 'chat', chat, segment: 0 });
    await matching.facts({ kind: 'people', account: seeker });
    await matching.facts({ kind: 'inbox', account: listener });
    await house.settle();
    expect(house.documents.calls).toEqual([]);
  });
});
