import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { RATE, WIRE } from '#shared/limits.ts';
import { Openings } from './openings.ts';
import { ManualTime } from './testing/manual-time.ts';
import { createScene } from './testing/scene.ts';

const ANN = 'ann00000000000000000' as AccountId;
const BEN = 'ben00000000000000000' as AccountId;
const LIMITS = { atOnce: 2, rate: { burst: 5, refillMs: 100 } };

const scene = () => {
  const time = new ManualTime();
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const open = ({ name }: { readonly name: string }): Promise<void> => {
    begun.push(name);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  const openings = new Openings(open, time, LIMITS);
  const add = (account: AccountId, name: string): (() => void) => {
    const opening = { name };
    openings.add(account, opening);
    return () => openings.drop(account, opening);
  };
  const endAll = async (): Promise<void> => {
    for (const end of ends.splice(0)) end();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { time, openings, begun, add, endAll };
};

describe('C1 on the relay', () => {
  afterEach(() => vi.restoreAllMocks());

  it('W24 nothing is kept of a document that was closed again, whether it was left, cut off or lost with its line', async () => {
    const add = vi.spyOn(Openings.prototype, 'add');
    const relay = createScene();
    const invented = (n: number): string => `chat/wanted${String(n).padStart(14, '0')}`;
    const socket = relay.connect(relay.seeker);
    for (let n = 0; n < RATE.opening.burst; n += WIRE.maxChannelsPerSocket) {
      for (let at = 0; at < WIRE.maxChannelsPerSocket; at += 1) socket.open(invented(n + at));
      while ((add.mock.contexts[0] as Openings<unknown>).waiting > 0) await relay.settle();
    }
    const openings = add.mock.contexts[0] as Openings<unknown>;
    const first = socket.open(relay.name);
    for (let n = 0; n < 1_000; n += 1) socket.open(invented(n)).channel?.leave();
    expect(openings.waiting).toBe(1); // which waits for the rate
    const lost = relay.connect(relay.seeker);
    for (let n = 0; n < WIRE.maxChannelsPerSocket; n += 1) lost.open(invented(n));
    expect(openings.waiting).toBe(1 + WIRE.maxChannelsPerSocket);
    lost.vanish();
    expect(openings.waiting).toBe(1);
    relay.time.advance(RATE.opening.refillMs);
    await relay.settle();
    expect([first.opened, openings.waiting, openings.size]).toEqual([true, 0, 0]);
  });
});

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
    const drops = Array.from({ length: 1_000 }, () => add(ANN, 'moot'));
    add(ANN, 'a3');
    for (const drop of drops) drop();
    await endAll();
    expect(begun).toEqual(['a1', 'a2', 'a3']);
  });

  it('that are closed before their turn are let go of at once, also while the rate holds up what stands before them', async () => {
    const { time, openings, begun, add, endAll } = scene();
    for (let n = 0; n < LIMITS.rate.burst + 1; n += 1) add(ANN, `${n}`);
    for (let round = 0; round < 5; round += 1) await endAll();
    expect(openings.waiting).toBe(1); // which waits for the rate
    for (let n = 0; n < 10_000; n += 1) add(ANN, 'moot')();
    expect(openings.waiting).toBe(1);
    time.advance(LIMITS.rate.refillMs);
    expect(begun.at(-1)).toBe(`${LIMITS.rate.burst}`);
    expect(begun).toHaveLength(LIMITS.rate.burst + 1);
  });

  it('leave no timer and no lane when the last that waited was closed', async () => {
    const { time, openings, add, endAll } = scene();
    for (let n = 0; n < LIMITS.rate.burst; n += 1) add(ANN, `${n}`);
    for (let round = 0; round < 5; round += 1) await endAll();
    const drop = add(ANN, 'over the rate');
    expect([openings.size, time.running]).toEqual([1, 1]);
    drop();
    drop();
    expect([openings.size, time.running]).toEqual([0, 0]);
  });

  it('under way when they are closed still count until they have ended', async () => {
    const { openings, begun, add, endAll } = scene();
    const drops = [add(ANN, 'a1'), add(ANN, 'a2')];
    for (const drop of drops) drop();
    add(ANN, 'a3');
    expect(begun).toEqual(['a1', 'a2']);
    await endAll();
    expect(begun).toEqual(['a1', 'a2', 'a3']);
    await endAll();
    expect(openings.size).toBe(0);
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
