import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { webRandom } from '../host/web-ports.ts';
import { newRecoveryKey } from './recovery-key.ts';
import type { Profiles, Vault } from './types.ts';
import { createVaultBench, newVault, plainHost, rawRows, reopen, type VaultBench } from './vault.fixture.ts';

const open: Vault[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const vault of open.splice(0)) await vault.close();
});
const track = (vault: Vault): Vault => {
  open.push(vault);
  return vault;
};
const codeOf = async (profiles: Profiles, id: string, typed: string | null): Promise<string> => {
  const opened = await profiles.open(id, typed);
  if (!opened.ok) return opened.error.code;
  track(opened.value);
  return 'opened';
};
const bodies = async (vault: Vault): Promise<string[]> => (await vault.notes.list()).map((note) => note.body);

const RIGHT = 'a kettle on a quiet stove';
const KEY = newRecoveryKey(webRandom);
const OTHER_KEY = newRecoveryKey(webRandom);

/** A closed vault with one note, under a passphrase and a recovery key unless said otherwise. */
async function lockedVault(bench: VaultBench, passphrase: string | null = RIGHT): Promise<string> {
  const vault = await newVault(bench.profiles);
  const note = await vault.notes.create();
  await vault.notes.save(note.id, { body: 'kept' });
  if (passphrase !== null) await vault.setPassphrase(passphrase);
  expect(await vault.setRecoveryKey(KEY)).toEqual({ ok: true, value: undefined });
  expect(vault.profile.recovery).toBe(true);
  await vault.close();
  return vault.profile.id;
}

/** Stops every write to the disk after so many. */
function stopWritesAfter(allowed: number): void {
  let writes = 0;
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function stopping(this: IDBObjectStore, ...args) {
    writes += 1;
    if (writes > allowed) throw new DOMException('stopped', 'UnknownError');
    return put.apply(this, args);
  });
}

describe('V13: a recovery key', () => {
  test('opens in place of the passphrase, as a hand may have written it', async () => {
    const bench = createVaultBench();
    const id = await lockedVault(bench);
    expect(await bodies(track(await reopen(bench.profiles, id, KEY)))).toEqual(['kept']);
    expect(await codeOf(bench.anotherWindow(), id, ` ${KEY.toLowerCase().replaceAll('-', ' ')}`)).toBe('opened');
    expect(await codeOf(bench.anotherWindow(), id, RIGHT)).toBe('opened');
  });

  test('a new one takes its place: the old one stops', async () => {
    const bench = createVaultBench();
    const id = await lockedVault(bench);
    const vault = track(await reopen(bench.profiles, id, RIGHT));
    await vault.setRecoveryKey(OTHER_KEY);
    expect(await codeOf(bench.profiles, id, KEY)).toBe('wrong-passphrase');
    expect(await codeOf(bench.profiles, id, OTHER_KEY)).toBe('opened');
  });

  test('it lives through a change of passphrase, and neither touches a row', async () => {
    const bench = createVaultBench();
    const id = await lockedVault(bench);
    const contents = async () => (await rawRows(bench.disk)).filter((row) => row.database !== 'samovar-shelf');
    const before = await contents();
    const vault = track(await reopen(bench.profiles, id, KEY));
    await vault.setPassphrase('another one');
    await vault.setRecoveryKey(OTHER_KEY);
    expect(await contents()).toEqual(before);
    expect(await codeOf(bench.profiles, id, RIGHT)).toBe('wrong-passphrase');
    expect(await codeOf(bench.profiles, id, OTHER_KEY)).toBe('opened');
    expect(await codeOf(bench.profiles, id, 'another one')).toBe('opened');
  });

  test('F6: a wrong one takes as long as a wrong passphrase and says the same; a slip is no vault\'s business', async () => {
    const waits: number[] = [];
    const timers = {
      monotonicMs: () => 0,
      after: (delayMs: number, run: () => void) => {
        waits.push(delayMs);
        run();
        return { cancel: () => undefined };
      },
      every: () => ({ cancel: () => undefined }),
    };
    const bench = createVaultBench({ timers });
    const id = await lockedVault(bench);
    const before = await rawRows(bench.disk);
    for (const wrong of [OTHER_KEY, KEY.slice(1), '']) expect(await codeOf(bench.profiles, id, wrong)).toBe('wrong-passphrase');
    expect(waits).toEqual([300, 300, 300]);
    expect(await rawRows(bench.disk)).toEqual(before);
  });

  test('another vault\'s recovery key opens nothing here', async () => {
    const bench = createVaultBench();
    const one = await lockedVault(bench);
    const other = track(await newVault(bench.profiles));
    await other.setPassphrase('something else');
    await other.setRecoveryKey(OTHER_KEY);
    expect(await codeOf(bench.profiles, one, OTHER_KEY)).toBe('wrong-passphrase');
  });

  test('something that is no recovery key is not taken for one', async () => {
    const vault = track(await newVault(createVaultBench().profiles));
    expect((await vault.setRecoveryKey('four words of mine')).ok).toBe(false);
    expect(vault.profile.recovery).toBe(false);
  });

  test('F7: it opens when the keychain forgot, and the keychain serves again after', async () => {
    const keychain = new Map<string, Uint8Array>();
    const bench = createVaultBench({ host: plainHost(keychain) });
    const id = await lockedVault(bench, null);
    keychain.clear();
    expect(await codeOf(bench.profiles, id, null)).toBe('keychain-changed');
    expect(await codeOf(bench.profiles, id, OTHER_KEY)).toBe('wrong-passphrase');
    expect(await codeOf(bench.profiles, id, null)).toBe('keychain-changed');
    expect(await bodies(track(await reopen(bench.profiles, id, KEY)))).toEqual(['kept']);
    expect(await codeOf(bench.anotherWindow(), id, null)).toBe('opened');
  });

  test.each([0, 1])('F6: stopped at write %i of making a new one, the old or the new works', async (allowed) => {
    const bench = createVaultBench();
    const id = await lockedVault(bench);
    const vault = track(await reopen(bench.profiles, id, RIGHT));
    stopWritesAfter(allowed);
    await vault.setRecoveryKey(OTHER_KEY);
    vi.restoreAllMocks();
    const ways = [await codeOf(bench.profiles, id, KEY), await codeOf(bench.profiles, id, OTHER_KEY)];
    expect(ways).toEqual(allowed === 0 ? ['opened', 'wrong-passphrase'] : ['wrong-passphrase', 'opened']);
    expect(await codeOf(bench.profiles, id, RIGHT)).toBe('opened');
  });
});

describe('taking the passphrase off', () => {
  test.each([
    ['device', null],
    ['keychain', new Map<string, Uint8Array>()],
  ])('to %s: after the passphrase was typed, it opens unasked, and the recovery key still opens', async (to, keychain) => {
    const bench = createVaultBench({ host: plainHost(keychain) });
    const id = await lockedVault(bench);
    const vault = track(await reopen(bench.profiles, id, RIGHT));
    expect(await vault.removePassphrase('a guess')).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(keychain?.size ?? 0).toBe(0);
    expect(await vault.removePassphrase(RIGHT)).toEqual({ ok: true, value: undefined });
    expect(vault.profile.protection).toBe(to);
    expect(await codeOf(bench.profiles, id, null)).toBe('opened');
    expect(await codeOf(bench.profiles, id, KEY)).toBe('opened');
  });

  test.each([0, 1, 2, 3])('F6: stopped at write %i, a way in works and no copy is left unknown', async (allowed) => {
    for (const keychain of [null, new Map<string, Uint8Array>()]) {
      const bench = createVaultBench({ host: plainHost(keychain) });
      const id = await lockedVault(bench);
      const vault = track(await reopen(bench.profiles, id, RIGHT));
      stopWritesAfter(allowed);
      const removed = await vault.removePassphrase(RIGHT);
      vi.restoreAllMocks();
      expect(removed.ok).toBe(allowed >= 3);
      expect(await codeOf(bench.profiles, id, RIGHT)).toBe('opened');
      // Whoever typed the passphrase again has a vault that only it opens, or one that opens unasked: never a stray copy.
      const unasked = await codeOf(bench.profiles, id, null);
      expect(unasked).toBe(allowed >= 3 ? 'opened' : 'passphrase-needed');
      expect(unasked === 'opened' || (keychain?.size ?? 0) === 0).toBe(true);
    }
  });

  test('proving oneself: the passphrase or the recovery key', async () => {
    const bench = createVaultBench();
    const vault = track(await reopen(bench.profiles, await lockedVault(bench), RIGHT));
    expect(await Promise.all([RIGHT, KEY, OTHER_KEY, ''].map((typed) => vault.proves(typed)))).toEqual([true, true, false, false]);
    const plain = track(await newVault(bench.profiles));
    expect(await plain.proves('anything')).toBe(false);
  });
});

describe('F8: keys are overwritten when the vault closes', () => {
  test('the key that was found, and what came too late writes nothing', async () => {
    const given: Uint8Array[] = [];
    const keychain = new Map<string, Uint8Array>();
    const host = plainHost(keychain);
    const read = async (name: string): Promise<Uint8Array | null> => {
      const copy = keychain.get(name)?.slice() ?? null;
      if (copy !== null) given.push(copy);
      return copy;
    };
    const bench = createVaultBench({ host: { ...host, keychain: { ...host.keychain, read } } });
    const vault = await newVault(bench.profiles);
    await vault.notes.create();
    const settings = vault.settings;
    await vault.close();
    const again = await reopen(bench.profiles, vault.profile.id);
    expect(given.at(-1)?.some((byte) => byte !== 0)).toBe(true);
    await again.close();
    expect(given.length).toBeGreaterThan(1);
    expect(given.every((key) => key.every((byte) => byte === 0))).toBe(true);
    const before = await rawRows(bench.disk);
    await expect(settings.set('late', 1)).rejects.toMatchObject({ code: 'closed' });
    expect((await again.setPassphrase(RIGHT)).ok).toBe(false);
    expect(await rawRows(bench.disk)).toEqual(before);
  });
});
