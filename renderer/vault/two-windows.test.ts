import { describe, expect, test } from 'vitest';
import { ok } from '#shared/result.ts';
import type { KeyKeeper } from './key-keeper.ts';
import type { PassphraseWrap } from './key-wrap.ts';
import { createPassphraseChange } from './passphrase-change.ts';
import type { ShelfRow } from './shelf-row.ts';
import type { Shelf } from './shelf.ts';
import { createVaultBench, newVault, tamper } from './vault.fixture.ts';

const ID = 'place';
const KEY = new Uint8Array(32);
const under = (words: string): PassphraseWrap => ({
  kind: 'passphrase',
  salt: new Uint8Array(),
  cost: { memoryKib: 64, passes: 1, lanes: 1 },
  box: new TextEncoder().encode(words),
});

/** A shelf and a keychain that two windows share; `step` runs before each touch of either. */
function sharedShelf(step: () => Promise<void>) {
  const fixed = { id: ID, createdDayMs: 0, openedDayMs: 0, openedOrder: 1, check: '' };
  let row: ShelfRow = { ...fixed, wraps: [under('old')] };
  const keychain = new Set<string>();
  const shelf = {
    get: async () => (await step(), row),
    change: async (_id: string, next: (now: ShelfRow) => ShelfRow) => (await step(), (row = next(row))),
  } as unknown as Shelf;
  const opens = (of: ShelfRow, typed: string | null): boolean =>
    of.wraps.some((wrap) =>
      wrap.kind === 'passphrase' ? typed === new TextDecoder().decode(wrap.box) : typed === null && keychain.has(ID),
    );
  const keeper = {
    keep: async () => (await step(), keychain.add(ID), ok({ kind: 'keychain' })),
    wrap: async (_id: string, _key: Uint8Array, words: string) => under(words),
    forget: async () => (await step(), void keychain.delete(ID)),
    opens: async (of: ShelfRow, typed: string | null) => (await step(), opens(of, typed)),
  } as unknown as KeyKeeper;
  const ways = (): (string | null)[] => [null, 'old', 'new'].filter((typed) => opens(row, typed));
  return { change: createPassphraseChange(shelf, keeper), ways, wraps: () => row.wraps };
}

describe('V5, RELIABILITY F6: two windows change the ways in at once', () => {
  const takeOff = (change: ReturnType<typeof createPassphraseChange>) => change.remove(ID, KEY, 'old');
  const setNew = (change: ReturnType<typeof createPassphraseChange>) => change.set(ID, KEY, 'new');

  test.each([
    ['taken off, while the other sets a new one', takeOff, setNew],
    ['set anew, while the other takes it off', setNew, takeOff],
  ])('%s: a way in is left, wherever the two meet', async (_what, one, other) => {
    let steps = 0;
    for (let at = 1; steps >= at - 1; at += 1) {
      steps = 0;
      let inside = false;
      const both = sharedShelf(async () => {
        if (inside) return;
        steps += 1;
        if (steps !== at) return;
        inside = true;
        await other(both.change);
        inside = false;
      });
      await one(both.change);
      inside = true;
      expect([at, both.ways().length > 0, both.wraps().length > 0]).toEqual([at, true, true]);
    }
    expect(steps).toBeGreaterThan(2);
  });
});

test('V9: a place whose ways in are gone is shown as needing a key; only a place marked so is erased', async () => {
  const bench = createVaultBench();
  const vault = await newVault(bench.profiles);
  const { id } = vault.profile;
  await vault.close();
  await tamper(bench.disk, 'samovar-shelf', 'profiles', (store) =>
    store.put({ id, createdDayMs: 0, openedDayMs: 0, openedOrder: 1, check: '', wraps: [] }),
  );
  expect(await bench.profiles.list()).toMatchObject([{ id, protection: 'passphrase' }]);
  expect(await bench.profiles.open(id, null)).toEqual({ ok: false, error: { code: 'passphrase-needed' } });
  expect((await bench.disk.databases()).map(({ name }) => name)).toContain(`samovar-${id}`);
  await bench.profiles.erase(id);
  expect(await bench.profiles.list()).toEqual([]);
  expect((await bench.disk.databases()).map(({ name }) => name)).not.toContain(`samovar-${id}`);
});
