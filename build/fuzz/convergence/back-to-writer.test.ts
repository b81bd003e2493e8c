import { expect, test } from 'vitest';
import type { Me } from '#shared/api/schemas.ts';
import { SESSION_KEY } from '../../../renderer/engine/session.ts';
import { ForgetfulWire, twoOverRelay, type TwoOverRelay } from './two-over-relay.ts';

/** Written on a device without a network, while the right to say it goes, or the session. */
const LATE = ['one', 'two', 'three'];
/** RELIABILITY B3: how long it may take from when the network is back. */
const WITHIN_MS = 5_000;

/** Both have said something; then the seeker is cut off and writes, and meanwhile something happens. */
async function cutOff(happens: (talk: TwoOverRelay) => Promise<unknown>, type: Me['type'] = 'member'): Promise<TwoOverRelay> {
  const talk = await twoOverRelay(undefined, type);
  const { time, seeker, listener, chat } = talk;
  await seeker.engine.openChat(chat).send('before');
  await time.pass(1_000);
  seeker.online = false;
  seeker.cut(false);
  for (const text of LATE) await seeker.engine.openChat(chat).send(text);
  await listener.engine.openChat(chat).send('meanwhile');
  await time.pass(20_000);
  await happens(talk);
  await time.pass(1_000);
  return talk;
}

/** The clearance first, so that they meet at every moment. */
async function teenWithCleared({ relay, seeker, listener }: Pick<TwoOverRelay, 'relay' | 'seeker' | 'listener'>): Promise<void> {
  await relay.setFacts(listener.me.account, { clearedForTeens: true });
  await relay.setFacts(seeker.me.account, { ageGroup: 'teen' });
}

const back = async ({ time, seeker }: TwoOverRelay): Promise<void> => {
  seeker.online = true;
  seeker.engine.reconnect();
  await time.pass(WITHIN_MS);
};

test.each([
  ['a ban', 'P2-not-banned', ({ relay, seeker }: TwoOverRelay) => relay.setFacts(seeker.me.account, { banned: true })],
  ['a block', 'P13-chat-closed', ({ relay, chat }: TwoOverRelay) => relay.block(chat)],
  // F084: a teen is heard by a cleared adult alone, and an adult by none but adults.
  ["a correction of the writer's age", 'P20-ages-parted', ({ relay, seeker }: TwoOverRelay) => relay.setFacts(seeker.me.account, { ageGroup: 'teen' })],
  ["a correction of the other's age", 'P20-ages-parted', ({ relay, listener }: TwoOverRelay) => relay.setFacts(listener.me.account, { ageGroup: 'teen' })],
  ["a teen's listener losing the clearance", 'P20-ages-parted', async ({ relay, seeker, listener }: TwoOverRelay) => {
    await teenWithCleared({ relay, seeker, listener });
    await relay.setFacts(listener.me.account, { clearedForTeens: false });
  }],
  // P51, P46: with the approval goes the clearance, and with it the right to hear a teen.
  ["a teen's therapist being one no more", 'P20-ages-parted', async ({ relay, seeker, listener }: TwoOverRelay) => {
    await relay.setFacts(listener.me.account, { type: 'therapist' });
    await teenWithCleared({ relay, seeker, listener });
    await relay.setFacts(listener.me.account, { type: 'member' });
  }],
])('B3 after %s the words that were written offline are back with the rule (%s) within five seconds, and nowhere else', async (_, rule, happens) => {
  const talk = await cutOff(happens);
  await back(talk);
  const mine = talk.seeker.engine.openChat(talk.chat).getSnapshot();
  expect(mine.refused).toMatchObject(LATE.map((text) => ({ text, code: 'denied', rule })));
  expect(talk.shown(talk.seeker).filter((text) => LATE.includes(text))).toEqual([]);
  expect(talk.seeker.disk.items.size).toBe(0);
  expect(await talk.told()).toEqual(['before', 'meanwhile']);
});

// Who is party to a chat is not asked what they are (P12, P13, P20): another role or age by which they may still meet takes no word away.
test.each([
  ['a guest joins', ({ relay, seeker }: TwoOverRelay) => relay.setFacts(seeker.me.account, { type: 'member' }), 'guest'],
  ['the listener is a therapist', ({ relay, listener }: TwoOverRelay) => relay.setFacts(listener.me.account, { type: 'therapist' }), 'member'],
  ['the listener is a member after all', ({ relay, listener }: TwoOverRelay) => relay.setFacts(listener.me.account, { type: 'member' }), 'member'],
  ['the age of both is corrected', async ({ relay, seeker, listener }: TwoOverRelay) => {
    for (const { me } of [seeker, listener]) await relay.setFacts(me.account, { ageGroup: 'teen' });
  }, 'member'],
  ['a teen is heard by a cleared adult', teenWithCleared, 'member'],
  ['an age was corrected twice', async ({ relay, seeker }: TwoOverRelay) => {
    for (const ageGroup of ['teen', 'adult'] as const) await relay.setFacts(seeker.me.account, { ageGroup });
  }, 'member'],
] as const)('B3 when %s the words that were written offline go out once, in their order', async (_, happens, type) => {
  const talk = await cutOff(happens, type);
  await back(talk);
  const mine = talk.seeker.engine.openChat(talk.chat).getSnapshot();
  expect(mine.refused).toEqual([]);
  expect(await talk.told()).toEqual(['before', 'meanwhile', ...LATE]);
  for (const device of [talk.seeker, talk.listener]) expect(talk.shown(device)).toEqual(['before', 'meanwhile', ...LATE]);
  expect(talk.seeker.disk.items.size).toBe(0);
});

test('B3 when the session is over (4401) the words that were written offline stay with their writer, and go out once after signing in again', async () => {
  const talk = await cutOff(async ({ relay }) => relay.directory.sessions.clear());
  const { time, relay, seeker, chat } = talk;
  await back(talk);
  const isKept = (): void => {
    expect(seeker.engine.connection.getSnapshot()).toEqual({ at: 'refused', because: 'signed-out' });
    const { lines } = seeker.engine.openChat(chat).getSnapshot();
    expect(talk.shown(seeker)).toEqual(['before', ...LATE]);
    expect(lines.slice(1).map(({ whereabouts }) => whereabouts.at)).toEqual(LATE.map(() => 'device'));
    expect(seeker.engine.chats.getSnapshot()[0]).toMatchObject({ waitingToSend: LATE.length });
  };
  isKept();
  // Nor does the end of the app lose them.
  seeker.kill();
  await seeker.start();
  await time.pass(60_000);
  isKept();
  expect(await talk.told()).toEqual(['before', 'meanwhile']);

  seeker.kill();
  seeker.disk.settings.set(SESSION_KEY, JSON.stringify(relay.addDevice(seeker.me.account, 'member')));
  await seeker.start();
  await time.pass(WITHIN_MS);
  expect(await talk.told()).toEqual(['before', 'meanwhile', ...LATE]);
  expect(talk.shown(seeker)).toEqual(['before', 'meanwhile', ...LATE]);
  expect(seeker.disk.items.size).toBe(0);
});

test.each(['cut', 'killed'])('B4 words that are sent again twenty times, each time %s before the receipt, are there once', async (how) => {
  const TIMES = 21; // once, and twenty times again
  const wire = new ForgetfulWire('said once', TIMES);
  const talk = await twoOverRelay(wire.reach);
  const { time, seeker, listener, chat } = talk;
  await seeker.engine.openChat(chat).send('said once');
  for (let round = 0; round < TIMES; round += 1) {
    const before = wire.cuts;
    for (let turn = 0; turn < 500 && wire.cuts === before; turn += 1) await time.pass(20);
    expect(wire.cuts).toBe(before + 1);
    expect(seeker.disk.items.size).toBe(1);
    if (how === 'cut') seeker.engine.reconnect();
    else {
      seeker.kill();
      await seeker.start();
    }
  }
  await time.pass(10_000);
  expect(wire.sent).toBe(TIMES);
  expect(await talk.told()).toEqual(['said once']);
  for (const device of [seeker, listener]) expect(talk.shown(device)).toEqual(['said once']);
  expect(seeker.disk.items.size).toBe(0);
  expect(seeker.engine.openChat(chat).getSnapshot()).toMatchObject({ refused: [], lines: [{ whereabouts: { at: 'delivered' } }] });
});
