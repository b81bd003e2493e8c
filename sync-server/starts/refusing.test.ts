import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inboxDocument } from '#shared/documents/names.ts';
import type { AccountId, StartId } from '#shared/ids.ts';
import { PROFILE, START } from '#shared/limits.ts';
import { openHouse, type House } from '../matching/testing/house.ts';

const NOT_FOUND = { ok: false, error: { code: 'not-found' } };
let house: House;
let anna: AccountId;
let maria: AccountId;

beforeEach(async () => {
  house = await openHouse();
  anna = await house.listener({ name: 'anna', completed_chats: PROFILE.chatsBeforeStarting });
  maria = await house.seeker({ name: 'maria' });
});
afterEach(() => house.close());

async function invite(listener = anna): Promise<StartId> {
  const begun = await house.matching.starts.invite(listener, { to: 'maria', language: 'en', text: 'How have you been?' });
  if (!begun.ok) throw new Error(begun.error.rule);
  return begun.value.start;
}
const marks = (account: AccountId) => Object.keys(house.documents.marks(inboxDocument(account))).filter((key) => key.endsWith('start'));
const kinds = (account: AccountId) => house.documents.entries(inboxDocument(account)).map(({ kind }) => kind);

async function chat(): Promise<Parameters<House['matching']['endChat']>[1]> {
  const request = await house.matching.createRequest(maria, { topic: null, language: 'en' });
  const opened = request.ok ? await house.matching.acceptRequest(anna, request.value) : request;
  if (!opened.ok) throw new Error(opened.error.rule);
  return opened.value as never;
}

describe('F155: no more first words from one listener', () => {
  it('with an invitation that is set aside: the listener reads "not now", and reaches the member no more', async () => {
    expect((await house.matching.starts.refuseStart(maria, await invite())).ok).toBe(true);
    expect([marks(maria), marks(anna), kinds(anna)]).toEqual([[], [], ['start-over']]);
    house.ports.advance(START.invitedAgainMs);
    await invite();
    expect([marks(maria), marks(anna).length]).toEqual([[], 1]);
    // Others still do.
    await invite(await house.listener({ completed_chats: PROFILE.chatsBeforeStarting }));
    expect(marks(maria)).toHaveLength(1);
  });

  it('from a chat: what waits of theirs goes out of sight, and they are not told', async () => {
    const had = await chat();
    const start = await invite();
    expect(marks(maria)).toHaveLength(1);
    const before = JSON.stringify(house.documents.marks(inboxDocument(anna)));
    expect((await house.matching.starts.refuseListener(maria, had)).ok).toBe(true);
    expect((await house.matching.starts.refuseListener(maria, had)).ok).toBe(true);
    expect([marks(maria), JSON.stringify(house.documents.marks(inboxDocument(anna)))]).toEqual([[], before]);
    expect(await house.matching.starts.accept(maria, start)).toEqual(NOT_FOUND);
  });

  it('whoever asks that listener, or leaves them words, hears of them again', async () => {
    await house.matching.starts.refuseListener(maria, await chat());
    const left = await house.matching.starts.leaveMessage(maria, { to: 'anna', topic: null, language: 'en', text: 'Hello.' });
    expect(left.ok).toBe(true);
    await invite();
    expect(marks(maria).length).toBe(2);
  });

  it('P4, D5: is for whom the words are, and for who was heard; of anything else there is nothing to find', async () => {
    const had = await chat();
    const start = await invite();
    const { starts } = house.matching;
    const stranger = await house.seeker();
    expect(await starts.refuseListener(anna, had)).toEqual({ ok: false, error: { code: 'denied', rule: 'P4-own-only' } });
    expect(await starts.refuseStart(anna, start)).toEqual({ ok: false, error: { code: 'denied', rule: 'P4-own-only' } });
    expect([await starts.refuseListener(stranger, had), await starts.refuseStart(stranger, start)]).toEqual([NOT_FOUND, NOT_FOUND]);
    const left = await starts.leaveMessage(maria, { to: 'anna', topic: null, language: 'en', text: 'Hello.' });
    expect(await starts.refuseStart(anna, left.ok ? left.value.start : start)).toEqual(NOT_FOUND);
    expect(await house.db.selectFrom('refusals').selectAll().execute()).toEqual([]);
  });
});
