import { expect, test } from 'vitest';
import { chatDocument } from '#shared/documents/names.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { textsOf, twoPeople } from './test-support/people.ts';

test('A3 a relay that can keep nothing for an hour: every word waits on the device, says so, and goes when it can be kept', async () => {
  const { time, relay, seeker, listener, chat } = await twoPeople();
  const mine = seeker.engine.openChat(chat);
  const theirs = listener.engine.openChat(chat);
  relay.judge = () => 'storage';
  for (const text of ['first', 'second', 'third']) {
    await mine.send(text);
    await time.pass(20 * 60_000);
  }
  expect(mine.getSnapshot().refused).toEqual([]);
  expect(mine.getSnapshot().lines.map(({ whereabouts }) => whereabouts.at)).toEqual(['device', 'device', 'device']);
  expect(relay.texts(chatDocument(chat))).toEqual([]);
  expect(seeker.engine.connection.getSnapshot()).toEqual({ at: 'online', keeps: false });
  relay.judge = () => null;
  await time.pass(40_000);
  expect(relay.texts(chatDocument(chat))).toEqual(['first', 'second', 'third']);
  expect(textsOf(theirs.getSnapshot().lines)).toEqual(['first', 'second', 'third']);
  expect(seeker.engine.connection.getSnapshot()).toEqual({ at: 'online', keeps: true });
});

test('A3 words written while the relay drops everybody with 4500 survive the app being killed, and are said once', async () => {
  const { time, relay, seeker, chat } = await twoPeople();
  const name = chatDocument(chat);
  relay.judge = () => 'storage';
  await seeker.engine.openChat(chat).send('not lost');
  for (let times = 0; times < 5; times += 1) {
    relay.closeChannels(name, CLOSE.storage);
    await time.pass(30_000);
  }
  seeker.kill();
  await seeker.start();
  await time.pass(1_000);
  relay.judge = () => null;
  seeker.engine.openChat(chat);
  await time.pass(60_000);
  expect(relay.texts(name)).toEqual(['not lost']);
});
