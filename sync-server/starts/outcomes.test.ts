import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inboxDocument } from '#shared/documents/names.ts';
import type { AccountId, ChatId, StartId } from '#shared/ids.ts';
import { START } from '#shared/limits.ts';
import { openHouse, type House } from '../matching/testing/house.ts';
import { settleStart, takeStart } from './start-store.ts';

const ABOUT = { topic: 'grief', language: 'en' } as const;
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

describe('exactly one outcome', () => {
  it('P9: agreeing, setting aside, taking back and running out in one moment, in any order', async () => {
    for (let round = 0; round < 24; round += 1) {
      const name = `anna${round}`;
      const anna = await house.freeListener({ name });
      const seeker = await house.seeker();
      const start = await ask(seeker, name);
      if (round % 2 === 0) house.ports.advance(START.askLapseMs - 1);
      const { starts } = house.matching;
      const acts = [
        () => starts.accept(anna, start), () => starts.decline(anna, start), () => starts.withdraw(seeker, start),
        async () => void house.ports.advance(1), () => starts.accept(anna, start), () => starts.sweep(),
      ];
      const turned = [...acts.slice(round % acts.length), ...acts.slice(0, round % acts.length)];
      const results = await Promise.all(turned.map((act) => act()));
      await house.settle();
      const done = results.filter((result) => typeof result === 'object' && result !== null && 'ok' in result && result.ok);
      const state = await stateOf(start);
      const chats = await house.db.selectFrom('chats').select('id').where('seeker', '=', seeker).execute();
      expect([round, chats.length]).toEqual([round, state === 'accepted' ? 1 : 0]);
      expect([round, done.length]).toEqual([round, state === 'lapsed' ? 0 : 1]);
      expect(marks(seeker)).toEqual({});
      expect(marks(anna)).toEqual({});
      expect(news(seeker).map(({ kind }) => kind)).toEqual(state === 'accepted' ? ['chat-opened'] : state === 'withdrawn' ? [] : ['start-over']);
    }
  });

  it('what is settled stays so, whoever looked at it before and comes second', async () => {
    const anna = await house.freeListener({ name: 'anna' });
    const start = await ask(await house.seeker());
    await house.matching.starts.accept(anna, start);
    expect(await settleStart(house.db, start, 'lapsed', 1)).toBe(false);
    expect(await takeStart(house.db, start, '0'.repeat(20) as ChatId, 1)).toBe(false);
    expect(await stateOf(start)).toBe('accepted');
  });

  it('the next one lapses at its own minute, too', async () => {
    await house.freeListener({ name: 'anna' });
    const first = await ask(await house.seeker());
    house.ports.advance(60_000);
    const second = await ask(await house.seeker());
    house.ports.advance(START.askLapseMs - 60_000);
    await house.settle();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['lapsed', 'waiting']);
    house.ports.advance(60_000);
    await house.settle();
    expect(await stateOf(second)).toBe('lapsed');
  });

  it('a restart in between: it waits on, lapses in its time, and leaves no timer behind', async () => {
    await house.freeListener({ name: 'anna' });
    const start = await ask(await house.seeker());
    const matching = await house.restart();
    await matching.start();
    house.ports.advance(START.askLapseMs);
    await house.settle();
    expect(await stateOf(start)).toBe('lapsed');
    await matching.close();
    expect(house.ports.running()).toBe(0);
  });

  it('D5: to a stranger, something that waits and nothing at all are the same', async () => {
    await house.freeListener({ name: 'anna' });
    const start = await ask(await house.seeker());
    const stranger = await house.listener();
    for (const id of [start, '0'.repeat(20) as StartId]) {
      expect(await house.matching.starts.accept(stranger, id)).toEqual(NOT_FOUND);
      expect(await house.matching.starts.decline(stranger, id)).toEqual(NOT_FOUND);
      expect(await house.matching.starts.withdraw(stranger, id)).toEqual(NOT_FOUND);
    }
  });
});
