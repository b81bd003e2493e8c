import { expect, test } from 'vitest';
import { chatDocument } from '#shared/documents/names.ts';
import { createDevice, openChat, textsOf } from './test-support/people.ts';
import { FakeRelay } from './test-support/fake-relay.ts';
import { seeded, VirtualTime } from './test-support/virtual-time.ts';

async function twoPeople(seed = 1) {
  const time = new VirtualTime();
  const lot = seeded(seed);
  const relay = new FakeRelay(time, lot.random);
  const bench = { relay, time, random: lot.random };
  const seeker = createDevice({ ...bench, person: relay.addAccount('member') });
  const listener = createDevice({ ...bench, person: relay.addAccount('listener') });
  const chat = openChat(relay, lot.random, seeker.me, listener.me);
  await seeker.start();
  await listener.start();
  await time.pass(1_000);
  return { time, relay, seeker, listener, chat, bench };
}

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
