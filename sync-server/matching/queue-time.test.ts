import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inboxDocument, queueDocument } from '#shared/documents/names.ts';
import type { AccountId, ChatId, RequestId } from '#shared/ids.ts';
import { CHAT } from '#shared/limits.ts';
import { openHouse, type House } from './testing/house.ts';

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

describe('time in the queue', () => {
  it('tells everybody a new place when the queue moves: at once, then at most once a second', async () => {
    await house.matching.start();
    const seekers = [await house.seeker(), await house.seeker(), await house.seeker()] as const;
    const requests: RequestId[] = [];
    for (const seeker of seekers) requests.push(await ask(seeker));
    const placeOf = (seeker: AccountId): unknown => house.documents.marks(inboxDocument(seeker))['-|relay|request'];
    expect(placeOf(seekers[2])).toMatchObject({ place: 3 });

    house.ports.advance(1_000);
    await house.settle();
    house.ports.advance(1_000);
    await house.settle();
    await house.matching.withdrawRequest(seekers[0], requests[0]!);
    await house.settle();
    expect(placeOf(seekers[1])).toMatchObject({ place: 1 });
    await house.matching.withdrawRequest(seekers[1], requests[1]!);
    await house.settle();
    expect(placeOf(seekers[2])).toMatchObject({ place: 2 });
    house.ports.advance(999);
    await house.settle();
    expect(placeOf(seekers[2])).toMatchObject({ place: 2 });
    house.ports.advance(1);
    await house.settle();
    expect(placeOf(seekers[2])).toMatchObject({ place: 1 });
  });

  it('says the median of past waits of the age group, once there are five', async () => {
    const listeners = [await house.listener(), await house.listener()] as const;
    const waitsMs = [60_000, 10_000, 30_000, 20_000, 900_000];
    for (const [index, waitMs] of waitsMs.entries()) {
      const request = await ask(await house.seeker());
      house.ports.advance(waitMs);
      await take(listeners[index % 2]!, request);
      const probe = await house.seeker();
      const asked = await ask(probe);
      const typicalWaitMs = index < 4 ? null : 30_000;
      expect(house.documents.marks(inboxDocument(probe))).toMatchObject({ '-|relay|request': { typicalWaitMs } });
      await house.matching.withdrawRequest(probe, asked);
    }
  });

  it('lapses after its time, not before, with a word in the inbox', async () => {
    await house.matching.start();
    const seeker = await house.seeker();
    const request = await ask(seeker);
    // Housekeeping comes once a minute; the one before the last finds nothing due.
    house.ports.advance(CHAT.requestLapseMs - 60_001);
    await house.settle();
    house.ports.advance(1);
    await house.settle();
    expect(house.documents.entries(queueDocument('adult'))).toHaveLength(1);
    house.ports.advance(60_000);
    await house.settle();
    expect(house.documents.entries(queueDocument('adult'))).toEqual([]);
    expect(house.documents.marks(inboxDocument(seeker))).toEqual({});
    expect(house.documents.entries(inboxDocument(seeker))).toMatchObject([{ kind: 'request-lapsed', request }]);
    expect(await house.matching.acceptRequest(await house.listener(), request)).toEqual(denied('P9-first-wins'));
  });

  it('F103: one who was banned leaves the queue, told by this process or found by it', async () => {
    await house.matching.start();
    const [told, found] = [await house.seeker(), await house.seeker()];
    const requests = [await ask(told), await ask(found)];
    await house.db.updateTable('accounts').set({ banned: 1 }).execute();
    expect((await house.matching.acceptRequest(await house.listener(), requests[1]!)).ok).toBe(false);
    await house.matching.accountChanged(told);
    expect(house.documents.entries(queueDocument('adult'))).toEqual([]);
    house.ports.advance(60_000);
    await house.settle();
    const states = await house.db.selectFrom('requests').select('state').execute();
    expect(states).toEqual([{ state: 'withdrawn' }, { state: 'withdrawn' }]);
  });
});
