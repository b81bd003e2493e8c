import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { chatDocument } from '#shared/documents/names.ts';
import { textsOf, twoPeople } from './test-support/people.ts';

const DAY_MS = 86_400_000;

test('two people talk, and each line says where it is (promise 2)', async () => {
  const { time, relay, seeker, listener, chat } = await twoPeople();
  const mine = seeker.engine.openChat(chat);
  const theirs = listener.engine.openChat(chat);
  await mine.send('hello');
  await time.pass(100);
  expect(relay.texts(chatDocument(chat))).toEqual(['hello']);
  expect(textsOf(theirs.getSnapshot().lines)).toEqual(['hello']);
  await time.pass(1_000);
  expect(mine.getSnapshot().lines.map(({ whereabouts }) => whereabouts.at)).toEqual(['delivered']);
  expect(theirs.getSnapshot().unread).toBe(1);
  theirs.markRead();
  expect(theirs.getSnapshot().unread).toBe(0);
  await time.pass(1_000);
  expect(mine.getSnapshot().lines.map(({ whereabouts }) => whereabouts.at)).toEqual(['seen']);
  expect(seeker.disk.items.size).toBe(0);
});

test('Order: five messages written offline go out in order when the network is back', async () => {
  const { time, relay, seeker, listener, chat } = await twoPeople();
  const name = chatDocument(chat);
  seeker.online = false;
  seeker.cut(false);
  const mine = seeker.engine.openChat(chat);
  for (const text of ['one', 'two', 'three', 'four', 'five']) await mine.send(text);
  const theirs = listener.engine.openChat(chat);
  await theirs.send('are you there?');
  await time.pass(60_000);
  expect(relay.texts(name)).toEqual(['are you there?']);
  expect(mine.getSnapshot().lines.map(({ whereabouts }) => whereabouts.at)).toEqual(Array(5).fill('device'));
  expect(seeker.engine.chats.getSnapshot()[0]).toMatchObject({ waitingToSend: 5 });
  expect(seeker.engine.connection.getSnapshot().at).toMatch(/waiting|connecting/);
  seeker.online = true;
  await time.pass(40_000);
  expect(relay.texts(name)).toEqual(['are you there?', 'one', 'two', 'three', 'four', 'five']);
  expect(textsOf(mine.getSnapshot().lines)).toEqual(relay.texts(name));
});

test('W17 entries are dated by the relay’s clock although the device’s is a day off', async () => {
  const { time, relay, seeker, chat } = await twoPeople({ clockOffMs: -DAY_MS });
  await seeker.engine.openChat(chat).send('hello');
  await time.pass(1_000);
  const [entry] = relay.entries(chatDocument(chat));
  expect(Math.abs((entry?.at ?? 0) - relay.nowMs())).toBeLessThan(5_000);
});

test('B3 what the relay refuses comes back with the reason; it can be sent again, or let go', async () => {
  const { time, relay, seeker, listener, chat } = await twoPeople();
  let strict = true;
  relay.judge = ({ text = '' }) => (strict && text.startsWith('bad') ? 'denied' : null);
  const mine = seeker.engine.openChat(chat);
  await mine.send('bad one');
  await mine.send('good');
  await mine.send('bad two');
  await time.pass(5_000);
  const { refused, lines } = mine.getSnapshot();
  expect(refused.map(({ text, code }) => [text, code])).toEqual([['bad one', 'denied'], ['bad two', 'denied']]);
  expect(textsOf(lines)).toEqual(['good']);
  expect(textsOf(listener.engine.openChat(chat).getSnapshot().lines)).toEqual(['good']);
  strict = false;
  await mine.retryRefused(refused[0]!.id);
  await mine.discardRefused(refused[1]!.id);
  await time.pass(5_000);
  expect(mine.getSnapshot().refused).toEqual([]);
  expect(relay.texts(chatDocument(chat))).toEqual(['good', 'bad one']);
});

test('B4 a receipt lost with the connection, and a kill: nothing twice', async () => {
  const { time, relay, seeker, chat } = await twoPeople();
  relay.holdReceipts = true;
  await seeker.engine.openChat(chat).send('once');
  await time.pass(1_000);
  expect(seeker.disk.items.size).toBe(1);
  seeker.kill();
  relay.holdReceipts = false;
  await seeker.start();
  await time.pass(1_000);
  expect(seeker.disk.items.size).toBe(0);
  expect(relay.texts(chatDocument(chat))).toEqual(['once']);
});

test('nothing is sent before the document is on disk, so that no clock is used twice after a kill', async () => {
  const { time, relay, seeker, chat } = await twoPeople();
  const name = chatDocument(chat);
  const append = seeker.disk.updates.set.bind(seeker.disk.updates);
  const order: string[] = [];
  seeker.disk.updates.set = (key, value) => {
    if (key === name) order.push('disk');
    return append(key, value);
  };
  relay.judge = () => {
    order.push('relay');
    return null;
  };
  await seeker.engine.openChat(chat).send('first disk, then wire');
  await time.pass(40);
  expect(order).toEqual(['disk', 'relay']);
});

test('G10 the client id is leased: the same after a restart, another after a refusal', async () => {
  const { time, relay, seeker, chat } = await twoPeople();
  const name = chatDocument(chat);
  const ids = () => new Set(relay.entries(name).map((entry) => idOf(relay.doc(name), entry.id)));
  await seeker.engine.openChat(chat).send('before');
  await time.pass(1_000);
  seeker.kill();
  await seeker.start();
  await time.pass(1_000);
  await seeker.engine.openChat(chat).send('after');
  await time.pass(1_000);
  expect(ids().size).toBe(1);
  relay.judge = ({ text = '' }) => (text === 'bad' ? 'denied' : null);
  const handle = seeker.engine.openChat(chat);
  await handle.send('bad');
  await handle.send('fresh');
  await time.pass(3_000);
  expect(ids().size).toBe(2);
  expect(ids()).toContain(seeker.disk.clientIds.get(name));
});

/** Under which client id an entry was written. */
function idOf(doc: Y.Doc, id: string): number {
  for (const [client, structs] of doc.store.clients) {
    for (const struct of structs) {
      const arr: unknown = struct instanceof Y.Item && 'arr' in struct.content ? struct.content.arr : [];
      if (Array.isArray(arr) && arr.some((one: { id?: string }) => one.id === id)) return client;
    }
  }
  return -1;
}
