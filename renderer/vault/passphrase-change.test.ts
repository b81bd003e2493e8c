import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createProfiles } from './create-profiles.ts';
import { stretchPlainly } from './stretch.noble.ts';
import type { Profiles, Vault } from './types.ts';
import { asked, CHEAP, createVaultBench, newVault, plainHost, rawRows, reopen, tamper } from './vault.fixture.ts';

const open: Vault[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const vault of open.splice(0)) await vault.close();
});
const track = (vault: Vault): Vault => {
  open.push(vault);
  return vault;
};
const codeOf = async (profiles: Profiles, id: string, passphrase: string | null): Promise<string> => {
  const opened = await profiles.open(id, passphrase);
  if (!opened.ok) return opened.error.code;
  track(opened.value);
  return 'opened';
};
const withNote = async (profiles: Profiles): Promise<Vault> => {
  const vault = track(await newVault(profiles));
  const note = await vault.notes.create();
  await vault.notes.save(note.id, { body: 'kept' });
  return vault;
};
const bodies = async (vault: Vault): Promise<string[]> => (await vault.notes.list()).map((note) => note.body);

describe('V5, RELIABILITY F6: passphrases', () => {
  const RIGHT = 'a kettle on a quiet stove';

  test.each([
    ['device', null],
    ['keychain', new Map<string, Uint8Array>()],
  ])('from %s: the key goes under the passphrase, and the copy that needed none is gone', async (from, keychain) => {
    const bench = createVaultBench({ host: plainHost(keychain) });
    const vault = await withNote(bench.profiles);
    expect(vault.profile.protection).toBe(from);
    expect(await vault.setPassphrase(RIGHT)).toEqual({ ok: true, value: undefined });
    expect(vault.profile.protection).toBe('passphrase');
    expect(keychain?.size ?? 0).toBe(0);
    await vault.close();
    expect(await codeOf(bench.profiles, vault.profile.id, null)).toBe('passphrase-needed');
    expect(await bodies(track(await reopen(bench.profiles, vault.profile.id, RIGHT)))).toEqual(['kept']);
    const [profile] = await bench.profiles.list();
    expect(profile?.protection).toBe('passphrase');
  });

  test('a wrong one takes 300 ms, says no more, and changes nothing', async () => {
    let nowMs = 0;
    const waits: number[] = [];
    const timers = {
      monotonicMs: () => nowMs,
      after: (delayMs: number, run: () => void) => {
        waits.push(delayMs);
        nowMs += delayMs;
        run();
        return { cancel: () => undefined };
      },
      every: () => ({ cancel: () => undefined }),
    };
    const bench = createVaultBench({ timers });
    const vault = await withNote(bench.profiles);
    await vault.setPassphrase(RIGHT);
    await vault.close();
    const before = await rawRows(bench.disk);
    for (const wrong of ['', 'A kettle on a quiet stove', `${RIGHT} `]) {
      expect(await bench.profiles.open(vault.profile.id, wrong)).toEqual({ ok: false, error: { code: 'wrong-passphrase' } });
    }
    expect(waits).toEqual([300, 300, 300]);
    expect(await rawRows(bench.disk)).toEqual(before);
    expect(await bodies(track(await reopen(bench.profiles, vault.profile.id, RIGHT)))).toEqual(['kept']);
  });

  test('one passphrase however it was composed; an empty one is none', async () => {
    const bench = createVaultBench();
    const vault = track(await newVault(bench.profiles));
    expect(await vault.setPassphrase('')).toMatchObject({ error: { code: 'passphrase-needed' } });
    expect(vault.profile.protection).toBe('device');
    await vault.setPassphrase('caf\u00e9');
    expect(await codeOf(bench.profiles, vault.profile.id, 'cafe\u0301')).toBe('opened');
  });

  test('a change re-wraps the key and touches no row', async () => {
    const bench = createVaultBench();
    const vault = await withNote(bench.profiles);
    await vault.setPassphrase(RIGHT);
    const contents = async () => (await rawRows(bench.disk)).filter((row) => row.database !== 'samovar-shelf');
    const before = await contents();
    await vault.setPassphrase('another one');
    expect(await contents()).toEqual(before);
    expect(await codeOf(bench.profiles, vault.profile.id, RIGHT)).toBe('wrong-passphrase');
    expect(await codeOf(bench.profiles, vault.profile.id, 'another one')).toBe('opened');
  });

  test.each([
    ['device', 'first'],
    ['device', 'change'],
    ['keychain', 'first'],
    ['keychain', 'change'],
  ] as const)('stopped at any write (%s, %s): one way in works', async (from, kind) => {
    let stoppedAt = 0;
    for (let finished = false; !finished; stoppedAt += 1) {
      const keychain = from === 'keychain' ? new Map<string, Uint8Array>() : null;
      const bench = createVaultBench({ host: plainHost(keychain) });
      const vault = await withNote(bench.profiles);
      if (kind === 'change') await vault.setPassphrase('the old one');
      let writes = 0;
      const put = IDBObjectStore.prototype.put;
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function stopping(this: IDBObjectStore, ...args) {
        writes += 1;
        if (writes > stoppedAt) throw new DOMException('stopped', 'UnknownError');
        return put.apply(this, args);
      });
      finished = (await vault.setPassphrase(RIGHT)).ok;
      vi.restoreAllMocks();
      await vault.close();
      const ways: string[] = [];
      for (const way of [null, 'the old one', RIGHT, null]) ways.push(await codeOf(bench.profiles, vault.profile.id, way));
      const before = kind === 'first' ? ['opened', 'opened', 'opened'] : ['opened', 'wrong-passphrase', 'passphrase-needed'];
      const after = ['wrong-passphrase', 'opened', 'passphrase-needed'];
      expect(ways.slice(1)).toEqual(stoppedAt === 0 ? before : after);
    }
    expect(stoppedAt).toBeGreaterThan(1);
  });

  test('a tampered cost cannot freeze the machine', async () => {
    const bench = createVaultBench();
    const vault = await withNote(bench.profiles);
    await vault.setPassphrase(RIGHT);
    await tamper(bench.disk, 'samovar-shelf', 'profiles', async (store) => {
      const row = await asked(store.get(vault.profile.id));
      row.wraps[0].cost.memoryKib = 2 ** 31;
      await asked(store.put(row));
    });
    expect(await codeOf(bench.profiles, vault.profile.id, RIGHT)).toBe('wrong-passphrase');
  });

  test('the cost is kept beside the salt, so that it can be raised', async () => {
    const bench = createVaultBench();
    const vault = await withNote(bench.profiles);
    await vault.setPassphrase(RIGHT);
    const raised = createProfiles({ ...bench.parts, cost: { ...CHEAP, passes: 2 }, stretch: stretchPlainly });
    expect(await codeOf(raised, vault.profile.id, RIGHT)).toBe('opened');
  });
});
