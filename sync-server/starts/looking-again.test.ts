import type { KyselyPlugin } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { inboxDocument } from '#shared/documents/names.ts';
import type { AccountId, StartId } from '#shared/ids.ts';
import { PROFILE, START } from '#shared/limits.ts';
import type { Matching } from '../matching/matching.ts';
import { MATCHING_LIMITS } from '../matching/parts.ts';
import { openHouse, type House } from '../matching/testing/house.ts';
import type { Documents } from '../ports.ts';
import { createMemoryLog } from '../testing/fake-ports.ts';
import { noCounts } from './parts.ts';
import { createStarts } from './starts.ts';

const ABOUT = { to: 'anna', topic: null, language: 'en' } as const;
let house: House;
afterEach(() => house.close());

const valueOf = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: object }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const leave = async (seeker: AccountId): Promise<StartId> => valueOf(await house.matching.starts.leaveMessage(seeker, { ...ABOUT, text: 'Words.' })).start;
const ask = async (seeker: AccountId, matching = house.matching): Promise<StartId> => valueOf(await matching.starts.ask(seeker, { ...ABOUT, thenQueue: false })).start;
const account = (id: AccountId, set: object) => house.db.updateTable('accounts').set(set).where('id', '=', id).execute();
const marks = (id: AccountId) => house.documents.marks(inboxDocument(id));
const stateOf = async (id: StartId) => (await house.db.selectFrom('starts').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;

describe('D3: what nobody looked at when it changed', () => {
  it('F084: an age, or a ban, while no relay ran: from the next start on, the words are in nobody\'s inbox', async () => {
    house = await openHouse();
    const anna = await house.freeListener({ name: 'anna' });
    const [grown, barred, other] = [await house.seeker(), await house.seeker(), await house.seeker()];
    const [first, second, third] = [await leave(grown), await leave(barred), await leave(other)];
    await account(grown, { age_group: 'teen' });
    await account(barred, { banned: 1 });
    await (await house.restart()).start();
    expect([await stateOf(first), await stateOf(second), await stateOf(third)]).toEqual(['over', 'over', 'waiting']);
    expect(Object.keys(marks(anna))).toEqual([`${third}|relay|start`]);
  });

  it('a look that failed: the sweeps look at all that waits, so many at a time', async () => {
    house = await openHouse();
    await house.matching.start();
    const names = ['anna', 'boris', 'clara', 'dora'];
    for (const name of names) await house.listener({ name });
    const writers: AccountId[] = [];
    for (let n = 0; n < 4 * START.maxMessagesPerListener; n += 1) {
      const writer = await house.seeker();
      writers.push(writer);
      await house.matching.starts.leaveMessage(writer, { ...ABOUT, to: names[n % 4] ?? '', text: 'Words.' });
    }
    await house.db.updateTable('accounts').set({ banned: 1 }).where('id', 'in', writers).execute();
    const waiting = async () => (await house.db.selectFrom('starts').select('id').where('state', '=', 'waiting').execute()).length;
    const left = [];
    for (let sweep = 0; sweep < 2; sweep += 1) {
      await house.matching.starts.sweep();
      left.push(await waiting());
    }
    expect(left).toEqual([20, 0]);
  });

  it('what has happened is answered as such, though the look behind it fails; that is noted', async () => {
    house = await openHouse();
    const anna = await house.freeListener({ name: 'anna' });
    const start = await leave(await house.seeker());
    let fails = false;
    const failing: KyselyPlugin = {
      transformQuery: ({ node, queryId }) => {
        const { sql } = house.db.getExecutor().compileQuery(node, queryId);
        if (fails && sql.includes('order by "created_at_ms", "id"')) throw new Error('disk');
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const { db, ports, documents, matching } = house;
    const { log, lines } = createMemoryLog();
    const starts = createStarts({
      ...ports, db: db.withPlugin(failing), documents, projector: matching.projector, log, limits: MATCHING_LIMITS,
      actorOf: async () => null, ageing: ports.clock, isHere: (id) => house.here.has(id), counters: noCounts(),
    });
    fails = true;
    expect((await starts.accept(anna, start)).ok).toBe(true);
    await starts.lookAgain([anna]);
    expect(lines.filter((line) => line.includes('look-again-failed'))).toHaveLength(2);
    await starts.close();
  });

  it('P20: of an age that was corrected the open chats know first, before any document is written', async () => {
    const done: string[] = [];
    const telling = (documents: Documents): Documents => ({
      ...documents,
      write: (name, change, author) => {
        done.push('write');
        return documents.write(name, change, author);
      },
      refreshDocument: (name) => {
        done.push('refresh');
        return documents.refreshDocument(name);
      },
    });
    house = await openHouse({ wrap: telling });
    const anna = await house.freeListener({ name: 'anna' });
    const seeker = await house.seeker();
    await house.matching.acceptRequest(anna, valueOf(await house.matching.createRequest(seeker, { topic: null, language: 'en' })));
    const start = await leave(seeker);
    await account(seeker, { age_group: 'teen' });
    done.length = 0;
    await house.matching.accountChanged(seeker);
    expect(done.slice(0, 2)).toEqual(['refresh', 'write']);
    expect(await stateOf(start)).toBe('over');
  });
});

describe('A5, F160: a restart of the relay while somebody waits', () => {
  const restarted = async (): Promise<Matching> => {
    const matching = await house.restart();
    house.here.clear();
    await matching.start();
    return matching;
  };

  it('whoever is back first is not told that nobody is there; who has not come back in a minute is away', async () => {
    house = await openHouse();
    const anna = await house.freeListener({ name: 'anna' });
    await house.freeListener({ name: 'boris' });
    const [seeker, other] = [await house.seeker(), await house.seeker()];
    const start = await ask(seeker);
    const toBoris = valueOf(await house.matching.starts.ask(other, { ...ABOUT, to: 'boris', thenQueue: false })).start;
    const matching = await restarted();
    await matching.starts.lookAgain([seeker, other]);
    house.ports.advance(PROFILE.absentAfterMs - 1);
    house.here.add(anna);
    await matching.starts.lookAgain([anna]);
    expect([await stateOf(start), await stateOf(toBoris)]).toEqual(['waiting', 'waiting']);
    house.ports.advance(1);
    await house.settle();
    expect([await stateOf(start), await stateOf(toBoris)]).toEqual(['waiting', 'over']);
    await matching.close();
    expect(house.ports.running()).toBe(0);
  });

  it('who would ask now asks whoever is here now', async () => {
    house = await openHouse();
    await house.freeListener({ name: 'anna' });
    const matching = await restarted();
    const asked = await matching.starts.ask(await house.seeker(), { ...ABOUT, thenQueue: false });
    expect(asked).toEqual({ ok: false, error: { code: 'denied', rule: 'P37-not-free' } });
  });
});

it('A6: an ask does not outlive a clock that is set back by a year, though it may a correction by some minutes', async () => {
  house = await openHouse();
  await house.freeListener({ name: 'anna' });
  const start = await ask(await house.seeker());
  const nowMs = house.ports.clock.nowMs();
  house.ports.setWallClock(nowMs - 5 * 60_000);
  await house.matching.starts.sweep();
  expect(await stateOf(start)).toBe('waiting');
  house.ports.setWallClock(nowMs - 400 * 24 * 60 * 60_000);
  await house.matching.starts.sweep();
  expect(await stateOf(start)).toBe('lapsed');
});
