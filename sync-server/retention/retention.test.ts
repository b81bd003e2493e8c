import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatDocument, inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import { DamagedDocumentError } from '../documents/damage.ts';
import type { House } from '../matching/testing/house.ts';
import type { Retention } from './retention.ts';
import { DAY_MS, SweptHouse, WINDOW } from './testing/swept-house.ts';

let swept: SweptHouse;
let house: House;
let retention: Retention;

beforeEach(async () => {
  swept = await SweptHouse.open();
  ({ house, retention } = swept);
});
afterEach(() => swept.close());

describe('a sweep (F093, D7, H4)', () => {
  it('H4: erases a chat when its window is over, on both sides, and not a millisecond before', async () => {
    const { chat, seeker, listener } = await swept.meet();
    house.ports.advance(DAY_MS);
    await swept.say(chat, seeker);
    await house.matching.endChat(listener, chat);
    house.ports.advance(WINDOW.windowMs - 1);
    expect(await retention.sweep()).toEqual({ expired: 0, trimmed: 0 });
    expect(house.documents.entries(chatDocument(chat))).toHaveLength(3);

    house.ports.advance(1);
    expect(await retention.sweep()).toEqual({ expired: 1, trimmed: 0 });
    expect(await swept.stateOf(chat)).toBe('expired');
    expect(house.documents.names()).not.toContain(chatDocument(chat));
    for (const party of [seeker, listener]) {
      expect(house.documents.marks(peopleDocument(party))).toEqual({});
      expect(house.documents.entries(inboxDocument(party))).toEqual([]);
    }
    expect(await house.matching.facts({ kind: 'chat', chat, segment: 0 })).toMatchObject({ chat: { state: 'expired' } });
    expect(await house.matching.endChat(seeker, chat)).toMatchObject({ error: { rule: 'P19-chat-gone' } });
  });

  it('D7: keeps the newest messages of a chat that goes on', async () => {
    const { chat, seeker, listener } = await swept.meet();
    await swept.say(chat, seeker, 5);
    await swept.say(chat, listener, 2);
    const before = house.documents.entries(chatDocument(chat));
    expect(await retention.sweep()).toEqual({ expired: 0, trimmed: 1 });
    expect(house.documents.entries(chatDocument(chat))).toEqual(before.slice(-3));
    expect(await retention.sweep()).toEqual({ expired: 0, trimmed: 0 });
    // What was cut off does not come back with a late notice.
    await house.matching.projector.project(chatDocument(chat));
    expect(house.documents.entries(chatDocument(chat))).toEqual(before.slice(-3));
  });

  it('A7: a chat whose document is damaged stays, and keeps no other from its end', async () => {
    const chats = [await swept.meet(), await swept.meet(), await swept.meet()];
    house.ports.advance(WINDOW.windowMs);
    const damaged = chats[1]?.chat;
    const { documents } = house;
    const others = swept.retain({
      ...documents,
      read: (name, look) =>
        damaged !== undefined && name === chatDocument(damaged)
          ? Promise.reject(new DamagedDocumentError('its updates are not what was stored'))
          : documents.read(name, look),
    });
    expect(await others.sweep()).toEqual({ expired: 2, trimmed: 0 });
    expect(await Promise.all(chats.map(({ chat }) => swept.stateOf(chat)))).toEqual(['expired', 'open', 'expired']);
  });

  it('F102: a block outlives the chat it came from', async () => {
    const { chat, seeker, listener } = await swept.meet();
    await house.matching.blockChat(listener, chat);
    house.ports.advance(WINDOW.windowMs);
    expect((await retention.sweep()).expired).toBe(1);
    const again = await house.matching.createRequest(seeker, { topic: null, language: 'en' });
    if (!again.ok) throw new Error('not asked');
    expect(await house.matching.acceptRequest(listener, again.value)).toMatchObject({ error: { rule: 'P10-blocked' } });
  });

  it('opens a document only when it changed or came due', async () => {
    const { chat, seeker } = await swept.meet();
    await swept.say(chat, seeker);
    await retention.sweep();
    await retention.sweep();
    expect(swept.reads).toEqual([chatDocument(chat)]);
    await swept.say(chat, seeker);
    await retention.sweep();
    expect(swept.reads).toHaveLength(2);
    house.ports.advance(WINDOW.windowMs - 1);
    await retention.sweep();
    expect(swept.reads).toHaveLength(2);
    house.ports.advance(1);
    expect((await retention.sweep()).expired).toBe(1);
  });

  it('a word said in the moment of expiry keeps the chat', async () => {
    const { chat, seeker } = await swept.meet();
    house.ports.advance(WINDOW.windowMs);
    swept.inBetween = () => swept.say(chat, seeker);
    expect(await retention.sweep()).toEqual({ expired: 0, trimmed: 0 });
    expect(await swept.stateOf(chat)).toBe('open');
    expect(house.documents.entries(chatDocument(chat)).at(-1)).toMatchObject({ kind: 'message' });
  });

  it('a chat that is ended in the moment of expiry is looked at again, not half erased', async () => {
    const { chat, seeker } = await swept.meet();
    house.ports.advance(WINDOW.windowMs);
    swept.inBetween = async () => void (await house.matching.endChat(seeker, chat));
    expect(await retention.sweep()).toEqual({ expired: 0, trimmed: 0 });
    expect(await swept.stateOf(chat)).toBe('ended');
    expect(await retention.sweep()).toEqual({ expired: 1, trimmed: 0 });
  });

  it('finishes an erasure that a crash cut in two', async () => {
    const { chat, seeker } = await swept.meet();
    await swept.say(chat, seeker);
    await house.db.updateTable('chats').set({ state: 'expired' }).where('id', '=', chat).execute();
    await retention.sweep();
    expect(house.documents.names()).not.toContain(chatDocument(chat));
    expect(house.documents.marks(peopleDocument(seeker))).toEqual({});
  });

  it('H3: empties the write-ahead log after an erasure, and asks again while somebody holds it', async () => {
    const { chat, seeker } = await swept.meet();
    swept.checkpoints = [true];
    await retention.sweep();
    expect(swept.checkpoints).toEqual([true]); // nothing was erased, nothing is asked
    await swept.say(chat, seeker, 4);
    swept.checkpoints = [false, true, true];
    await retention.sweep();
    expect(swept.checkpoints).toEqual([true, true]);
    await retention.sweep();
    expect(swept.checkpoints).toEqual([true]);
    await retention.sweep();
    expect(swept.checkpoints).toEqual([true]);
  });
});
