import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { err, ok } from '#shared/result.ts';
import type { Api } from '../api/client.ts';
import type { Settings } from '../vault/types.ts';
import { createDisk, createMemoryVault } from './test-support/memory-vault.ts';
import { VirtualTime } from './test-support/virtual-time.ts';
import { createSignOuts, OWED_KEY, proofOf, type SignOuts } from './sign-outs.ts';

const TOKEN = 'T'.repeat(43);

interface Bench {
  readonly time: VirtualTime;
  readonly settings: Settings;
  readonly told: string[];
  readonly failures: unknown[];
  online: boolean;
  open(): SignOuts;
}

function bench(): Bench {
  const time = new VirtualTime();
  const { settings } = createMemoryVault(createDisk());
  const api = {
    call: async (name: string, _params: unknown, body: { proof: string }) => {
      if (!at.online) return err({ code: 'offline' });
      at.told.push(`${name} ${body.proof}`);
      return ok({});
    },
  } as unknown as Api;
  const at: Bench = {
    time, settings, told: [], failures: [], online: false,
    open: () => createSignOuts({ settings, api, timers: time.timers(), onStorageFailure: (cause) => at.failures.push(cause) }),
  };
  return at;
}

describe('E3: a session that ended without a network ends at the relay later', () => {
  it('what is kept is what the relay knows the session by, and no token', async () => {
    const at = bench();
    const outs = at.open();
    await outs.owe(TOKEN);
    expect(await at.settings.get(OWED_KEY)).toEqual([createHash('sha256').update(TOKEN).digest('hex')]);
    expect(outs.owed.getSnapshot()).toBe(1);
    await outs.close();
  });

  it('is tried again, later and later, until the relay has heard', async () => {
    const at = bench();
    const outs = at.open();
    await outs.owe(TOKEN);
    await outs.tell();
    await at.time.pass(10 * 60_000);
    expect([at.told, outs.owed.getSnapshot()]).toEqual([[], 1]);
    at.online = true;
    await at.time.pass(60 * 60_000);
    expect(at.told).toEqual([`endSession ${proofOf(TOKEN)}`]);
    expect([outs.owed.getSnapshot(), await at.settings.get(OWED_KEY)]).toEqual([0, null]);
    await outs.close();
  });

  it('a wish outlives the engine that had it', async () => {
    const at = bench();
    const first = at.open();
    await first.owe(TOKEN);
    await first.close();
    at.online = true;
    const second = at.open();
    await second.tell();
    expect(at.told).toEqual([`endSession ${proofOf(TOKEN)}`]);
    await second.close();
  });

  it('what the relay has heard of already is asked no more', async () => {
    const at = bench();
    at.online = true;
    const outs = at.open();
    await outs.owe(TOKEN);
    await outs.settle(TOKEN);
    await outs.tell();
    expect(at.told).toEqual([]);
    await outs.close();
  });

  it('nothing is asked, and no timer left, once it is closed', async () => {
    const at = bench();
    const outs = at.open();
    await outs.owe(TOKEN);
    await outs.tell();
    await outs.close();
    at.online = true;
    await at.time.pass(24 * 60 * 60_000);
    expect(at.told).toEqual([]);
  });

  it('F2: a disk that takes nothing is told of, and the relay hears of it all the same', async () => {
    const at = bench();
    const outs = at.open();
    at.settings.set = () => Promise.reject(new Error('full'));
    at.settings.remove = () => Promise.reject(new Error('full'));
    await outs.owe(TOKEN);
    expect(at.failures.length).toBe(1);
    at.online = true;
    await outs.tell();
    expect(at.told.length).toBe(1);
    await outs.close();
  });

  it('what stands there and is no such list is nothing', async () => {
    const at = bench();
    await at.settings.set(OWED_KEY, ['x', 7, proofOf(TOKEN)]);
    at.online = true;
    const outs = at.open();
    await outs.tell();
    expect(at.told).toEqual([`endSession ${proofOf(TOKEN)}`]);
    await outs.close();
  });
});
