import { describe, expect, test } from 'vitest';
import { webRandom } from '../host/web-ports.ts';
import { createRoom } from './room.ts';
import { handTimers } from './vault.fixture.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = 50 * HOUR_MS;

/** The folder of a page, on a disk with room or without. Files by name, with when they were last written to. */
function device(files: Map<string, number>, refusal: string | null) {
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
  const storage = { getDirectory: async () => folder } as unknown as StorageManager;
  const room = () => createRoom(storage, { clock: { nowMs: () => NOW_MS }, random: webRandom, timers });
  return { room, timers, tried };
}

describe('RELIABILITY F2: whether there is room', () => {
  test('a try that never ends does not keep the app from opening', async () => {
    const timers = handTimers();
    const storage = { getDirectory: () => new Promise(() => undefined) } as unknown as StorageManager;
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
    'whatever Chromium calls a full disk (%s), nothing is opened; and no figure of the browser is asked for',
    async (name) => {
      // There is no `estimate` here: on the desktop it takes a full disk for a quota that is used up.
      const { room } = device(new Map(), name);
      expect(await room()()).toBe(false);
    },
  );

  test('where a page has no files to try with, opening goes on', async () => {
    const { room } = device(new Map(), 'SecurityError');
    const storage = { getDirectory: async () => Promise.reject(new DOMException('private', 'UnknownError')) } as unknown as StorageManager;
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
