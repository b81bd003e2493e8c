import { expect, test } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { CONTINUED_KEY, continuedIn } from '#shared/documents/segments.ts';
import { chatDocument, parseDocumentName } from '#shared/documents/names.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import type { ChatCard } from '#shared/documents/people.ts';
import { createDevice, setCard, textsOf, twoPeople, type DeviceBench, type TwoPeople } from './test-support/people.ts';

/** A chat whose segments hold few entries, at a relay that tells both sides' cards where it goes on. */
async function cutTalk(segmentEntries: number, cards = true): Promise<TwoPeople & { range: { first: number; newest: number } }> {
  const people = await twoPeople();
  const range = { first: 0, newest: 0 };
  people.relay.segmentEntries = segmentEntries;
  people.relay.onContinued = (_name, segment) => {
    range.newest = segment;
    if (cards) tellCards(people, range);
  };
  return { ...people, range };
}

function tellCards({ relay, seeker, listener, chat }: TwoPeople, range: { first: number; newest: number }): void {
  for (const [of, other, role] of [[seeker, listener, 'seeker'], [listener, seeker, 'listener']] as const) {
    const card: ChatCard = {
      with: { account: other.me.account, name: other.me.name, type: other.me.type },
      role, state: 'open', topic: null, openedAtMs: 0, endedAtMs: null, segments: { ...range },
    };
    setCard(relay, of.me.account, chat, card);
  }
}

const seen = (device: DeviceBench, { chat }: TwoPeople): string[] => textsOf(device.engine.openChat(chat).getSnapshot().lines);
const told = ({ relay, chat }: TwoPeople): string[] => {
  const names = [...relay.docs.keys()].filter((name) => name.startsWith(chatDocument(chat)));
  return names.toSorted((a, b) => segmentIn(a) - segmentIn(b)).flatMap((name) => relay.texts(name));
};
const segmentIn = (name: string): number => {
  const address = parseDocumentName(name);
  return address?.kind === 'chat' ? address.segment : -1;
};
const waitingOn = (device: DeviceBench): number => device.disk.items.size;
const many = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

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

test('W22 a segment that is erased leaves the device, and the talk goes on', async () => {
  const talk = await cutTalk(3);
  const { time, relay, seeker, chat, range } = talk;
  const mine = seeker.engine.openChat(chat);
  for (const text of many('s', 8)) await mine.send(text);
  await time.pass(2_000);
  expect(range).toEqual({ first: 0, newest: 2 });
  range.first = 2;
  relay.gone.add(chatDocument(chat, 1));
  relay.write(chatDocument(chat), ({ entries }) => entries.delete(0, entries.length));
  relay.closeChannels(chatDocument(chat, 1), CLOSE.gone);
  tellCards(talk, range);
  await time.pass(1_000);
  expect(textsOf(mine.getSnapshot().lines)).toEqual(['s6', 's7']);
  expect(mine.getSnapshot().hasEarlier).toBe(false);
  expect(seeker.disk.updates.has(chatDocument(chat, 1))).toBe(false);
  await mine.send('and on');
  await time.pass(1_000);
  expect(mine.getSnapshot().lines.at(-1)?.whereabouts.at).toBe('delivered');
});

test.each(['awake', 'restarted', 'without a card'])('W22 words whose segment was erased while the device was away go into the newest (%s)', async (how) => {
  const talk = await cutTalk(3);
  const { time, relay, seeker, listener, chat, range } = talk;
  for (const text of many('s', 4)) await seeker.engine.openChat(chat).send(text);
  await time.pass(1_000);
  expect(range.newest).toBe(1);
  seeker.online = false;
  seeker.cut(false);
  await seeker.engine.openChat(chat).send('waiting');
  for (const text of many('l', 6)) await listener.engine.openChat(chat).send(text);
  await time.pass(1_000);
  if (how === 'restarted') seeker.kill();
  relay.gone.add(chatDocument(chat, 1));
  range.first = 2;
  relay.write(chatDocument(chat), ({ entries, marks }) => {
    entries.delete(0, entries.length);
    marks.set(CONTINUED_KEY, continuedIn(2));
  });
  if (how !== 'without a card') tellCards(talk, range);
  if (how === 'restarted') await seeker.start();
  seeker.online = true;
  await time.pass(60_000);
  expect(told(talk).filter((text) => text === 'waiting')).toHaveLength(1);
  expect(seen(seeker, talk).at(-1)).toBe('waiting');
  expect(waitingOn(seeker)).toBe(0);
});

test('4410 of the newest: the chat is gone, and with it every copy, words that wait come back', async () => {
  const talk = await cutTalk(2);
  const { time, relay, seeker, chat } = talk;
  const mine = seeker.engine.openChat(chat);
  for (const text of many('s', 5)) await mine.send(text);
  await time.pass(1_000);
  seeker.online = false;
  seeker.cut(false);
  await mine.send('too late');
  for (const segment of [0, 1, 2]) relay.gone.add(chatDocument(chat, segment));
  setCard(relay, seeker.me.account, chat, null);
  seeker.online = true;
  await time.pass(60_000);
  expect([...seeker.disk.updates.keys()].filter((name) => name.startsWith('chat/'))).toEqual([]);
  expect([...seeker.disk.settings.keys()].filter((key) => key.includes(chat))).toEqual([]);
  expect(mine.getSnapshot()).toMatchObject({ card: { state: 'expired' }, refused: [{ text: 'too late', rule: 'P19-chat-gone' }] });
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
