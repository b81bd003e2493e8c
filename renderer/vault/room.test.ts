import { describe, expect, test } from 'vitest';
import { webRandom } from '../host/web-ports.ts';
import { hasRoomToOpen } from './room.ts';
import { handTimers } from './vault.fixture.ts';

describe('RELIABILITY F2: whether there is room', () => {
  test('a try that never ends does not keep the app from opening', async () => {
    const timers = handTimers();
    const storage = { getDirectory: () => new Promise(() => undefined) } as unknown as StorageManager;
    const answer = hasRoomToOpen(storage, { random: webRandom, timers });
    timers.advance(5_000);
    expect(await answer).toBe(true);
  });

  test('each try has a file of its own, so that two windows do not take each other for room; it is removed', async () => {
    const timers = handTimers();
    const names: string[] = [];
    const left = new Set<string>();
    const full = async (): Promise<void> => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const folder = {
      getFileHandle: async (name: string) => {
        names.push(name);
        left.add(name);
        return { createWritable: async () => ({ write: full, abort: async () => undefined, close: async () => undefined }) };
      },
      removeEntry: async (name: string) => {
        if (!left.delete(name)) throw new DOMException('gone', 'NotFoundError');
      },
    };
    const storage = {
      getDirectory: async () => folder,
      estimate: async () => ({ quota: 10 ** 12, usage: 0 }),
    } as unknown as StorageManager;
    const ports = { random: webRandom, timers };
    expect(await Promise.all([hasRoomToOpen(storage, ports), hasRoomToOpen(storage, ports)])).toEqual([false, false]);
    expect([new Set(names).size, left.size, timers.waiting]).toEqual([2, 0, 0]);
  });
});
