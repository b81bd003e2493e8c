import { expect, test } from 'vitest';
import { chatDocument, peopleDocument, queueDocument } from '#shared/documents/names.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { createDevice, openChat, setCard, textsOf, twoPeople } from './test-support/people.ts';

test('W12 typing is seen, and ends by itself or with the message', async () => {
  const { time, seeker, listener, chat } = await twoPeople();
  const mine = seeker.engine.openChat(chat);
  const theirs = listener.engine.openChat(chat);
  mine.typing();
  await time.pass(500);
  expect(theirs.getSnapshot().otherTyping).toBe(true);
  expect(mine.getSnapshot().otherTyping).toBe(false);
  expect(listener.engine.chats.getSnapshot()[0]?.otherTyping).toBe(true);
  await time.pass(4_500);
  expect(theirs.getSnapshot().otherTyping).toBe(false);
  mine.typing();
  await time.pass(500);
  await mine.send('said');
  await time.pass(500);
  expect(theirs.getSnapshot().otherTyping).toBe(false);
});

test('presence under a leased id is heard also after a restart, although its clock began anew', async () => {
  const { time, seeker, listener, chat } = await twoPeople();
  const theirs = listener.engine.openChat(chat);
  for (let i = 0; i < 3; i += 1) {
    seeker.engine.openChat(chat).typing();
    await time.pass(5_000);
  }
  seeker.kill();
  await time.pass(1_000);
  await seeker.start();
  await time.pass(1_000);
  seeker.engine.openChat(chat).typing();
  await time.pass(500);
  expect(theirs.getSnapshot().otherTyping).toBe(true);
});

test('what was read offline is kept over a kill, and told when the network is back', async () => {
  const { time, seeker, listener, chat } = await twoPeople();
  const theirs = listener.engine.openChat(chat);
  await theirs.send('how are you?');
  await time.pass(1_000);
  seeker.online = false;
  seeker.cut(false);
  seeker.engine.openChat(chat).markRead();
  await time.pass(1_000);
  seeker.kill();
  await seeker.start();
  await time.pass(1_000);
  expect(seeker.engine.openChat(chat).getSnapshot()).toMatchObject({ unread: 0, state: 'ready' });
  expect(theirs.getSnapshot().lines[0]?.whereabouts.at).toBe('delivered');
  seeker.online = true;
  await time.pass(40_000);
  expect(theirs.getSnapshot().lines[0]?.whereabouts.at).toBe('seen');
});

test('a second device of the account sees everything', async () => {
  const { time, relay, seeker, chat, bench } = await twoPeople();
  await seeker.engine.openChat(chat).send('from the first');
  await time.pass(1_000);
  const token = [...relay.accounts].find(([, me]) => me.account === seeker.me.account)![0];
  const second = createDevice({ ...bench, person: { token, me: seeker.me } });
  await second.start();
  await time.pass(1_000);
  const view = second.engine.openChat(chat).getSnapshot();
  expect(textsOf(view.lines)).toEqual(['from the first']);
  expect(view.lines[0]).toMatchObject({ mine: true, whereabouts: { at: 'delivered' } });
});

test('4410: the kept copy is erased, and words still waiting come back', async () => {
  const { time, relay, seeker, chat } = await twoPeople();
  const name = chatDocument(chat);
  const mine = seeker.engine.openChat(chat);
  await mine.send('secret');
  await time.pass(1_000);
  expect(seeker.disk.updates.has(name)).toBe(true);
  seeker.online = false;
  seeker.cut(false);
  await mine.send('too late');
  relay.gone.add(name);
  setCard(relay, seeker.me.account, chat, null);
  seeker.online = true;
  await time.pass(40_000);
  expect(seeker.disk.updates.has(name)).toBe(false);
  expect(mine.getSnapshot()).toMatchObject({ lines: [], card: { state: 'expired' } });
  expect(mine.getSnapshot().refused).toMatchObject([{ text: 'too late', code: 'denied', rule: 'P19-chat-gone' }]);
  expect(seeker.engine.chats.getSnapshot()).toEqual([]);
});

test('D7 a chat that vanished while the device was away leaves its disk', async () => {
  const { time, relay, seeker, chat } = await twoPeople();
  await seeker.engine.openChat(chat).send('long ago');
  await time.pass(1_000);
  await seeker.engine.close();
  expect(seeker.disk.updates.has(chatDocument(chat))).toBe(true);
  setCard(relay, seeker.me.account, chat, null);
  await seeker.start();
  await time.pass(1_000);
  expect([...seeker.disk.updates.keys()]).not.toContain(chatDocument(chat));
  expect([...seeker.disk.updates.keys()]).toContain(peopleDocument(seeker.me.account));
});

test('4403 closes a chat to us: words still waiting come back, the rest stays readable', async () => {
  const { time, relay, seeker, chat } = await twoPeople();
  const mine = seeker.engine.openChat(chat);
  await mine.send('kept');
  await time.pass(1_000);
  relay.forbidden.add(chatDocument(chat));
  relay.closeChannels(chatDocument(chat), CLOSE.forbidden);
  await time.pass(100);
  await mine.send('too late');
  await time.pass(1_000);
  seeker.cut(false);
  await time.pass(10_000);
  expect(mine.getSnapshot().refused).toMatchObject([{ text: 'too late', code: 'denied' }]);
  expect(textsOf(mine.getSnapshot().lines)).toEqual(['kept']);
});

test('words on their way when the chat closes come back, and never go out later by themselves', async () => {
  const { time, relay, seeker, chat } = await twoPeople();
  const name = chatDocument(chat);
  const mine = seeker.engine.openChat(chat);
  await mine.send('kept');
  await time.pass(1_000);
  relay.judge = () => 'storage';
  await mine.send('on its way');
  await time.pass(100);
  relay.forbidden.add(name);
  await time.pass(60_000);
  expect(mine.getSnapshot().refused).toMatchObject([{ text: 'on its way' }]);
  expect(textsOf(mine.getSnapshot().lines)).toEqual(['kept']);
  seeker.kill();
  relay.judge = () => null;
  relay.forbidden.delete(name);
  await seeker.start();
  await time.pass(5_000);
  expect(relay.texts(name)).toEqual(['kept']);
  expect(textsOf(seeker.engine.openChat(chat).getSnapshot().lines)).toEqual(['kept']);
  expect(seeker.engine.openChat(chat).getSnapshot().refused).toMatchObject([{ text: 'on its way' }]);
});

test('ten chats are live at once', async () => {
  const { time, relay, listener, bench } = await twoPeople();
  const seekers = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const seeker = createDevice({ ...bench, person: relay.addAccount('guest') });
      const chat = openChat(relay, bench.random, seeker.me, listener.me);
      await seeker.start();
      return { seeker, chat };
    }),
  );
  await time.pass(1_000);
  for (const { seeker, chat } of seekers) await seeker.engine.openChat(chat).send(`from ${chat}`);
  await time.pass(2_000);
  const unread = listener.engine.chats.getSnapshot().filter((one) => one.unread === 1);
  expect(unread).toHaveLength(10);
  expect(relay.sockets.size).toBeLessThanOrEqual(12);
});

test('F013 offline there is nobody yet; a guest is made when the relay is first reached', async () => {
  const { time, relay, bench } = await twoPeople();
  const newcomer = createDevice(bench);
  newcomer.disk.settings.clear();
  newcomer.online = false;
  await newcomer.start();
  await time.pass(10_000);
  expect(newcomer.engine.identity.getSnapshot()).toEqual({ at: 'local' });
  const before = relay.accounts.size;
  newcomer.online = true;
  await time.pass(40_000);
  expect(newcomer.engine.identity.getSnapshot()).toMatchObject({ at: 'account', me: { type: 'guest' } });
  newcomer.kill();
  await newcomer.start();
  await time.pass(5_000);
  expect(relay.accounts.size).toBe(before + 1);
});

test('a session that is over asks for the person, and makes no new guest of a vault that is somebody’s', async () => {
  const { time, relay, seeker } = await twoPeople();
  const before = relay.accounts.size;
  await seeker.engine.signOut();
  expect(seeker.engine.connection.getSnapshot()).toEqual({ at: 'refused', because: 'signed-out' });
  await seeker.engine.close();
  await seeker.start();
  await time.pass(60_000);
  expect(seeker.engine.connection.getSnapshot()).toEqual({ at: 'refused', because: 'signed-out' });
  expect(relay.accounts.size).toBe(before);
});

test('a draft is on disk soon after each key, and empty once it is sent (F3)', async () => {
  const { time, seeker, chat } = await twoPeople();
  const mine = seeker.engine.openChat(chat);
  mine.setDraft('half a thou');
  await time.pass(400);
  seeker.kill();
  await seeker.start();
  await time.pass(100);
  const again = seeker.engine.openChat(chat);
  await time.pass(100);
  expect(again.draft.getSnapshot()).toBe('half a thou');
  await again.send('half a thou');
  await time.pass(1_000);
  expect(again.draft.getSnapshot()).toBe('');
  expect(seeker.disk.things.get('drafts')?.size).toBe(0);
});

test('snapshots keep their identity while nothing changed', async () => {
  const { time, seeker, chat } = await twoPeople();
  const mine = seeker.engine.openChat(chat);
  await mine.send('one');
  await time.pass(2_000);
  const before = mine.getSnapshot();
  const chats = seeker.engine.chats.getSnapshot();
  await time.pass(120_000);
  expect(mine.getSnapshot()).toBe(before);
  expect(seeker.engine.chats.getSnapshot()).toBe(chats);
  await mine.send('two');
  await time.pass(2_000);
  expect(mine.getSnapshot().lines[0]).toBe(before.lines[0]);
});

test('what was denied is asked for again when the account’s rights have changed', async () => {
  const { time, relay, listener } = await twoPeople();
  relay.forbidden.add(queueDocument('adult'));
  const queue = listener.engine.openQueue('adult');
  await time.pass(1_000);
  expect(queue.getSnapshot().state).toBe('denied');
  relay.forbidden.delete(queueDocument('adult'));
  const [token, me] = [...relay.accounts].find(([, one]) => one.account === listener.me.account)!;
  relay.accounts.set(token, { ...me, clearedForTeens: true });
  listener.cut(false);
  await time.pass(5_000);
  expect(listener.engine.identity.getSnapshot()).toMatchObject({ actor: { clearedForTeens: true } });
  expect(queue.getSnapshot().state).toBe('ready');
  queue.close();
});
