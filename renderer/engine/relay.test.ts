import { afterEach, expect, test, vi } from 'vitest';
import { webTimers } from '../host/web-ports.ts';
import { SESSION_KEY } from './session.ts';
import { signIn } from './sign-in.ts';
import { textsOf } from './test-support/people.ts';
import { CONSENT, openRealHouse, type RealHouse } from './test-support/real-house.ts';
import { seeded } from './test-support/virtual-time.ts';
import type { ChatHandle } from './types.ts';

/** The engine against the real relay over real sockets, with the real, encrypted vault. */
vi.setConfig({ testTimeout: 60_000 });

const houses: RealHouse[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
});

const until = (what: () => boolean): Promise<boolean> => vi.waitUntil(what, { timeout: 50_000, interval: 10 });

/** A guest asks, a listener takes the request, and both have the chat open. */
async function conversation() {
  const at = await openRealHouse();
  houses.push(at);
  const seeker = await at.device();
  const session = await at.listenerSession();
  const listener = await at.device((vault) => vault.settings.set(SESSION_KEY, session));
  await until(() => seeker.engine.identity.getSnapshot().at === 'account');
  expect(await seeker.engine.giveConsent(CONSENT)).toEqual({ ok: true, value: undefined });
  const queue = listener.engine.openQueue('adult');
  const asked = await seeker.engine.createRequest({ topic: 'stress', language: 'en' });
  if (!asked.ok) throw new Error(asked.error.code);
  await until(() => queue.getSnapshot().requests.length === 1 && seeker.engine.waiting.getSnapshot()?.place === 1);
  const taken = await listener.engine.acceptRequest(asked.value);
  if (!taken.ok) throw new Error(taken.error.code);
  const chat = taken.value;
  await until(() => queue.getSnapshot().requests.length === 0 && seeker.engine.chats.getSnapshot().length === 1);
  queue.close();
  const mine = seeker.engine.openChat(chat);
  const theirs = listener.engine.openChat(chat);
  await until(() => mine.getSnapshot().state === 'ready' && theirs.getSnapshot().mayWrite.allowed);
  return { at, seeker, listener, chat, mine, theirs };
}

const texts = (handle: ChatHandle): string[] => textsOf(handle.getSnapshot().lines);
const where = (handle: ChatHandle, text: string): string | undefined =>
  handle.getSnapshot().lines.find(({ entry }) => 'text' in entry && entry.text === text)?.whereabouts.at;

test.each([1, -1])('A6 the relay\'s clock is set by %i h while people talk: every word arrives, and none comes back', async (hours) => {
  const { at, mine, theirs } = await conversation();
  await mine.send('before');
  await until(() => texts(theirs).includes('before'));
  at.machine.aheadMs = hours * 3_600_000;
  for (const text of ['one', 'two', 'three']) await mine.send(text);
  await until(() => texts(theirs).includes('three') || mine.getSnapshot().refused.length > 0);
  expect(mine.getSnapshot().refused).toEqual([]);
  expect(texts(theirs)).toEqual(['before', 'one', 'two', 'three']);
});

test('request, accept, talk both ways with typing, receipts and read marks; end', async () => {
  const { seeker, mine, theirs } = await conversation();
  mine.typing();
  await until(() => theirs.getSnapshot().otherTyping);
  await mine.send('hello');
  await until(() => texts(theirs).includes('hello') && !theirs.getSnapshot().otherTyping);
  await until(() => where(mine, 'hello') === 'delivered');
  expect(theirs.getSnapshot().unread).toBe(1);
  theirs.markRead();
  await until(() => where(mine, 'hello') === 'seen');
  await theirs.send('hello to you');
  await until(() => texts(mine).includes('hello to you'));
  expect(texts(mine)).toEqual(texts(theirs));
  expect(await theirs.end()).toEqual({ ok: true, value: undefined });
  await until(() => !mine.getSnapshot().mayWrite.allowed && mine.getSnapshot().card.state === 'ended');
  await until(() => seeker.engine.notices.getSnapshot().some(({ kind }) => kind === 'chat-ended'));
});

test('Order: five messages written offline stand in order after what the other wrote meanwhile; restarts lose nothing', async () => {
  const { at, seeker, chat, mine, theirs } = await conversation();
  await mine.send('zero');
  await until(() => texts(theirs).includes('zero'));
  seeker.cut();
  const five = ['one', 'two', 'three', 'four', 'five'];
  for (const text of five) await mine.send(text);
  expect(five.map((text) => where(mine, text))).toEqual(five.map(() => 'device'));
  await theirs.send('meanwhile');
  await until(() => where(theirs, 'meanwhile') === 'relay');
  await seeker.restart(); // still cut: all from disk
  const again = seeker.engine.openChat(chat);
  await until(() => texts(again).length === 6);
  seeker.mend();
  await until(() => texts(theirs).length === 7 && texts(again).length === 7);
  expect(texts(theirs)).toEqual(['zero', 'meanwhile', ...five]);
  expect(texts(again)).toEqual(texts(theirs));

  await at.restart();
  await again.send('after');
  await theirs.send('the restart');
  await until(() => texts(again).length === 9 && texts(theirs).length === 9);
  expect(texts(again)).toEqual(texts(theirs));
  await until(() => seeker.engine.chats.getSnapshot()[0]?.waitingToSend === 0);
});

test('B3 what the real gate refuses comes back with the reason, and what stood behind it goes out', async () => {
  const { mine, theirs } = await conversation();
  await mine.send('x'.repeat(4_001));
  await mine.send('short');
  await until(() => mine.getSnapshot().refused.length === 1 && texts(theirs).includes('short'));
  expect(mine.getSnapshot().refused).toMatchObject([{ code: expect.stringMatching(/schema|too-large/) }]);
  await until(() => where(mine, 'short') === 'delivered');
  expect(texts(mine)).toEqual(['short']);
});

test('B3 written offline into a chat that was ended meanwhile: everything comes back, by the rule', async () => {
  const { seeker, mine, theirs } = await conversation();
  seeker.cut();
  for (const text of ['one', 'two', 'three']) await mine.send(text);
  await theirs.end();
  seeker.mend();
  await until(() => mine.getSnapshot().refused.length === 3);
  expect(mine.getSnapshot().refused).toMatchObject(
    ['one', 'two', 'three'].map((text) => ({ text, code: 'denied', rule: 'P13-chat-closed' })),
  );
  expect(texts(mine)).toEqual([]);
});

test('E3 who becomes a member in the middle of a talk loses neither a word nor the session, and keeps the new token', async () => {
  const { seeker, mine, theirs } = await conversation();
  const states: string[] = [];
  seeker.engine.connection.subscribe(() => states.push(JSON.stringify(seeker.engine.connection.getSnapshot())));
  await mine.send('before');
  const [became] = await Promise.all([
    seeker.engine.becomeMember('warmKettle', 'four quiet kettles on'),
    mine.send('meanwhile'),
    theirs.send('an answer'),
  ]);
  expect(became).toEqual({ ok: true, value: undefined });
  await mine.send('after');
  const said = ['before', 'meanwhile', 'an answer', 'after'];
  const has = (handle: ChatHandle) => said.every((text) => texts(handle).filter((each) => each === text).length === 1);
  await until(() => has(mine) && has(theirs));
  expect(mine.getSnapshot().refused).toEqual([]);
  expect(states.filter((state) => state.includes('refused'))).toEqual([]);
  // The guest's token has ended: only with the new one, from the disk, can it be live again.
  await seeker.restart();
  await until(() => seeker.engine.connection.getSnapshot().at === 'online');
  expect(seeker.engine.identity.getSnapshot()).toMatchObject({ me: { name: 'warmKettle', type: 'member' } });
});

test('a member signs in on a second device and finds the same chat; a session that is revoked is told so', async () => {
  const { at, seeker, chat, mine } = await conversation();
  await mine.send('from the first device');
  const password = 'four quiet kettles on';
  expect(await seeker.engine.becomeMember('warmKettle', password)).toEqual({ ok: true, value: undefined });
  const second = await at.device(async (vault) => {
    const options = { relayUrl: at.relay.url, deviceName: 'second', fetch, timers: webTimers };
    expect(await signIn(vault.settings, { name: 'warmKettle', password: 'wrong wrong wrong' }, options)).toMatchObject({ ok: false });
    expect(await signIn(vault.settings, { name: 'warmKettle', password }, options)).toMatchObject({ ok: true });
  });
  const there = second.engine.openChat(chat);
  await until(() => texts(there).includes('from the first device'));
  expect(there.getSnapshot().lines.at(-1)?.mine).toBe(true);
  const devices = await seeker.engine.listDevices();
  const other = devices.ok ? devices.value.find(({ current }) => !current) : undefined;
  expect(await seeker.engine.keys.signOutDevice(other!.device, 'not the password')).toMatchObject({ ok: false, error: { code: 'wrong-password' } });
  await seeker.engine.keys.signOutDevice(other!.device, password);
  await until(() => second.engine.connection.getSnapshot().at === 'refused');
  expect(second.engine.connection.getSnapshot()).toEqual({ at: 'refused', because: 'signed-out' });
});

test('E3 signed out without a network: this device at once, the relay as soon as it can be told', async () => {
  const { at, seeker } = await conversation();
  expect(await seeker.engine.becomeMember('warmKettle', 'four quiet kettles on')).toEqual({ ok: true, value: undefined });
  const isHeld = async () => (await at.relay.database.db.selectFrom('sessions').select('device').execute()).length;
  const before = await isHeld();
  seeker.cut();
  expect(await seeker.engine.signOut()).toEqual({ ok: true, value: undefined });
  expect(seeker.engine.connection.getSnapshot()).toEqual({ at: 'refused', because: 'signed-out' });
  expect(await isHeld()).toBe(before);
  // The wish lies on the disk: it holds over the end of the app.
  await seeker.restart();
  await until(() => seeker.engine.signOutsOwed.getSnapshot() === 1);
  seeker.mend();
  await until(() => seeker.engine.signOutsOwed.getSnapshot() === 0);
  expect(await isHeld()).toBe(before - 1);
});

test('B1 wires that break at random (seeded): everything once, in order, both sides equal', async () => {
  const { at, seeker, listener, mine, theirs } = await conversation();
  const lot = seeded(11);
  const said: string[] = [];
  for (let i = 0; i < 12; i += 1) {
    const [one, handle, who] = lot.next() < 0.5 ? [seeker, mine, 's'] as const : [listener, theirs, 'l'] as const;
    said.push(`${who}${i}`);
    await handle.send(`${who}${i}`);
    if (lot.next() < 0.4) one.cut();
    if (lot.next() < 0.5) one.mend();
    if (i === 6) await at.restart();
  }
  seeker.mend();
  listener.mend();
  await until(() => texts(mine).length === said.length && texts(theirs).length === said.length);
  expect(texts(mine)).toEqual(texts(theirs));
  for (const who of ['s', 'l']) {
    const own = (text: string) => text.startsWith(who);
    expect(texts(mine).filter(own)).toEqual(said.filter(own));
  }
});
