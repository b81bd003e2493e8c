import type { KyselyPlugin } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { PROFILE } from '#shared/limits.ts';
import { MATCHING_LIMITS } from '../matching/parts.ts';
import { openHouse, type House } from '../matching/testing/house.ts';
import { createMemoryLog } from '../testing/fake-ports.ts';
import { noCounts } from './parts.ts';
import { createStarts, type Starts } from './starts.ts';

let house: House;
let asked: string[];
let starts: Starts;

beforeEach(async () => {
  house = await openHouse();
  asked = [];
  const { db, ports, documents, matching } = house;
  const listening: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      asked.push(db.getExecutor().compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  starts = createStarts({
    ...ports, db: db.withPlugin(listening), documents, projector: matching.projector, log: createMemoryLog().log, limits: MATCHING_LIMITS,
    actorOf: async () => null, ageing: ports.clock, isHere: (account) => house.here.has(account), counters: noCounts(),
  });
});
afterEach(async () => {
  await starts.close();
  await house.close();
});

/** Every statement that the relay puts to its store to answer this. */
async function workOf(act: () => Promise<unknown>): Promise<string> {
  asked = [];
  await act();
  return asked.join('\n');
}

it('F160, D5: who is not free costs the same work, statement by statement, for whatever reason; and so does who is not there', async () => {
  const away = await house.freeListener({ name: 'away' });
  house.here.delete(away);
  await house.freeListener({ name: 'offline' }, { status: 'offline' });
  await house.freeListener({ name: 'busy' }, { status: 'busy' });
  await house.freeListener({ name: 'stated', away: 'stated' });
  const seeker = await house.seeker();
  await house.freeListener({ name: 'hidden', away: 'hidden' });
  await house.freeListener({ name: 'banned', banned: 1 });
  await house.person({ name: 'shyOtter1234' });
  for (const leaves of [false, true]) {
    const ask = (to: string) => (): Promise<unknown> => {
      const about = { to, topic: null, language: 'en' } as const;
      return leaves ? starts.leaveMessage(seeker, { ...about, text: 'Hello.' }) : starts.ask(seeker, { ...about, thenQueue: false });
    };
    const works = async (names: readonly string[]) => new Set(await names.reduce<Promise<string[]>>(async (all, name) => [...(await all), await workOf(ask(name))], Promise.resolve([])));
    expect((await works(leaves ? ['stated'] : ['away', 'offline', 'busy', 'stated'])).size).toBe(1);
    expect((await works(['nobodyatall', 'hidden', 'banned', 'shyOtter1234'])).size).toBe(1);
  }
});

it('F102, D5: what a block keeps from reaching anybody costs what reaches somebody costs', async () => {
  const [blocker] = [await house.freeListener({ name: 'blocker' }), await house.freeListener({ name: 'open' })];
  for (const leaves of [false, true]) {
    const works = [];
    for (const to of ['blocker', 'open']) {
      const seeker = await house.seeker();
      await house.db.insertInto('blocks').values({ blocker, blocked: seeker, at_ms: 1 }).execute();
      const about = { to, topic: null, language: 'en' } as const;
      works.push(await workOf(() => (leaves ? starts.leaveMessage(seeker, { ...about, text: 'Hello.' }) : starts.ask(seeker, { ...about, thenQueue: false }))));
    }
    expect(new Set(works).size).toBe(1);
  }
});

it('D5: what waits between others costs what nothing costs', async () => {
  await house.freeListener({ name: 'anna' });
  const begun = await starts.ask(await house.seeker(), { to: 'anna', topic: null, language: 'en', thenQueue: false });
  const stranger = await house.listener({ completed_chats: PROFILE.chatsBeforeStarting });
  const id = begun.ok ? begun.value.start : null;
  for (const act of ['accept', 'decline', 'withdraw'] as const) {
    const ofOthers = await workOf(() => starts[act](stranger, id as never));
    expect(await workOf(() => starts[act](stranger, '0'.repeat(20) as never))).toBe(ofOthers);
  }
});

it('F084, D5: words that reach nobody, for whatever reason, cost what those that reach somebody cost', async () => {
  const listener: AccountId = await house.listener({ completed_chats: PROFILE.chatsBeforeStarting });
  await house.seeker({ name: 'teen', age_group: 'teen' });
  const blocked = await house.seeker({ name: 'blocked' });
  await house.db.insertInto('blocks').values({ blocker: blocked, blocked: listener, at_ms: 1 }).execute();
  const works = [];
  await house.seeker({ name: 'open' });
  for (const to of ['teen', 'blocked', 'open']) works.push(await workOf(() => starts.invite(listener, { to, language: 'en', text: 'Hello.' })));
  expect(new Set(works).size).toBe(1);
});
