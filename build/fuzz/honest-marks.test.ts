import { afterEach, beforeEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import type { Me } from '#shared/api/schemas.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { formatMarkKey, logRoots, WHOLE } from '#shared/documents/log.ts';
import { newEntryId, type ChatId } from '#shared/ids.ts';
import { CHAT, SEGMENT } from '#shared/limits.ts';
import type { Random } from '#shared/ports.ts';
import { createDevice, type DeviceBench } from '../../renderer/engine/test-support/people.ts';
import { seeded, VirtualTime } from '../../renderer/engine/test-support/virtual-time.ts';
import { RelayInMemory } from './convergence/relay-in-memory.ts';

/** Marks have a rate (RELIABILITY C9), and the app keeps within it: nobody who merely reads is ever refused. */
const DEVICES = 3;

interface House {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly relay: RelayInMemory;
  readonly devices: readonly DeviceBench[];
  readonly others: readonly Me[];
  readonly chats: readonly ChatId[];
}
let house: House;
const time = (): VirtualTime => house.time;

/** A listener with three devices and ten chats, each with somebody else, who speak past any rate of theirs. */
beforeEach(async () => {
  const lot = seeded(11);
  const passing = new VirtualTime();
  const relay = new RelayInMemory(passing, lot.random, SEGMENT);
  const listener = relay.addAccount('listener');
  const more = Array.from({ length: DEVICES - 1 }, () => relay.addDevice(listener.me.account, 'listener'));
  const devices = [listener, ...more].map((person) => createDevice({ relay, time: passing, random: lot.random, person }));
  const others = Array.from({ length: CHAT.maxOpenChatsPerListener }, () => relay.addAccount('member').me);
  const chats: ChatId[] = [];
  for (const other of others) chats.push(await relay.openChat(other, listener.me));
  house = { time: passing, relay, devices, others, chats, random: lot.random };
  for (const device of devices) await device.start();
  await passing.pass(2_000);
});
afterEach(async () => {
  for (const device of house.devices) await device.engine.close();
  await house.relay.documents.close();
});

/** Everybody says something in every chat. */
async function everybodySpeaks(): Promise<void> {
  const { relay, others, chats, random } = house;
  for (const [at, chat] of chats.entries()) {
    const author = others[at]!.account;
    const entry = { id: newEntryId(author, random), author, at: time().clock().nowMs(), kind: 'message', text: 'a word' };
    await relay.documents.write(chatDocument(chat), (doc) => logRoots(doc).entries.push([entry]), author);
  }
}

/** Whether the listener's mark of that name stands on the newest of each chat. */
function isLevel(name: 'read' | 'delivered'): Promise<boolean[]> {
  const key = formatMarkKey({ subject: WHOLE, account: house.devices[0]!.me.account, name });
  const isIn = (doc: Y.Doc): boolean => {
    const { entries, marks } = logRoots(doc);
    return (marks.get(key) as { entry?: string } | undefined)?.entry === entries.get(entries.length - 1).id;
  };
  return Promise.all(house.chats.map((chat) => house.relay.documents.read(chatDocument(chat), isIn)));
}
const ALL = Array.from({ length: CHAT.maxOpenChatsPerListener }, () => true);
const refused = (): unknown => house.relay.documents.stats().counters.refused;

test('C9 ten chats on three devices, a word a second in each, and all of it looked at on one of them', async () => {
  const handles = house.chats.map((chat) => house.devices[0]!.engine.openChat(chat));
  for (let second = 0; second < 30; second += 1) {
    await everybodySpeaks();
    await time().pass(1_000);
    for (const handle of handles) handle.markRead();
  }
  await time().pass(20_000);
  expect(refused()).toEqual({});
  expect(await isLevel('read')).toEqual(ALL);
});

test('C9 ten chats heard on three devices and looked at on none: each says how far it has come, and none too often', async () => {
  for (let second = 0; second < 30; second += 1) {
    await everybodySpeaks();
    await time().pass(1_000);
  }
  await time().pass(20_000);
  expect(refused()).toEqual({});
  expect(await isLevel('delivered')).toEqual(ALL);
});

test('C9 back after a week: all that came meanwhile is marked, without a refusal', async () => {
  for (const device of house.devices) device.kill();
  for (let day = 0; day < 7; day += 1) {
    for (let words = 0; words < 5; words += 1) await everybodySpeaks();
    await time().pass(24 * 3_600_000);
  }
  for (const device of house.devices) await device.start();
  await time().pass(30_000);
  for (const chat of house.chats) house.devices[0]!.engine.openChat(chat).markRead();
  await time().pass(20_000);
  expect(refused()).toEqual({});
  expect(await isLevel('read')).toEqual(ALL);
});
