import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, StartId } from '#shared/ids.ts';
import { START } from '#shared/limits.ts';
import { openHouse, type House } from '../matching/testing/house.ts';
import { createShares } from './shares.ts';

const ABOUT = { to: 'anna', topic: null, language: 'en' } as const;
let house: House;

beforeEach(async () => {
  house = await openHouse();
  await house.freeListener({ name: 'anna' });
});
afterEach(() => house.close());

const guest = (): Promise<AccountId> => house.person({ type: 'guest' });
const outcome = ({ ok, error }: { ok: boolean; error?: { rule?: string } }): string => (ok ? 'taken' : (error?.rule ?? 'refused'));
const ask = async (who: AccountId, address?: string): Promise<string> => outcome(await house.matching.starts.ask(who, { ...ABOUT, thenQueue: false }, address));
const leave = async (who: AccountId, address?: string): Promise<string> => outcome(await house.matching.starts.leaveMessage(who, { ...ABOUT, text: 'Hello.' }, address));
const times = async (count: number, act: () => Promise<string>): Promise<Set<string>> => {
  const all = new Set<string>();
  for (let n = 0; n < count; n += 1) all.add(await act());
  return all;
};

describe('P37: places are kept for members', () => {
  it('asks: guests take two of three, a member finds the third', async () => {
    expect(await times(START.maxAsksPerListener - START.asksKeptForMembers, async () => ask(await guest()))).toEqual(new Set(['taken']));
    expect(await ask(await guest())).toBe('P37-not-free');
    expect(await ask(await house.seeker())).toBe('taken');
    expect(await ask(await house.seeker())).toBe('P37-not-free');
  });

  it('messages: guests take twenty of thirty, members the others; what members took is not the guests\' to lose', async () => {
    expect(await times(START.messagesKeptForMembers, async () => leave(await house.seeker()))).toEqual(new Set(['taken']));
    expect(await times(START.maxMessagesPerListener - START.messagesKeptForMembers, async () => leave(await guest()))).toEqual(new Set(['taken']));
    expect([await leave(await guest()), await leave(await house.seeker())]).toEqual(['P37-not-free', 'P37-not-free']);
  });
});

describe('P37, C6: one address never takes all places', () => {
  it('of one two asks wait for one listener; from elsewhere the third is taken, and a place that is free again can be taken from there', async () => {
    const [first, second, third] = [await house.seeker(), await house.seeker(), await house.seeker()];
    expect([await ask(first, '203.0.113.7'), await ask(second, '203.0.113.7'), await ask(third, '203.0.113.7')]).toEqual(['taken', 'taken', 'P37-not-free']);
    expect(await ask(await house.seeker(), '203.0.113.8')).toBe('taken');
    const { id } = await house.db.selectFrom('starts').select('id').where('writer', '=', first).executeTakeFirstOrThrow();
    await house.matching.starts.withdraw(first, id);
    expect(await ask(third, '203.0.113.7')).toBe('taken');
  });

  it('at another listener it begins anew', async () => {
    await house.freeListener({ name: 'boris' });
    for (let n = 0; n < START.maxAsksOfAddress; n += 1) await ask(await house.seeker(), '203.0.113.7');
    const asked = await house.matching.starts.ask(await house.seeker(), { ...ABOUT, to: 'boris', thenQueue: false }, '203.0.113.7');
    expect(asked.ok).toBe(true);
  });

  it('two at once from there are counted one after the other', async () => {
    const seekers = [await house.seeker(), await house.seeker(), await house.seeker()];
    const outcomes = await Promise.all(seekers.map((seeker) => ask(seeker, '203.0.113.7')));
    expect(outcomes.filter((one) => one === 'taken')).toHaveLength(START.maxAsksOfAddress);
  });

  it('F102: what a block keeps from reaching anybody counts in its address\'s share, and takes no place', async () => {
    const [{ id: anna }, blocked] = [await house.db.selectFrom('accounts').select('id').where('name', '=', 'anna').executeTakeFirstOrThrow(), await house.seeker()];
    await house.db.insertInto('blocks').values({ blocker: anna, blocked, at_ms: 1 }).execute();
    const from = '203.0.113.7';
    expect([await ask(blocked, from), await ask(await house.seeker(), from), await ask(await house.seeker(), from)]).toEqual(['taken', 'taken', 'P37-not-free']);
    expect(await times(2, async () => ask(await house.seeker()))).toEqual(new Set(['taken']));
  });

  it('of messages ten', async () => {
    expect(await times(START.maxMessagesOfAddress, async () => leave(await house.seeker(), '2001:db8:1:2::/64'))).toEqual(new Set(['taken']));
    expect([await leave(await house.seeker(), '2001:db8:1:2::/64'), await leave(await house.seeker(), '2001:db8:1:3::/64')]).toEqual(['P37-not-free', 'taken']);
  });
});

describe('who shares an address', () => {
  const start = (word: string): StartId => word as StartId;

  it('is known in memory alone, for so many, and of nobody who does not wait', () => {
    const shares = createShares(2);
    for (const word of ['one', 'two', 'three']) shares.begun(start(word), 'here');
    shares.begun(start('nowhere'), null);
    expect([shares.size, shares.countOf('here', [start('one'), start('two'), start('three'), start('nowhere')])]).toEqual([2, 2]);
    expect([shares.countOf('there', [start('two')]), shares.countOf(null, [start('two')])]).toEqual([0, 0]);
    shares.keepOnly(new Set([start('three')]));
    expect([shares.size, shares.countOf('here', [start('two'), start('three')])]).toEqual([1, 1]);
  });
});
