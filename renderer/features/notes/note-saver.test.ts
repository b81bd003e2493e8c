import { beforeEach, describe, expect, it } from 'vitest';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import { createNoteSaver, LONGEST_MS, PAUSE_MS, RETRY_MS, type NoteChange, type NoteSaver } from './note-saver.ts';

/** Timers that move when told to. */
function handTimers(): Timers & { pass(ms: number): Promise<void> } {
  let now = 0;
  let due: { at: number; run: () => void }[] = [];
  const after = (delayMs: number, run: () => void): TimerHandle => {
    const entry = { at: now + delayMs, run };
    due.push(entry);
    return { cancel: () => void (due = due.filter((other) => other !== entry)) };
  };
  return {
    monotonicMs: () => now,
    after,
    every: () => ({ cancel: () => undefined }),
    async pass(ms) {
      const until = now + ms;
      for (;;) {
        const next = due.filter((entry) => entry.at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = next.at;
        due = due.filter((entry) => entry !== next);
        next.run();
        await settled();
      }
      now = until;
      await settled();
    },
  };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe('note saver', () => {
  let timers: ReturnType<typeof handTimers>;
  let written: NoteChange[];
  let finish: ((error?: Error) => void)[];
  let saver: NoteSaver;

  beforeEach(() => {
    timers = handTimers();
    written = [];
    finish = [];
    saver = createNoteSaver({
      timers,
      save: (change) =>
        new Promise<void>((resolve, reject) => {
          written.push(change);
          finish.push((error) => (error === undefined ? resolve() : reject(error)));
        }),
    });
  });

  const at = (): string => saver.getSnapshot().at;

  it('F1: says saved only after the write has resolved', async () => {
    saver.change({ body: 'a' });
    expect(at()).toBe('unsaved');
    await timers.pass(PAUSE_MS);
    expect(written).toEqual([{ body: 'a' }]);
    expect(at()).toBe('saving');
    finish[0]!();
    await settled();
    expect(at()).toBe('saved');
  });

  it('F3: writes within a second although nobody pauses', async () => {
    for (let typed = 0; typed < 20; typed++) {
      saver.change({ body: 'x'.repeat(typed + 1) });
      await timers.pass(100);
      if (written.length > 0) break;
    }
    expect(timers.monotonicMs()).toBeLessThanOrEqual(LONGEST_MS + 100);
    expect(written).toHaveLength(1);
  });

  it('keeps what is typed during a write for the next one, and never calls it saved before', async () => {
    saver.change({ title: 'one' });
    await timers.pass(PAUSE_MS);
    saver.change({ body: 'two' });
    finish[0]!();
    await settled();
    expect(at()).not.toBe('saved');
    await timers.pass(PAUSE_MS);
    expect(written).toEqual([{ title: 'one' }, { body: 'two' }]);
    finish[1]!();
    await settled();
    expect(at()).toBe('saved');
  });

  it('F2: keeps refused words, says so, and tries again by itself with the newest ones', async () => {
    saver.change({ title: 'kept', body: 'old' });
    await timers.pass(PAUSE_MS);
    saver.change({ body: 'new' });
    finish[0]!(new Error('QuotaExceededError'));
    await settled();
    expect(at()).toBe('failed');
    saver.change({ body: 'new' });
    expect(at()).toBe('failed');
    await timers.pass(RETRY_MS);
    expect(written.at(-1)).toEqual({ title: 'kept', body: 'new' });
    finish.at(-1)!();
    await settled();
    expect(at()).toBe('saved');
  });

  it('flush writes at once and resolves when it is on disk', async () => {
    saver.change({ body: 'last words' });
    let done = false;
    const flushed = saver.flush().then(() => void (done = true));
    expect(written).toEqual([{ body: 'last words' }]);
    await settled();
    expect(done).toBe(false);
    finish[0]!();
    await flushed;
    expect(at()).toBe('saved');
  });

  it('close writes what is left; a second close and a close with nothing pending do nothing', async () => {
    await saver.close();
    expect(written).toEqual([]);
    saver.change({ body: 'late' });
    const closing = saver.close();
    finish[0]!();
    await closing;
    await saver.close();
    expect(written).toEqual([{ body: 'late' }]);
  });
});
