import { describe, expect, it } from 'vitest';
import { webKeepAwake } from './awake.ts';

const settle = () => Promise.resolve().then(() => undefined).then(() => undefined);

function pageWith(request: (() => Promise<unknown>) | null) {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const navigator = request === null ? {} : { wakeLock: { request } };
  return { page: { document, navigator } as unknown as Window, document };
}

describe('the screen stays on while one listens', () => {
  it('asks, asks again after the page was hidden, and lets go', async () => {
    const locks: { released: boolean; release: () => Promise<void> }[] = [];
    const { page, document } = pageWith(async () => {
      const lock = { released: false, release: async () => void (lock.released = true) };
      locks.push(lock);
      return lock;
    });
    const stop = webKeepAwake(page)();
    await settle();
    expect(locks).toHaveLength(1);
    locks[0]!.released = true;
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(locks).toHaveLength(2);
    stop();
    expect(locks[1]!.released).toBe(true);
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(locks).toHaveLength(2);
  });

  it('a refusal, or no such thing at all, is no trouble', async () => {
    const refusing = webKeepAwake(pageWith(async () => Promise.reject(new Error('low battery'))).page)();
    await settle();
    expect(refusing).not.toThrow();
    expect(webKeepAwake(pageWith(null).page)()).not.toThrow();
  });
});
