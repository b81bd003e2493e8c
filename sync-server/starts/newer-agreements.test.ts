import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inboxDocument } from '#shared/documents/names.ts';
import type { AccountId, StartId } from '#shared/ids.ts';
import { CHAT, PROFILE } from '#shared/limits.ts';
import { openHouse, type House } from '../matching/testing/house.ts';

const OF_BEFORE = { consent_versions: JSON.stringify({ member: 'of before', privacy: 'of before', certification: 'of before' }) };
const denied = (rule: string) => ({ ok: false, error: { code: 'denied', rule } });
let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const valueOf = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: object }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const tryToLeave = (seeker: AccountId) => house.matching.starts.leaveMessage(seeker, { to: 'anna', topic: null, language: 'en', text: 'Words.' });
const account = (id: AccountId, set: object) => house.db.updateTable('accounts').set(set).where('id', '=', id).execute();
const rowOf = (id: StartId) => house.db.selectFrom('starts').select(['state', 'text']).where('id', '=', id).executeTakeFirstOrThrow();
const WAITS = { state: 'waiting', text: 'Words.' };

describe('F089: a newer version of the agreements', () => {
  it('P3: messages wait on, whoever looks, until their writer has read it; without an age or any agreement they end', async () => {
    const anna = await house.freeListener({ name: 'anna' });
    const seekers = [await house.seeker(), await house.seeker()];
    const left = [];
    for (const seeker of seekers) left.push(valueOf(await tryToLeave(seeker)).start);
    for (const seeker of seekers) await account(seeker, OF_BEFORE);
    await house.matching.starts.lookAgain([anna]);
    for (const [n, start] of left.entries()) {
      await house.matching.accountChanged(seekers[n] as AccountId);
      expect(await rowOf(start)).toEqual(WAITS);
    }
    const [first, second] = left as [StartId, StartId];
    expect(valueOf(await house.matching.starts.accept(anna, first))).toBeTruthy();
    await account(seekers[1] as AccountId, { consent_versions: null });
    await house.matching.starts.lookAgain([anna]);
    expect(await rowOf(second)).toEqual({ state: 'over', text: '' });
  });

  it('P3, P24: invitations wait on, too', async () => {
    const anna = await house.listener({ name: 'anna', completed_chats: PROFILE.chatsBeforeStarting });
    const maria = await house.seeker({ name: 'maria' });
    const { start } = valueOf(await house.matching.starts.invite(anna, { to: 'maria', language: 'en', text: 'Words.' }));
    for (const set of [{ listener_version: 'of before' }, OF_BEFORE]) {
      await account(anna, set);
      await house.matching.starts.lookAgain([maria]);
      expect(await rowOf(start)).toEqual(WAITS);
    }
  });

  it('P24, P3: who agrees to an ask is told what to agree to, and it waits while they read', async () => {
    const anna = await house.freeListener({ name: 'anna' });
    const seeker = await house.seeker();
    const { start } = valueOf(await house.matching.starts.ask(seeker, { to: 'anna', topic: null, language: 'en', thenQueue: false }));
    const before = await house.db.selectFrom('accounts').select(['consent_versions', 'listener_version']).where('id', '=', anna).executeTakeFirstOrThrow();
    await account(anna, { listener_version: 'of before' });
    expect(await house.matching.starts.accept(anna, start)).toEqual(denied('P24-listener-agreement'));
    await account(anna, { ...before, ...OF_BEFORE });
    expect(await house.matching.starts.accept(anna, start)).toEqual(denied('P3-consent'));
    expect(Object.keys(house.documents.marks(inboxDocument(seeker)))).toHaveLength(1);
    await account(anna, before);
    expect((await house.matching.starts.accept(anna, start)).ok).toBe(true);
  });
});

it('F160, P37: a message is taken however many chats its listener has, so that nobody reads off it who is at work', async () => {
  const anna = await house.listener({ name: 'anna' });
  for (let n = 0; n < CHAT.maxOpenChatsPerListener; n += 1) {
    const request = valueOf(await house.matching.createRequest(await house.seeker(), { topic: null, language: 'en' }));
    await house.matching.acceptRequest(anna, request);
  }
  const { start } = valueOf(await tryToLeave(await house.seeker()));
  expect(await house.matching.starts.accept(anna, start)).toEqual(denied('P18-enough-chats'));
  expect(await rowOf(start)).toEqual(WAITS);
});
