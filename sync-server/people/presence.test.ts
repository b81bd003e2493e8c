import { describe, expect, it } from 'vitest';
import { PROFILE } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import { createFakePorts, createMemoryLog } from '../testing/fake-ports.ts';
import { createPresence } from './presence.ts';

const ANN = 'a'.repeat(20) as AccountId;
const BEN = 'b'.repeat(20) as AccountId;
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

function scene(moved: (accounts: readonly AccountId[]) => Promise<void>) {
  const fake = createFakePorts();
  const { log, lines } = createMemoryLog();
  return { fake, lines, presence: createPresence({ timers: fake.timers, log, moved }) };
}

describe('who is here (F160)', () => {
  it('is told together, a moment later, and once for each', async () => {
    const told: (readonly AccountId[])[] = [];
    const { fake, presence } = scene(async (accounts) => void told.push(accounts));
    for (const account of [ANN, BEN, ANN]) presence.came(account);
    expect([presence.isHere(ANN), told]).toEqual([true, []]);
    fake.advance(PROFILE.presenceWriteMs);
    await settled();
    expect(told).toEqual([[ANN, BEN]]);
  });

  it('a socket that breaks and comes back within a minute is no going; a second device neither', async () => {
    const told: (readonly AccountId[])[] = [];
    const { fake, presence } = scene(async (accounts) => void told.push(accounts));
    presence.came(ANN);
    presence.came(ANN);
    fake.advance(PROFILE.presenceWriteMs);
    await settled();
    presence.left(ANN);
    fake.advance(2 * PROFILE.absentAfterMs);
    presence.left(ANN);
    fake.advance(PROFILE.absentAfterMs - 2 * PROFILE.presenceWriteMs);
    expect(presence.isHere(ANN)).toBe(true);
    presence.came(ANN);
    fake.advance(2 * PROFILE.absentAfterMs);
    await settled();
    expect(told).toEqual([[ANN]]);
  });

  it('gone for a minute is gone, and then no timer runs', async () => {
    const told: (readonly AccountId[])[] = [];
    const { fake, presence } = scene(async (accounts) => void told.push(accounts));
    presence.came(ANN);
    fake.advance(PROFILE.presenceWriteMs);
    await settled();
    presence.left(ANN);
    fake.advance(PROFILE.absentAfterMs + PROFILE.presenceWriteMs);
    await settled();
    expect([presence.isHere(ANN), told]).toEqual([false, [[ANN], [ANN]]]);
    fake.advance(2 * PROFILE.presenceWriteMs);
    expect(fake.running()).toBe(0);
  });

  it('what could not be written is written the next time', async () => {
    let fails = true;
    const told: (readonly AccountId[])[] = [];
    const { fake, lines, presence } = scene(async (accounts) => {
      if (fails) throw new Error('disk');
      told.push(accounts);
    });
    presence.came(ANN);
    fake.advance(PROFILE.presenceWriteMs);
    await settled();
    fails = false;
    fake.advance(PROFILE.presenceWriteMs);
    await settled();
    expect([told, lines.length]).toEqual([[[ANN]], 1]);
    presence.left(ANN);
    await presence.close();
    expect(fake.running()).toBe(0);
  });
});
