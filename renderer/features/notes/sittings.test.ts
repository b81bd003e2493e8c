import { beforeEach, describe, expect, it } from 'vitest';
import { handTimers } from '../../vault/vault.fixture.ts';
import type { NoteSession } from './editor/note-session.ts';
import { createNoteSaver, RETRY_MS } from './note-saver.ts';
import { createSittings, type AfterSitting } from './sittings.ts';
import { noteOf } from './testing/notes.ts';

/** RELIABILITY F2: the disk refuses, and the person goes on to another note. */
describe('sittings whose words are not on disk', () => {
  let full: boolean;
  let closed: number;
  let told: number;
  let after: number;
  const timers = handTimers();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const watch: AfterSitting = {
    onTrouble: () => void (told += 1),
    afterwards: async () => void (after += 1),
  };
  const sitting = (id: string): NoteSession => {
    const saver = createNoteSaver({ timers, save: async () => (full ? Promise.reject(new Error('full')) : undefined) });
    saver.change({ body: 'only here' });
    const close = async (): Promise<void> => {
      closed += 1;
      await saver.close();
    };
    return { note: noteOf({ id }), saver, flush: () => saver.flush(), close } as unknown as NoteSession;
  };

  beforeEach(() => {
    full = true;
    closed = 0;
    told = 0;
    after = 0;
  });

  it('are given back to whoever opens the note again, once, and nobody locks over them', async () => {
    const sittings = createSittings();
    const session = sitting('a');
    sittings.hold(session, watch);
    expect(await sittings.flush()).toBe(false);
    expect(sittings.isUnsaved()).toBe(true);
    expect(sittings.take('b')).toBeNull();
    expect(sittings.take('a')).toBe(session);
    expect(sittings.take('a')).toBeNull();
    expect([closed, after]).toEqual([0, 0]);
    expect([await sittings.flush(), sittings.isUnsaved()]).toEqual([true, false]);
    await session.close();
  });

  it('are here from the moment on in which the screen goes, while the disk still takes its time', () => {
    const sittings = createSittings();
    const session = sitting('a');
    sittings.hold(session, watch);
    expect([sittings.isUnsaved(), sittings.take('a')]).toEqual([true, session]);
    void session.close();
  });

  it('are told of once, go on trying by themselves, and are let go once their words are down', async () => {
    const sittings = createSittings();
    sittings.hold(sitting('a'), watch);
    await settle();
    expect([told, closed, after, [...sittings.refused.getSnapshot()]]).toEqual([1, 0, 0, ['a']]);
    full = false;
    timers.advance(RETRY_MS);
    await settle();
    expect([told, closed, after, sittings.take('a'), timers.waiting]).toEqual([1, 1, 1, null, 0]);
    expect(sittings.refused.getSnapshot().size).toBe(0);
  });

  it('on a disk that takes them are let go at once, and nobody hears of it', async () => {
    full = false;
    const sittings = createSittings();
    sittings.hold(sitting('a'), watch);
    await settle();
    expect([told, closed, after, sittings.take('a')]).toEqual([0, 1, 1, null]);
  });

  it('two with the same note: neither pushes the other out', async () => {
    const sittings = createSittings();
    const [one, other] = [sitting('a'), sitting('a')];
    sittings.hold(one, watch);
    sittings.hold(other, watch);
    expect([sittings.take('a'), sittings.take('a'), sittings.take('a')]).toEqual([one, other, null]);
    await Promise.all([one.close(), other.close()]);
  });

  it('end with the vault, which waits for them, and nothing goes on trying after that', async () => {
    const sittings = createSittings();
    sittings.hold(sitting('a'), watch);
    await sittings.close();
    sittings.hold(sitting('b'), watch);
    await settle();
    expect([closed, after, timers.waiting]).toEqual([2, 0, 0]);
  });
});
