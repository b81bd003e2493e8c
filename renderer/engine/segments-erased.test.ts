import { expect, test } from 'vitest';
import { CONTINUED_KEY, continuedIn } from '#shared/documents/segments.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { cutTalk, many, seen, tellCards, told, waitingOn } from './test-support/cut-talk.ts';
import { setCard, textsOf } from './test-support/people.ts';

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
