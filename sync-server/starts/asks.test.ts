import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatDocument, inboxDocument, peopleDocument, queueDocument } from '#shared/documents/names.ts';
import type { AccountId, StartId } from '#shared/ids.ts';
import { START } from '#shared/limits.ts';
import { openHouse, type House } from '../matching/testing/house.ts';
import { writeProfile } from '../people/profile-rows.ts';
import { EMPTY_PROFILE } from '#shared/people/profile.ts';

const ABOUT = { topic: 'grief', language: 'en' } as const;
const denied = (rule: string) => ({ ok: false, error: { code: 'denied', rule } });
const NOT_FOUND = { ok: false, error: { code: 'not-found' } };
let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const tryToAsk = (seeker: AccountId, to = 'anna', thenQueue = false) => house.matching.starts.ask(seeker, { to, ...ABOUT, thenQueue });
const ask = async (seeker: AccountId, to = 'anna', thenQueue = false): Promise<StartId> => {
  const begun = await tryToAsk(seeker, to, thenQueue);
  if (!begun.ok) throw new Error(`not asked: ${begun.error.code} ${begun.error.rule}`);
  return begun.value.start;
};
const marks = (account: AccountId) => house.documents.marks(inboxDocument(account));
const news = (account: AccountId) => house.documents.entries(inboxDocument(account));
const stateOf = async (id: StartId) =>
  (await house.db.selectFrom('starts').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;

describe('F157: asking one listener', () => {
  it('waits in both inboxes, and in no queue', async () => {
    const anna = await house.freeListener({ name: 'anna' });
    const seeker = await house.seeker({ name: 'maria' });
    const start = await ask(seeker, '@Anna');
    const sinceMs = house.ports.clock.nowMs();
    const card = { kind: 'ask', ...ABOUT, text: null, sinceMs, untilMs: sinceMs + START.askLapseMs };
    expect(marks(seeker)).toEqual({ [`${start}|relay|start`]: { ...card, side: 'mine', with: { account: anna, name: 'anna', type: 'listener' } } });
    expect(marks(anna)).toEqual({ [`${start}|relay|start`]: { ...card, side: 'theirs', with: { account: seeker, name: 'maria', type: 'member' } } });
    expect(house.documents.entries(queueDocument('adult'))).toEqual([]);
    expect(await house.db.selectFrom('chats').select('id').execute()).toEqual([]);
  });

  it('opens the chat when the listener agrees, and not before', async () => {
    const anna = await house.freeListener({ name: 'anna' });
    const seeker = await house.seeker();
    const start = await ask(seeker);
    expect(await house.matching.starts.accept(seeker, start)).toEqual(denied('P4-own-only'));
    const accepted = await house.matching.starts.accept(anna, start);
    if (!accepted.ok) throw new Error('not accepted');
    expect(house.documents.entries(chatDocument(accepted.value))).toMatchObject([{ kind: 'notice', what: 'opened', by: anna }]);
    expect(marks(seeker)).toEqual({});
    expect(marks(anna)).toEqual({});
    expect(news(seeker)).toMatchObject([{ kind: 'chat-opened', chat: accepted.value }]);
    expect(news(anna)).toEqual([]);
    expect(Object.values(house.documents.marks(peopleDocument(seeker)))).toMatchObject([{ role: 'seeker', state: 'open', topic: 'grief' }]);
    expect(await house.matching.facts({ kind: 'chat', chat: accepted.value, segment: 0 }, seeker)).toMatchObject({ chat: { seeker, listener: anna } });
  });

  it('set aside, run out, or no longer free: the same word for all, without a reason', async () => {
    const anna = await house.freeListener({ name: 'anna' });
    const told: string[] = [];
    for (const how of ['declined', 'lapsed', 'over'] as const) {
      const seeker = await house.seeker();
      const start = await ask(seeker);
      if (how === 'declined') await house.matching.starts.decline(anna, start);
      if (how === 'lapsed') house.ports.advance(START.askLapseMs);
      if (how === 'over') {
        house.here.delete(anna);
        await house.matching.starts.lookAgain([anna]);
      }
      await house.settle();
      expect(await stateOf(start)).toBe(how);
      expect([marks(seeker), marks(anna), news(anna)]).toEqual([{}, {}, []]);
      told.push(JSON.stringify(news(seeker)).replaceAll(start, 'START').replaceAll(/relay\/\w+|"at":\d+/g, '-'));
    }
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toContain('"queued":false');
  });

  it('goes to the queue by itself when nothing comes of it, as far as its person wished so', async () => {
    const anna = await house.freeListener({ name: 'anna' });
    const seeker = await house.seeker();
    await house.matching.starts.decline(anna, await ask(seeker, 'anna', true));
    expect(house.documents.entries(queueDocument('adult'))).toMatchObject([{ seeker: { account: seeker }, ...ABOUT }]);
    expect(marks(seeker)).toMatchObject({ '-|relay|request': { place: 1, ...ABOUT } });
    expect(news(seeker)).toMatchObject([{ kind: 'start-over', what: 'ask', queued: true }]);
    // Taken back by oneself, it goes nowhere.
    const other = await house.seeker();
    await house.matching.starts.withdraw(other, await ask(other, 'anna', true));
    expect(house.documents.entries(queueDocument('adult'))).toHaveLength(1);
    expect(news(other)).toEqual([]);
  });

  it('P6: one waits once, in the queue or for somebody, whatever races', async () => {
    for (const name of ['anna', 'boris']) await house.freeListener({ name });
    const seeker = await house.seeker();
    const results = await Promise.all(['anna', 'boris', 'anna', 'boris'].map((to) => tryToAsk(seeker, to)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toEqual(denied('P6-one-request'));
    expect(await house.matching.createRequest(seeker, ABOUT)).toEqual(denied('P6-one-request'));
    const waiting = await house.seeker();
    await house.matching.createRequest(waiting, ABOUT);
    expect(await tryToAsk(waiting)).toEqual(denied('P6-one-request'));
  });

  it('ten people asking one listener at once: three wait, and the others are told that this one is not free', async () => {
    await house.freeListener({ name: 'anna' });
    const seekers = await Promise.all(Array.from({ length: 10 }, () => house.seeker()));
    const results = await Promise.all(seekers.map((seeker) => tryToAsk(seeker)));
    expect(results.filter((result) => result.ok)).toHaveLength(START.maxAsksPerListener);
    for (const result of results.filter((one) => !one.ok)) expect(result).toEqual(denied('P37-not-free'));
  });

  it('nobody rings again and again: so often in an hour, however it ended', async () => {
    await house.freeListener({ name: 'anna' });
    const seeker = await house.seeker();
    for (let n = 0; n < START.maxAsksOfPair; n += 1) await house.matching.starts.withdraw(seeker, await ask(seeker));
    expect(await tryToAsk(seeker)).toEqual(denied('P64-asked-often'));
    house.ports.advance(START.asksOfPairMs);
    await ask(seeker);
  });

  it('P64: nobody rings at all listeners in turn: so often in an hour, whomever one asks', async () => {
    const names = Array.from({ length: START.maxAsksOfAccount + 1 }, (_, n) => `anna${n}`);
    for (const name of names) await house.freeListener({ name });
    const seeker = await house.seeker();
    for (const name of names.slice(1)) await house.matching.starts.withdraw(seeker, await ask(seeker, name));
    expect(await tryToAsk(seeker, 'anna0')).toEqual(denied('P64-asked-often'));
    // Words may still wait for whomever one likes, and others ask.
    expect((await house.matching.starts.leaveMessage(seeker, { to: 'anna0', ...ABOUT, text: 'Hello.' })).ok).toBe(true);
    await ask(await house.seeker(), 'anna0');
    house.ports.advance(START.asksOfPairMs);
    await ask(seeker, 'anna0');
  });

  it('F163, F160, D5: to whom no way leads, and what is said of it', async () => {
    await house.freeListener({ name: 'anna' });
    await house.seeker({ name: 'member' });
    await house.person({ name: 'shyOtter1234' });
    await house.freeListener({ name: 'banned', banned: 1 });
    await house.freeListener({ name: 'held', held: 1 });
    await house.freeListener({ name: 'hidden', away: 'hidden' });
    await house.freeListener({ name: 'teens', age_group: 'teen' });
    const away = await house.freeListener({ name: 'away' });
    house.here.delete(away);
    await house.freeListener({ name: 'offline' }, { status: 'offline' });
    await house.freeListener({ name: 'busy' }, { status: 'busy' });
    await house.freeListener({ name: 'nochats' }, { noChats: true });
    await house.freeListener({ name: 'stated', away: 'stated' });
    await house.freeListener({ name: 'unagreed', listener_version: null });
    const seeker = await house.seeker();
    for (const nobody of ['nobodyatall', 'shyOtter1234', 'banned', 'held', 'hidden']) expect([nobody, await tryToAsk(seeker, nobody)]).toEqual([nobody, NOT_FOUND]);
    expect(await tryToAsk(seeker, 'member')).toEqual(denied('P36-listeners-hear'));
    expect(await tryToAsk(seeker, 'teens')).toEqual(denied('P8-age-groups-apart'));
    for (const notFree of ['away', 'offline', 'busy', 'nochats', 'stated', 'unagreed']) {
      expect([notFree, await tryToAsk(seeker, notFree)]).toEqual([notFree, denied('P37-not-free')]);
    }
    expect(await tryToAsk(await house.person({ type: 'therapist' }), 'anna')).toEqual(denied('P5-seekers-ask'));
    expect(await tryToAsk(await house.seeker({ consent_versions: null }), 'anna')).toEqual(denied('P3-consent'));
    expect(await tryToAsk(await house.seeker({ banned: 1 }), 'anna')).toEqual(denied('P2-not-banned'));
    expect(await tryToAsk(await house.seeker({ held: 1 }), 'anna')).toEqual(denied('P40-held'));
  });

  it('P18: with ten chats a listener is free for nobody, and who waits for them learns it at once', async () => {
    const anna = await house.freeListener({ name: 'anna' });
    const [first, second] = [await ask(await house.seeker()), await ask(await house.seeker())];
    for (let n = 0; n < 9; n += 1) {
      const request = await house.matching.createRequest(await house.seeker(), ABOUT);
      if (request.ok) await house.matching.acceptRequest(anna, request.value);
    }
    expect([await stateOf(first), await stateOf(second)]).toEqual(['waiting', 'waiting']);
    expect((await house.matching.starts.accept(anna, first)).ok).toBe(true);
    expect(await stateOf(second)).toBe('over');
  });
});

describe('D3: what changes while somebody waits', () => {
  const busy = (anna: AccountId) => writeProfile(house.db, anna, { ...EMPTY_PROFILE, status: 'busy' });
  const account = (id: AccountId, set: object) => house.db.updateTable('accounts').set(set).where('id', '=', id).execute();
  const block = (blocker: AccountId, blocked: AccountId) => house.db.insertInto('blocks').values({ blocker, blocked, at_ms: 1 }).execute();

  it.each([
    ['a status', (anna: AccountId) => busy(anna)],
    ['a break that hides', (anna: AccountId) => account(anna, { away: 'hidden' })],
    ['a break that is said', (anna: AccountId) => account(anna, { away: 'stated' })],
    ['a ban of the listener', (anna: AccountId) => account(anna, { banned: 1 })],
    ['a hold of the listener', (anna: AccountId) => account(anna, { held: 1 })],
    ['a newer listener agreement', (anna: AccountId) => account(anna, { listener_version: 'of before' })],
    ['an age of the listener', (anna: AccountId) => account(anna, { age_group: 'teen' })],
    ['a ban of the seeker', (_: AccountId, seeker: AccountId) => account(seeker, { banned: 1 })],
    ['a hold of the seeker', (_: AccountId, seeker: AccountId) => account(seeker, { held: 1 })],
    ['an age of the seeker', (_: AccountId, seeker: AccountId) => account(seeker, { age_group: 'teen' })],
    ['newer agreements', (_: AccountId, seeker: AccountId) => account(seeker, { consent_versions: null })],
  ] as const)('%s: it is over for both, and can be neither taken nor taken back', async (_, change) => {
    const anna = await house.freeListener({ name: 'anna' });
    const seeker = await house.seeker();
    const start = await ask(seeker);
    await change(anna, seeker);
    await house.matching.accountChanged(anna);
    expect(await stateOf(start)).toBe('over');
    expect([marks(anna), marks(seeker)]).toEqual([{}, {}]);
    expect(news(seeker)).toMatchObject([{ kind: 'start-over', start }]);
    expect((await house.matching.starts.accept(anna, start)).ok).toBe(false);
    expect((await house.matching.starts.withdraw(seeker, start)).ok).toBe(false);
    expect(await house.db.selectFrom('chats').select('id').execute()).toEqual([]);
  });

  it('F102: across a block, of before or while it waits, it waits in its writer\'s inbox alone, and ends like one that nobody answered', async () => {
    const [anna, boris, free] = [await house.freeListener({ name: 'anna' }), await house.freeListener({ name: 'boris' }), await house.freeListener({ name: 'free' })];
    const seekers = [await house.seeker(), await house.seeker(), await house.seeker()] as const;
    await block(anna, seekers[0]);
    const starts = [await ask(seekers[0], 'anna'), await ask(seekers[1], 'boris'), await ask(seekers[2], 'free')] as const;
    await block(boris, seekers[1]);
    await house.matching.starts.lookAgain([boris]);
    expect([marks(anna), marks(boris), Object.keys(marks(free)).length]).toEqual([{}, {}, 1]);
    for (const [listener, start] of [[anna, starts[0]], [boris, starts[1]]] as const) {
      expect(await house.matching.starts.accept(listener, start)).toEqual(NOT_FOUND);
      expect(await house.matching.starts.decline(listener, start)).toEqual(NOT_FOUND);
    }
    // Whoever begins it sees the same, whichever of the three it is.
    const seen = () => seekers.map((seeker, index) =>
      JSON.stringify([marks(seeker), news(seeker).map(({ kind }) => kind)]).replaceAll(starts[index] ?? '', 'START').replaceAll(/"account":"\w+","name":"\w+"/g, 'WHO'));
    expect(new Set(seen()).size).toBe(1);
    house.ports.advance(START.askLapseMs);
    await house.settle();
    expect(new Set(seen()).size).toBe(1);
    expect(await Promise.all(starts.map(stateOf))).toEqual(['lapsed', 'lapsed', 'lapsed']);
    expect(news(seekers[0])).toMatchObject([{ kind: 'start-over' }]);
  });

  it('D2, F085: a clearance that is taken back', async () => {
    const anna = await house.freeListener({ name: 'anna', cleared_for_teens: 1 });
    const teen = await house.seeker({ age_group: 'teen' });
    const start = await ask(teen);
    await house.db.updateTable('accounts').set({ cleared_for_teens: 0 }).where('id', '=', anna).execute();
    expect(await house.matching.starts.accept(anna, start)).toEqual(denied('P9-first-wins'));
    expect(await stateOf(start)).toBe('over');
    expect(news(teen)).toMatchObject([{ kind: 'start-over' }]);
  });

  it('who accepts is here, whatever their sockets do at this moment', async () => {
    const anna = await house.freeListener({ name: 'anna' });
    const start = await ask(await house.seeker());
    house.here.delete(anna);
    expect((await house.matching.starts.accept(anna, start)).ok).toBe(true);
  });
});
