import { describe, expect, it } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { Openings } from './openings.ts';
import { ManualTime } from './testing/manual-time.ts';

const ANN = 'ann00000000000000000' as AccountId;
const BEN = 'ben00000000000000000' as AccountId;
const LIMITS = { atOnce: 2, rate: { burst: 5, refillMs: 100 } };

const scene = () => {
  const time = new ManualTime();
  const openings = new Openings(time, LIMITS);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const add = (account: AccountId, name: string, isMoot = () => false): void =>
    openings.add(account, {
      isMoot,
      run: () => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.push(resolve));
      },
    });
  const endAll = async (): Promise<void> => {
    for (const end of ends.splice(0)) end();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { time, openings, begun, add, endAll };
};

describe('C1 openings of one account', () => {
  it('are under way a few at a time, in order, and others do not wait for them', async () => {
    const { begun, add, endAll } = scene();
    for (const name of ['a1', 'a2', 'a3', 'a4']) add(ANN, name);
    add(BEN, 'b1');
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    await endAll();
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'a4']);
  });

  it('are so many at once, then one each refill; none is lost', async () => {
    const { time, begun, add, endAll } = scene();
    for (let n = 0; n < 8; n += 1) add(ANN, `${n}`);
    for (let round = 0; round < 5; round += 1) await endAll();
    expect(begun).toHaveLength(LIMITS.rate.burst);
    time.advance(LIMITS.rate.refillMs - 1);
    expect(begun).toHaveLength(LIMITS.rate.burst);
    time.advance(1);
    expect(begun).toHaveLength(LIMITS.rate.burst + 1);
    for (let round = 0; round < 5; round += 1) {
      await endAll();
      time.advance(LIMITS.rate.refillMs);
    }
    expect(begun).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });

  it('that were closed before their turn cost nothing', async () => {
    const { begun, add, endAll } = scene();
    add(ANN, 'a1');
    add(ANN, 'a2');
    for (let n = 0; n < 1_000; n += 1) add(ANN, 'moot', () => true);
    add(ANN, 'a3');
    await endAll();
    expect(begun).toEqual(['a1', 'a2', 'a3']);
  });

  it('leave nothing behind: no lane when all is done, no timer after the end', async () => {
    const { time, openings, add, endAll } = scene();
    for (let n = 0; n < 5; n += 1) add(ANN, `${n}`);
    for (let round = 0; round < 5; round += 1) await endAll();
    expect(openings.size).toBe(0);
    add(ANN, 'over the rate');
    expect(time.running).toBe(1);
    openings.close();
    openings.close();
    expect(time.running).toBe(0);
  });
});
