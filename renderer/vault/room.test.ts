import { describe, expect, test } from 'vitest';
import { DISK } from '#shared/limits.ts';
import { webRandom } from '../host/web-ports.ts';
import { createRoom } from './room.ts';
import { handTimers } from './vault.fixture.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = 50 * HOUR_MS;

const NO_FIGURES = (): never => {
  throw new TypeError('no figures');
};
const silent = { estimate: async () => NO_FIGURES() };

/** The folder of a page, on a disk with room or without. Files by name, with when they were last written to. */
function device(files: Map<string, number>, refusal: string | null, figures: StorageEstimate | null = null) {
  const timers = handTimers();
  const tried: string[] = [];
  const write = async (): Promise<void> => {
    if (refusal !== null) throw new DOMException('full', refusal);
  };
  const folder = {
    getFileHandle: async (name: string) => {
      tried.push(name);
      files.set(name, NOW_MS);
      return { createWritable: async () => ({ write, abort: async () => undefined, close: async () => undefined }) };
    },
    removeEntry: async (name: string) => {
      if (!files.delete(name)) throw new DOMException('gone', 'NotFoundError');
    },
    async *entries() {
      for (const [name, lastModified] of files) yield [name, { kind: 'file', getFile: async () => ({ lastModified }) }];
    },
  };
  const storage = { getDirectory: async () => folder, estimate: async () => figures ?? NO_FIGURES() } as unknown as StorageManager;
  const room = () => createRoom(storage, { clock: { nowMs: () => NOW_MS }, random: webRandom, timers });
  return { room, timers, tried };
}

describe('RELIABILITY F2: whether there is room', () => {
  test('a try that never ends does not keep the app from opening', async () => {
    const timers = handTimers();
    const storage = { ...silent, getDirectory: () => new Promise(() => undefined) } as unknown as StorageManager;
    const answer = createRoom(storage, { clock: { nowMs: () => NOW_MS }, random: webRandom, timers })();
    timers.advance(5_000);
    expect(await answer).toBe(true);
  });

  test('each try has a file of its own, so that two windows do not take each other for room; it is removed', async () => {
    const files = new Map<string, number>();
    const { room, timers, tried } = device(files, 'QuotaExceededError');
    expect(await Promise.all([room()(), room()()])).toEqual([false, false]);
    expect([new Set(tried).size, files.size, timers.waiting]).toEqual([2, 0, 0]);
  });

  test.each(['QuotaExceededError', 'AbortError', 'InvalidStateError', 'UnknownError'])(
    'whatever Chromium calls a full disk (%s), nothing is opened, whatever figures the browser gives',
    async (name) => {
      for (const figures of [null, {}, { quota: 0, usage: 0 }, { quota: 10 ** 10, usage: 10 ** 6 }]) {
        expect(await device(new Map(), name, figures).room()()).toBe(false);
      }
    },
  );

  test('a disk that is full by the figure that the desktop gives is not tried with a file, which ends Chromium now and then', async () => {
    const usage = 4_290_874;
    for (const [free, has] of [[0, false], [DISK.roomToOpenBytes - 1, false], [DISK.roomToOpenBytes, true]] as const) {
      const { room, tried } = device(new Map(), null, { quota: usage + free, usage });
      expect([await room()(), tried.length]).toEqual([has, has ? 1 : 0]);
    }
  });

  test('where a page has no files to try with, opening goes on', async () => {
    const { room } = device(new Map(), 'SecurityError');
    const storage = { ...silent, getDirectory: async () => Promise.reject(new DOMException('private', 'UnknownError')) } as unknown as StorageManager;
    const none = createRoom(storage, { clock: { nowMs: () => NOW_MS }, random: webRandom, timers: handTimers() });
    const old = createRoom(undefined, { clock: { nowMs: () => NOW_MS }, random: webRandom, timers: handTimers() });
    expect([await room()(), await none(), await old()]).toEqual([true, true, true]);
  });

  test('what a try left behind that was killed is taken away at the start, and nothing else', async () => {
    const files = new Map([['room-old', NOW_MS - HOUR_MS], ['room-of-another-window', NOW_MS - 1_000], ['something', 0]]);
    const { room } = device(files, null);
    expect(await room()()).toBe(true);
    expect([...files.keys()]).toEqual(['room-of-another-window', 'something']);
  });

  test('a folder that does not say what is in it keeps nobody from opening', async () => {
    const { room } = device(new Map([['room-x', Number.NaN]]), null);
    expect(await room()()).toBe(true);
  });
});
