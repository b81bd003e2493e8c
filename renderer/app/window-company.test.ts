import { describe, expect, it } from 'vitest';
import { webCompany } from './window-company.ts';

/** The windows of one browser: who holds which lock, and who listens. */
function browser() {
  const held: { name: string; by: number }[] = [];
  const ears: { by: number; hear: () => void }[] = [];
  let windows = 0;
  return {
    held,
    open(marks = new Map<string, string>(), broken: { locks?: boolean; kept?: boolean } = {}) {
      const by = (windows += 1);
      const locks = {
        async request(name: string, _: LockOptions, hold: (lock: Lock | null) => unknown) {
          if (broken.locks === true) throw new Error('SecurityError');
          if (broken.kept === true) return hold(null);
          held.push({ name, by });
          return hold({ name, mode: 'shared' });
        },
        query: async () => ({ held: [...held], pending: [] }),
      };
      const channel = {
        addEventListener: (_: string, hear: () => void) => void ears.push({ by, hear }),
        postMessage() {
          for (const ear of ears) if (ear.by !== by) ear.hear();
        },
      };
      const hadCompany = webCompany(
        locks as unknown as LockManager,
        () => channel as unknown as BroadcastChannel,
        () => ({
          getItem: (key) => marks.get(key) ?? null,
          setItem: (key, value) => void marks.set(key, value),
          removeItem: (key) => void marks.delete(key),
        }),
      );
      const close = (): void => {
        held.splice(0, held.length, ...held.filter((one) => one.by !== by));
        ears.splice(0, ears.length, ...ears.filter((one) => one.by !== by));
      };
      return { hadCompany, close, marks };
    },
  };
}

describe('F016: whether a window was ever beside another', () => {
  it('is alone, whatever other locks there are', async () => {
    const { open, held } = browser();
    held.push({ name: 'samovar-profile-mine', by: 0 });
    expect(await open().hadCompany()).toBe(false);
  });

  it('two know of each other', async () => {
    const { open } = browser();
    const [one, other] = [open(), open()];
    expect([await one.hadCompany(), await other.hadCompany()]).toEqual([true, true]);
  });

  it('the one that came later knows when the first is gone', async () => {
    const { open } = browser();
    const first = open();
    await first.hadCompany();
    const later = open();
    await expect.poll(() => later.marks.size).toBe(1);
    first.close();
    expect(await later.hadCompany()).toBe(true);
  });

  it('the one that was there knows of one that came and went, through a reload too', async () => {
    const { open } = browser();
    const first = open();
    expect(await first.hadCompany()).toBe(false);
    const later = open();
    await later.hadCompany();
    later.close();
    expect(await first.hadCompany()).toBe(true);
    first.close();
    expect(await open(first.marks).hadCompany()).toBe(true);
  });

  it('knows of one whose greeting is still on its way', async () => {
    const { open, held } = browser();
    const first = open();
    expect(await first.hadCompany()).toBe(false);
    held.push({ name: 'samovar-windows', by: 0 });
    expect(await first.hadCompany()).toBe(true);
  });

  it('is alone again when all were closed', async () => {
    const { open } = browser();
    const both = [open(), open()];
    for (const one of both) await one.hadCompany();
    for (const one of both) one.close();
    expect(await open().hadCompany()).toBe(false);
  });

  it.each([{ locks: true }, { kept: true }])('says so where it cannot be known: %o', async (broken) => {
    await expect(browser().open(new Map(), broken).hadCompany()).rejects.toThrow(Error);
  });
});
