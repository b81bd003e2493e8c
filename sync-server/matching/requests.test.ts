import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inboxDocument, peopleDocument, queueDocument, chatDocument } from '#shared/documents/names.ts';
import { newId, type AccountId, type ChatId, type RequestId } from '#shared/ids.ts';
import { CHAT } from '#shared/limits.ts';
import { decide } from '#shared/policy/decide.ts';
import { EMPTY_PROFILE } from '#shared/people/profile.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount } from '../accounts/account-store.ts';
import { writeProfile } from '../people/profile-rows.ts';
import { openHouse, type House } from './testing/house.ts';
import { waitingSinceMs } from './request-store.ts';

const ASKED = { topic: 'grief', language: 'en' } as const;
let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const ask = async (seeker: AccountId): Promise<RequestId> => {
  const result = await house.matching.createRequest(seeker, ASKED);
  if (!result.ok) throw new Error(`not asked: ${result.error.code} ${result.error.rule}`);
  return result.value;
};
const take = async (listener: AccountId, request: RequestId): Promise<ChatId> => {
  const result = await house.matching.acceptRequest(listener, request);
  if (!result.ok) throw new Error(`not taken: ${result.error.code} ${result.error.rule}`);
  return result.value;
};
const denied = (rule: string) => ({ ok: false, error: { code: 'denied', rule } });
const NOT_FOUND = { ok: false, error: { code: 'not-found' } };
const unknown = (): RequestId => newId<RequestId>(house.ports.random);

describe('asking for a chat', () => {
  it('F151: puts a person in the queue of their age group, and tells them their place', async () => {
    const seeker = await house.seeker({ name: 'carefulPear7220' });
    const request = await ask(seeker);
    expect(house.documents.entries(queueDocument('adult'))).toMatchObject([
      { kind: 'request', request, seeker: { account: seeker, name: 'carefulPear7220', type: 'member' }, topic: 'grief' },
    ]);
    expect(house.documents.entries(queueDocument('teen'))).toEqual([]);
    expect(house.documents.marks(inboxDocument(seeker))).toEqual({
      '-|relay|request': { request, sinceMs: house.ports.clock.nowMs(), ...ASKED, place: 1, typicalWaitMs: null },
    });
  });

  it('P6: once at a time, whatever races', async () => {
    const seeker = await house.seeker();
    const results = await Promise.all(Array.from({ length: 10 }, () => house.matching.createRequest(seeker, ASKED)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toEqual(denied('P6-one-request'));
    expect(house.documents.entries(queueDocument('adult'))).toHaveLength(1);
  });

  it('P1, P2, P3, P5: not without an account, banned, without consent, or as a listener', async () => {
    expect(await house.matching.createRequest(newId<AccountId>(house.ports.random), ASKED)).toEqual(
      denied('P1-signed-in'),
    );
    expect(await house.matching.createRequest(await house.seeker({ banned: 1 }), ASKED)).toEqual(
      denied('P2-not-banned'),
    );
    const undecided = await house.seeker({ age_group: null, consent_versions: null });
    expect(await house.matching.createRequest(undecided, ASKED)).toEqual(denied('P3-consent'));
    expect(await house.matching.createRequest(await house.listener(), ASKED)).toEqual(denied('P5-seekers-ask'));
    expect(house.documents.names()).toEqual([]);
  });

  it('A6: a small step back of the clock lets nobody overtake, and equal times do not tie', () => {
    expect(waitingSinceMs(1_000, null)).toBe(1_000);
    expect(waitingSinceMs(1_000, 999)).toBe(1_000);
    expect(waitingSinceMs(1_000, 1_000)).toBe(1_001);
    expect(waitingSinceMs(1_000, 61_000)).toBe(61_001);
    expect(waitingSinceMs(1_000, 61_001)).toBe(1_000);
  });
});

describe('leaving the queue', () => {
  it('withdraws, and the place is gone from everywhere', async () => {
    const seeker = await house.seeker();
    const request = await ask(seeker);
    expect(await house.matching.withdrawRequest(seeker, request)).toEqual({ ok: true, value: null });
    expect(house.documents.entries(queueDocument('adult'))).toEqual([]);
    expect(house.documents.marks(inboxDocument(seeker))).toEqual({});
    expect(await house.matching.withdrawRequest(seeker, request)).toEqual(denied('P9-first-wins'));
    await ask(seeker);
  });

  it("D5: another's request and none at all are the same answer", async () => {
    const request = await ask(await house.seeker());
    const other = await house.seeker();
    expect(await house.matching.withdrawRequest(other, request)).toEqual(NOT_FOUND);
    expect(await house.matching.withdrawRequest(other, unknown())).toEqual(NOT_FOUND);
    expect(house.documents.entries(queueDocument('adult'))).toHaveLength(1);
  });
});

describe('taking a request', () => {
  it('F152, P9: of fifty listeners exactly one wins, and all others learn that they were late', async () => {
    const seeker = await house.seeker();
    const request = await ask(seeker);
    const listeners = await Promise.all(Array.from({ length: 50 }, () => house.listener()));
    const results = await Promise.all(listeners.map((listener) => house.matching.acceptRequest(listener, request)));
    const won = results.filter((result) => result.ok);
    expect(won).toHaveLength(1);
    expect(results.filter((result) => !result.ok)).toEqual(Array.from({ length: 49 }, () => denied('P9-first-wins')));
    expect(await house.db.selectFrom('chats').select('id').execute()).toEqual([{ id: won[0]?.value }]);
    expect(house.documents.entries(queueDocument('adult'))).toEqual([]);
  });

  it('opens the chat with a notice, a card on both sides, and news for the seeker', async () => {
    const seeker = await house.seeker({ name: 'quietRiver0001' });
    const listener = await house.listener({ name: 'anna' });
    const chat = await take(listener, await ask(seeker));
    const at = house.ports.clock.nowMs();
    expect(house.documents.entries(chatDocument(chat))).toMatchObject([
      { author: 'relay', kind: 'notice', what: 'opened', by: listener, at },
    ]);
    const card = { state: 'open', topic: 'grief', openedAtMs: at, endedAtMs: null };
    expect(house.documents.marks(peopleDocument(seeker))).toEqual({
      [`${chat}|relay|chat`]: { ...card, role: 'seeker', with: { account: listener, name: 'anna', type: 'listener' } },
    });
    expect(house.documents.marks(peopleDocument(listener))).toEqual({
      [`${chat}|relay|chat`]: {
        ...card,
        role: 'listener',
        with: { account: seeker, name: 'quietRiver0001', type: 'member' },
      },
    });
    expect(house.documents.marks(inboxDocument(seeker))).toEqual({});
    expect(house.documents.entries(inboxDocument(seeker))).toMatchObject([{ kind: 'chat-opened', chat, at }]);
    expect(house.documents.entries(inboxDocument(listener))).toEqual([]);
    expect(await house.matching.facts({ kind: 'chat', chat, segment: 0 })).toEqual({
      kind: 'chat',
      chat: { seeker, listener, state: 'open', agesMeet: true },
    });
  });

  it('P18: ten open chats are enough, also when two are taken at once', async () => {
    const listener = await house.listener();
    for (let n = 1; n < CHAT.maxOpenChatsPerListener; n += 1) await take(listener, await ask(await house.seeker()));
    const last = [await ask(await house.seeker()), await ask(await house.seeker())];
    const results = await Promise.all(last.map((request) => house.matching.acceptRequest(listener, request)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toEqual(denied('P18-enough-chats'));
    expect(house.documents.entries(queueDocument('adult'))).toHaveLength(1);
  });

  it('D2, P8, F085: teens and adults stay apart, except for cleared listeners; the others learn nothing', async () => {
    const teen = await house.seeker({ age_group: 'teen' });
    const request = await ask(teen);
    expect(house.documents.entries(queueDocument('adult'))).toEqual([]);
    expect(house.documents.entries(queueDocument('teen'))).toHaveLength(1);
    expect(await house.matching.acceptRequest(await house.listener(), request)).toEqual(NOT_FOUND);
    expect(await house.matching.acceptRequest(await house.listener({ age_group: 'teen' }), unknown())).toEqual(
      NOT_FOUND,
    );
    const cleared = await house.listener({ cleared_for_teens: 1 });
    expect((await house.matching.acceptRequest(cleared, request)).ok).toBe(true);

    const adult = await ask(await house.seeker());
    const teenListener = await house.listener({ age_group: 'teen' });
    expect(await house.matching.acceptRequest(teenListener, adult)).toEqual(NOT_FOUND);
    // A clearance opens the teens' queue to adults, never the adults' to teens.
    const odd = await house.listener({ age_group: 'teen', cleared_for_teens: 1 });
    expect(await house.matching.acceptRequest(odd, adult)).toEqual(NOT_FOUND);
  });

  it('D5, P7: to those who may not read the queue a request is the same as none', async () => {
    const request = await ask(await house.seeker());
    const strangers = [
      await house.seeker(),
      await house.person({ type: 'guest' }),
      await house.person({ type: 'therapist' }),
      await house.listener({ banned: 1 }),
      await house.listener({ consent_versions: null, age_group: null }),
    ];
    for (const stranger of strangers) {
      expect(await house.matching.acceptRequest(stranger, request)).toEqual(NOT_FOUND);
      expect(await house.matching.acceptRequest(stranger, unknown())).toEqual(NOT_FOUND);
    }
  });

  it('P11: nobody takes their own request, also one who became a listener meanwhile', async () => {
    const seeker = await house.seeker();
    const request = await ask(seeker);
    expect(await house.matching.acceptRequest(seeker, request)).toEqual(denied('P11-not-oneself'));
    await house.db.updateTable('accounts').set({ type: 'listener' }).where('id', '=', seeker).execute();
    expect(await house.matching.acceptRequest(seeker, request)).toEqual(denied('P11-not-oneself'));
  });

  it.each([
    ['busy', true],
    ['offline', true],
    ['offline', false],
    ['online', false],
  ] as const)('F161: a listener who says "%s" (here: %s) takes from the queue, and answers old chats', async (status, isHere) => {
    const listener = await house.freeListener();
    const old = await take(listener, await ask(await house.seeker()));
    await writeProfile(house.db, listener, { ...EMPTY_PROFILE, status });
    if (!isHere) house.here.delete(listener);
    const chat = await take(listener, await ask(await house.seeker()));
    const row = await findAccount(house.db, listener);
    for (const one of [old, chat]) {
      const facts = await house.matching.facts({ kind: 'chat', chat: one, segment: 0 }, listener);
      expect(row !== null && facts?.kind === 'chat' && decide(toActor(row), { action: 'chat.write', chat: facts.chat }).allowed).toBe(true);
    }
  });
});
