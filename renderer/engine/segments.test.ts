import { expect, test } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { cutTalk, many, seen, told, waitingOn } from './test-support/cut-talk.ts';
import { createDevice, textsOf } from './test-support/people.ts';

test.each([['with cards', true], ['by the closing marks alone', false]])('W21 two talk over many boundaries as if there were none, %s', async (_, cards) => {
  const talk = await cutTalk(5, cards);
  const { time, seeker, listener, chat } = talk;
  const [mine, theirs] = [seeker.engine.openChat(chat), listener.engine.openChat(chat)];
  for (let round = 0; round < 20; round += 1) {
    await mine.send(`s${round}`);
    await theirs.send(`l${round}`);
    await time.pass(round % 3 === 0 ? 400 : 3);
  }
  await time.pass(5_000);
  expect(talk.range.newest).toBeGreaterThanOrEqual(7);
  const said = told(talk);
  expect(said).toHaveLength(40);
  expect(said.filter((text) => text.startsWith('s'))).toEqual(many('s', 20));
  expect(said.filter((text) => text.startsWith('l'))).toEqual(many('l', 20));
  expect(seen(seeker, talk)).toEqual(said);
  expect(seen(listener, talk)).toEqual(said);
  for (const device of [seeker, listener]) {
    expect(device.engine.openChat(chat).getSnapshot().refused).toEqual([]);
    expect(waitingOn(device)).toBe(0);
  }
});

test('W21 what was written offline crosses boundaries in its order, and nobody is bothered', async () => {
  const talk = await cutTalk(5);
  const { time, seeker, listener, chat } = talk;
  await listener.engine.openChat(chat).send('before');
  await time.pass(500);
  seeker.online = false;
  seeker.cut(false);
  for (const text of many('offline', 12)) await seeker.engine.openChat(chat).send(text);
  for (const text of many('meanwhile', 6)) await listener.engine.openChat(chat).send(text);
  await time.pass(1_000);
  seeker.online = true;
  await time.pass(60_000);
  const said = told(talk);
  expect(said.filter((text) => text.startsWith('offline'))).toEqual(many('offline', 12));
  expect(said).toHaveLength(19);
  expect(seen(seeker, talk)).toEqual(said);
  const mine = seeker.engine.openChat(chat).getSnapshot();
  expect(mine.refused).toEqual([]);
  expect(new Set(mine.lines.filter((line) => line.mine).map((line) => line.whereabouts.at))).toEqual(new Set(['delivered']));
});

test('W20 words that arrive when the segment has just been closed go into the next one, however often that happens', async () => {
  const talk = await cutTalk(1);
  const { time, relay, seeker, listener, chat } = talk;
  const [mine, theirs] = [seeker.engine.openChat(chat), listener.engine.openChat(chat)];
  for (let round = 0; round < 8; round += 1) await Promise.all([mine.send(`s${round}`), theirs.send(`l${round}`)]);
  await time.pass(20_000);
  expect(relay.refusals.filter(({ code }) => code === 'segment-full').length).toBeGreaterThan(3);
  expect(told(talk).toSorted()).toEqual([...many('s', 8), ...many('l', 8)].toSorted());
  expect([mine.getSnapshot().refused, theirs.getSnapshot().refused]).toEqual([[], []]);
});

test.each(['cut', 'killed'])('B4 the last words of a segment, admitted but not acknowledged when the device is %s, are in no second one', async (how) => {
  const talk = await cutTalk(3);
  const { time, relay, seeker, listener, chat } = talk;
  await seeker.engine.openChat(chat).send('one');
  await seeker.engine.openChat(chat).send('two');
  await time.pass(1_000);
  relay.holdReceipts = true;
  await seeker.engine.openChat(chat).send('three');
  await time.pass(8);
  seeker.online = false;
  if (how === 'cut') seeker.cut(true);
  else seeker.kill();
  relay.holdReceipts = false;
  await time.pass(1_000);
  expect(relay.texts(chatDocument(chat))).toEqual(['one', 'two', 'three']);
  expect(talk.range.newest).toBe(1);
  for (const text of many('l', 4)) await listener.engine.openChat(chat).send(text);
  await time.pass(1_000);
  if (how === 'killed') await seeker.start();
  expect(waitingOn(seeker)).toBe(1);
  seeker.online = true;
  await time.pass(60_000);
  expect(told(talk)).toEqual(['one', 'two', 'three', 'l0', 'l1', 'l2', 'l3']);
  expect(seen(seeker, talk)).toEqual(told(talk));
  expect(waitingOn(seeker)).toBe(0);
});

test('read marks and receipts go on over a boundary, also for words that stand before it', async () => {
  const talk = await cutTalk(3);
  const { time, seeker, listener, chat } = talk;
  const [mine, theirs] = [seeker.engine.openChat(chat), listener.engine.openChat(chat)];
  for (const text of many('s', 3)) await mine.send(text);
  await time.pass(1_000);
  expect(talk.range.newest).toBe(1);
  expect(theirs.getSnapshot().unread).toBe(3);
  theirs.markRead();
  await time.pass(1_000);
  expect(mine.getSnapshot().lines.map((line) => line.whereabouts.at)).toEqual(['seen', 'seen', 'seen']);
  await mine.send('s3');
  await time.pass(1_000);
  expect(theirs.getSnapshot().unread).toBe(1);
  expect(mine.getSnapshot().lines.map((line) => line.whereabouts.at)).toEqual(['seen', 'seen', 'seen', 'delivered']);
});

test('offline, a chat opens again with every segment that is on the device', async () => {
  const talk = await cutTalk(4);
  const { time, seeker, listener, chat } = talk;
  for (const text of many('s', 7)) await seeker.engine.openChat(chat).send(text);
  await time.pass(2_000);
  seeker.online = false;
  seeker.cut(false);
  for (const text of many('l', 4)) await listener.engine.openChat(chat).send(text); // segments it has never seen
  await time.pass(1_000);
  seeker.kill();
  await seeker.start();
  await time.pass(1_000);
  expect(seen(seeker, talk)).toEqual(many('s', 7));
  await seeker.engine.openChat(chat).send('from the train');
  expect(seen(seeker, talk).at(-1)).toBe('from the train');
  seeker.online = true;
  await time.pass(60_000);
  expect(seen(seeker, talk)).toEqual([...many('s', 7), ...many('l', 4), 'from the train']);
});

test('a device that comes late opens the newest segment, and earlier ones as they are wanted', async () => {
  const talk = await cutTalk(60);
  const { time, relay, seeker, listener, chat, bench } = talk;
  for (const text of many('l', 200)) {
    await listener.engine.openChat(chat).send(text);
    await time.pass(10);
  }
  await time.pass(2_000);
  expect(talk.range).toEqual({ first: 0, newest: 3 });
  const token = [...relay.accounts].find(([, me]) => me.account === seeker.me.account)![0];
  const late = createDevice({ ...bench, person: { token, me: seeker.me } });
  await late.start();
  await time.pass(2_000);
  const handle = late.engine.openChat(chat);
  expect(textsOf(handle.getSnapshot().lines)).toEqual(many('l', 200).slice(60));
  expect(handle.getSnapshot().hasEarlier).toBe(true);
  expect(late.disk.updates.has(chatDocument(chat))).toBe(false);
  handle.showEarlier();
  await time.pass(1_000);
  expect(textsOf(handle.getSnapshot().lines)).toEqual(many('l', 200));
  expect(handle.getSnapshot().hasEarlier).toBe(false);
});

test('G10 this device has one client id in each segment, the same after a restart', async () => {
  const talk = await cutTalk(4);
  const { time, relay, seeker, chat } = talk;
  for (let round = 0; round < 3; round += 1) {
    for (const text of many(`${round}.`, 2)) await seeker.engine.openChat(chat).send(text);
    await time.pass(1_000);
    await seeker.engine.close();
    await seeker.start();
    await time.pass(1_000);
  }
  for (const segment of [0, 1]) {
    const doc = relay.doc(chatDocument(chat, segment));
    const writers = new Set<number>();
    for (const [client, structs] of doc.store.clients) if (structs.some((struct) => 'parent' in struct && struct.parent === logRoots(doc).entries)) writers.add(client);
    expect(writers.size).toBe(1);
  }
});
