import { beforeEach, describe, expect, it } from 'vitest';
import { handTimers } from '../../vault/vault.fixture.ts';
import type { NoteSession } from './editor/note-session.ts';
import { createNoteSaver, RETRY_MS } from './note-saver.ts';
import { createSittings } from './sittings.tsx';
import { noteOf } from './testing/notes.ts';

/** RELIABILITY F2: the disk refuses, and the person goes on to another note. */
describe('sittings whose words are not on disk', () => {
  let full: boolean;
  let closed: number;
  const timers = handTimers();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const failed = async (id: string): Promise<NoteSession> => {
    const saver = createNoteSaver({ timers, save: async () => (full ? Promise.reject(new Error('full')) : undefined) });
    saver.change({ body: 'only here' });
    await saver.flush();
    const close = async (): Promise<void> => {
      closed += 1;
      await saver.close();
    };
    return { note: noteOf({ id }), saver, flush: () => saver.flush(), close } as unknown as NoteSession;
  };

  beforeEach(() => {
    full = true;
    closed = 0;
  });

  it('are given back to whoever opens the note again, once, and nobody locks over them', async () => {
    const sittings = createSittings();
    const session = await failed('a');
    sittings.hold(session);
    expect(await sittings.flush()).toBe(false);
    expect(sittings.take('b')).toBeNull();
    expect(sittings.take('a')).toBe(session);
    expect(sittings.take('a')).toBeNull();
    expect(closed).toBe(0);
    expect(await sittings.flush()).toBe(true);
    await session.close();
  });

  it('go on trying by themselves, and are let go once their words are down', async () => {
    const sittings = createSittings();
    sittings.hold(await failed('a'));
    full = false;
    timers.advance(RETRY_MS);
    await settle();
    expect([closed, sittings.take('a'), timers.waiting]).toEqual([1, null, 0]);
  });

  it('end with the vault, and nothing goes on trying after that', async () => {
    const sittings = createSittings();
    sittings.hold(await failed('a'));
    await sittings.close();
    sittings.hold(await failed('b'));
    await settle();
    expect([closed, timers.waiting]).toEqual([2, 0]);
  });
});
