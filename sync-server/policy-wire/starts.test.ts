import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StartCard } from '#shared/documents/inbox.ts';
import { logRoots, parseMarkKey } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument } from '#shared/documents/names.ts';
import { PROFILE } from '#shared/limits.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { createDice } from '#shared/testing/dice.ts';
import { call } from '../testing/clients.ts';
import { openRelayHouse, type RelayHouse, type Resident } from './testing/relay-house.ts';
import { send } from './testing/try-http.ts';
import type { WireClient } from './testing/wire-client.ts';

const FACTS = { ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;
const ABOUT = { topic: 'grief', language: 'en' } as const;

let house: RelayHouse;
beforeAll(async () => {
  house = await openRelayHouse();
});
afterAll(() => house.close());

const member = (facts: object = {}): Promise<Resident> => house.person({ ...FACTS, type: 'member', ...facts });
/** A listener who says `online`, with an app that is connected. */
async function freeListener(facts: object = {}): Promise<{ listener: Resident; socket: WireClient }> {
  const listener = await house.person({ ...FACTS, type: 'listener', ...facts });
  const socket = house.dial(listener);
  await socket.opened;
  await call(house.relay, 'setStatus', { token: listener.token, body: { status: 'online' } });
  return { listener, socket };
}
const ask = (seeker: Resident, listener: Resident, thenQueue = false) =>
  call(house.relay, 'askListener', { token: seeker.token, body: { to: listener.name, ...ABOUT, thenQueue } });
const leave = (seeker: Resident, listener: Resident, text: string) =>
  call(house.relay, 'leaveMessage', { token: seeker.token, body: { to: listener.name, ...ABOUT, text } });

/** An inbox as its own person's device reads it over the wire. */
async function inboxOf(person: Resident): Promise<{ readonly cards: readonly StartCard[]; readonly kinds: readonly string[]; readonly bytes: string }> {
  const client = house.dial(person);
  await client.opened;
  const read = await client.read(inboxDocument(person.account));
  if (typeof read === 'number') throw new Error(`closed with ${read}`);
  const { entries, marks } = logRoots(read.doc);
  client.cut();
  return {
    cards: [...marks.entries()].flatMap(([key, value]) => (parseMarkKey(key)?.name === 'start' ? [value as StartCard] : [])),
    kinds: entries.toArray().map(({ kind }) => kind),
    bytes: Buffer.concat(client.received).toString('latin1'),
  };
}

describe('F157: Chat Now over the wire', () => {
  it('is on both sides\' devices at once, and becomes a chat when the listener agrees', async () => {
    const { listener } = await freeListener();
    const seeker = await member();
    const { start } = await ask(seeker, listener);
    expect((await inboxOf(listener)).cards).toMatchObject([{ kind: 'ask', side: 'theirs', with: { account: seeker.account }, ...ABOUT }]);
    expect((await inboxOf(seeker)).cards).toMatchObject([{ kind: 'ask', side: 'mine', with: { name: listener.name } }]);
    const { chat } = await call(house.relay, 'acceptStart', { token: listener.token, id: start });
    for (const party of [seeker, listener]) {
      const client = house.dial(party);
      await client.opened;
      expect(typeof (await client.read(chatDocument(chat)))).toBe('object');
      client.cut();
      expect((await inboxOf(party)).cards).toEqual([]);
    }
    expect((await inboxOf(seeker)).kinds).toEqual(['chat-opened']);
  });

  it('D3: a status, a break or a ban ends it before its answer is out', async () => {
    const acts = [
      (who: Resident) => call(house.relay, 'setStatus', { token: who.token, body: { status: 'busy' } }),
      (who: Resident) => call(house.relay, 'takeBreak', { token: who.token, body: { away: 'hidden', untilMs: null, note: '' } }),
      (who: Resident) => call(house.relay, 'changeProfile', { token: who.token, body: { noChats: true } }),
      async (who: Resident) => {
        await house.relay.database.db.updateTable('accounts').set({ banned: 1 }).where('id', '=', who.account).execute();
        await house.relay.services.accountChanged(who.account);
      },
    ];
    for (const act of acts) {
      const { listener } = await freeListener();
      const seeker = await member();
      const { start } = await ask(seeker, listener, true);
      await act(listener);
      const { cards, kinds } = await inboxOf(seeker);
      expect([cards, kinds]).toEqual([[], ['start-over']]);
      await expect(call(house.relay, 'acceptStart', { token: listener.token, id: start })).rejects.toThrow('denied');
      // As its person wished, it waits for everybody now.
      const waiting = await house.relay.database.db.selectFrom('requests').select('state').where('seeker', '=', seeker.account).execute();
      expect(waiting).toEqual([{ state: 'waiting' }]);
    }
  });

  it('F160: who is really away, once the minute of grace is over, is free for nobody; who waited learns it then', async () => {
    const { listener, socket } = await freeListener();
    const seeker = await member();
    await ask(seeker, listener);
    socket.cut();
    const cards = async () => (await inboxOf(seeker)).cards.length;
    expect(await cards()).toBe(1);
    house.skip(PROFILE.absentAfterMs);
    await expect.poll(cards, { timeout: 10_000 }).toBe(0);
    expect((await inboxOf(seeker)).kinds).toEqual(['start-over']);
  });

  it('F160, D5: said to be offline and really away are refused with the same bytes', async () => {
    const { listener: says } = await freeListener();
    await call(house.relay, 'setStatus', { token: says.token, body: { status: 'offline' } });
    const away = await house.person({ ...FACTS, type: 'listener' });
    await call(house.relay, 'setStatus', { token: away.token, body: { status: 'online' } });
    const seeker = await member();
    const refused = await Promise.all([says, away].map(({ name }) =>
      send(house, seeker.token, { method: 'POST', path: '/api/asks', body: { to: name, ...ABOUT, thenQueue: false } })));
    expect(refused[0]?.status).toBe(403);
    expect(refused[0]).toEqual(refused[1]);
    const views = await Promise.all([says, away].map(({ name }) => call(house.relay, 'readProfile', { token: seeker.token, id: name })));
    const [one, other] = views.map((view, index) => JSON.stringify(view).replaceAll([says, away][index]?.name ?? '', 'NAME'));
    expect(one).toBe(other);
  });
});

it('D3: agreeing, setting aside, taking back, a status, a block, a ban, all in one moment and in seeded orders: one outcome', async () => {
  const dice = createDice(20261122);
  for (let round = 0; round < 24; round += 1) {
    house.skip(60_000); // rates are not what this is about
    const { listener, socket } = await freeListener();
    const seeker = await member();
    const old = await house.chat({ seeker: seeker.account, listener: listener.account, state: 'ended', lines: [] });
    const { start } = await ask(seeker, listener, dice.once(2));
    const by = (who: Resident, method: string, path: string, body?: unknown) => () => send(house, who.token, { method, path, ...(body === undefined ? {} : { body }) });
    const acts = [
      by(listener, 'POST', `/api/starts/${start}/accept`), by(seeker, 'DELETE', `/api/starts/${start}`), by(listener, 'POST', `/api/starts/${start}/decline`),
      by(listener, 'POST', '/api/me/status', { status: 'busy' }), by(listener, 'POST', `/api/chats/${old}/block`),
      async () => {
        await house.relay.database.db.updateTable('accounts').set({ banned: 1 }).where('id', '=', seeker.account).execute();
        await house.relay.services.accountChanged(seeker.account);
        return null;
      },
    ];
    const shuffled = acts.map((act) => ({ act, at: dice.next() })).toSorted((a, b) => a.at - b.at).map(({ act }) => act);
    const chosen = shuffled.slice(0, 2 + dice.below(4));
    const tried = chosen.map((act) => acts.indexOf(act));
    const answers = await Promise.all(chosen.map((act) => act()));
    const { db } = house.relay.database;
    const row = await db.selectFrom('starts').selectAll().where('id', '=', start).executeTakeFirstOrThrow();
    const chats = await db.selectFrom('chats').select(['id', 'state']).where('seeker', '=', seeker.account).where('id', '!=', old).execute();
    const what = `round ${round}: ${tried.join()}, ${row.state}`;
    expect([what, chats.length]).toEqual([what, row.state === 'accepted' ? 1 : 0]);
    const outcomes = [0, 1, 2].flatMap((act) => (tried.includes(act) ? [answers[tried.indexOf(act)]?.status] : []));
    const settledByHand = ['accepted', 'withdrawn', 'declined'].includes(row.state) ? 1 : 0;
    expect([what, outcomes.filter((status) => status === 200).length]).toEqual([what, settledByHand]);
    // A block leaves no chat open between the two, whichever came first. By itself it ends nothing that its writer sees (F102).
    expect([what, tried.includes(4) && chats.some(({ state }) => state === 'open')]).toEqual([what, false]);
    expect([what, row.state !== 'waiting' || (tried.includes(4) && row.reaches === 0)]).toEqual([what, true]);
    expect([what, (await inboxOf(listener)).cards]).toEqual([what, []]);
    expect([what, (await inboxOf(seeker)).cards.length]).toEqual([what, row.state === 'waiting' ? 1 : 0]);
    socket.cut();
  }
}, 60_000);

describe('the words with which a chat begins', () => {
  it('F158: are their writer\'s own: they take them back like any others, and the listener cannot', async () => {
    const listener = await house.person({ ...FACTS, type: 'listener' });
    const seeker = await member();
    const { start } = await leave(seeker, listener, 'It was a long week.');
    const { chat } = await call(house.relay, 'acceptStart', { token: listener.token, id: start });
    const tryToDelete = async (who: Resident) => {
      const client = house.dial(who);
      await client.opened;
      const read = await client.read(chatDocument(chat));
      if (typeof read === 'number') throw new Error(`closed with ${read}`);
      const before = Y.encodeStateVector(read.doc);
      logRoots(read.doc).entries.delete(0, 1);
      const outcome = await client.attempt(read.channel, Y.encodeStateAsUpdate(read.doc, before), false, 1);
      client.cut();
      return outcome;
    };
    expect(await tryToDelete(listener)).toMatchObject({ is: 'refused', refusal: { code: 'not-yours' } });
    expect(await tryToDelete(seeker)).toEqual({ is: 'acknowledged' });
    const left = await house.relay.services.documents.read(chatDocument(chat), (doc) => logRoots(doc).entries.toArray());
    expect(left.map(({ kind }) => kind)).toEqual(['notice']);
  });

  it('D4: nobody but the two gets a byte of it', async () => {
    const listener = await house.person({ ...FACTS, type: 'listener' });
    const [seeker, stranger] = [await member(), await house.person({ ...FACTS, type: 'listener' })];
    const { start } = await leave(seeker, listener, 'canary-kettle');
    expect((await inboxOf(listener)).bytes).toContain('canary-kettle');
    expect((await inboxOf(stranger)).bytes).not.toContain('canary-kettle');
    const answers = await Promise.all([start, '0'.repeat(20)].map((id) =>
      send(house, stranger.token, { method: 'POST', path: `/api/starts/${id}/accept` })));
    expect(answers[0]).toEqual(answers[1]);
    const client = house.dial(stranger);
    await client.opened;
    expect(await client.read(inboxDocument(listener.account))).toBe(4404);
    client.cut();
    expect(house.logged.join('\n')).not.toContain('canary-kettle');
  });

  it('F030, F155: an invitation is out of sight when the member says that they wish none, and its writer is not told', async () => {
    const listener = await house.person({ ...FACTS, type: 'listener' });
    await house.relay.database.db.updateTable('accounts').set({ completed_chats: 10 }).where('id', '=', listener.account).execute();
    const seeker = await member();
    const view = () => call(house.relay, 'readProfile', { token: listener.token, id: seeker.name });
    expect(await view()).toMatchObject({ mayStart: { allowed: true } });
    const invitation = { to: seeker.name, language: 'en', text: 'How have you been?' } as const;
    await call(house.relay, 'inviteMember', { token: listener.token, body: invitation });
    expect((await inboxOf(seeker)).cards).toMatchObject([{ kind: 'invitation', text: invitation.text }]);
    await call(house.relay, 'changeProfile', { token: seeker.token, body: { acceptsListenerChats: false } });
    expect((await inboxOf(seeker)).cards).toEqual([]);
    expect(await inboxOf(listener)).toMatchObject({ kinds: [], cards: [{ kind: 'invitation', side: 'mine', text: invitation.text }] });
    expect(await view()).toMatchObject({ mayStart: { allowed: false, rule: 'P39-invited-once' } });
  });

  it('F033, F157: a profile says what the relay would answer', async () => {
    const { listener } = await freeListener();
    const seeker = await member();
    const view = async () => {
      const { mayAsk, mayMessage, mayStart } = await call(house.relay, 'readProfile', { token: seeker.token, id: listener.name });
      return [mayAsk, mayMessage, mayStart].map((verdict) => (verdict === null || verdict === undefined ? null : verdict.allowed || verdict.rule));
    };
    expect(await view()).toEqual([true, true, null]);
    await leave(seeker, listener, 'Hello.');
    await ask(seeker, listener);
    expect(await view()).toEqual(['P6-one-request', 'P38-messages-wait', null]);
  });

  it('F036: the same to another listener, and nothing to oneself', async () => {
    const { listener } = await freeListener();
    const other = await house.person({ ...FACTS, type: 'listener' });
    const teen = await house.person({ ...FACTS, type: 'listener', ageGroup: 'teen' });
    const view = async (who: Resident) => {
      const { mayAsk, mayMessage, mayStart } = await call(house.relay, 'readProfile', { token: who.token, id: listener.name });
      return [mayAsk, mayMessage, mayStart].map((verdict) => (verdict === null || verdict === undefined ? null : verdict.allowed || verdict.rule));
    };
    expect(await view(other)).toEqual([true, true, null]);
    expect(await view(teen)).toEqual(['P8-age-groups-apart', 'P8-age-groups-apart', null]);
    expect(await view(listener)).toEqual([null, null, null]);
  });
});
