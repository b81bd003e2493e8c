import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeychain } from '../../main/keychain.ts';
import { control, safeStorage } from '../../main/standin/electron.ts';
import type { Host } from '../../renderer/host/host.ts';
import { createVaultBench, newVault, plainHost, rawRows } from '../../renderer/vault/vault.fixture.ts';
import type { Vault } from '../../renderer/vault/types.ts';

const TRUSTED = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'] as const;
/** To these two belongs a password that is the same on every machine. */
const UNTRUSTED = ['basic_text', 'unknown'] as const;

/** What may have happened to the keychain between two starts of the app. */
const CHANGES: Readonly<Record<string, () => void>> = {
  'nothing changed': () => undefined,
  'another keyring': () => void (control.keychainBackend = control.keychainBackend === 'kwallet6' ? 'gnome_libsecret' : 'kwallet6'),
  'basic_text': () => void (control.keychainBackend = 'basic_text'),
  'unknown': () => void (control.keychainBackend = 'unknown'),
  'no keychain at all': () => void (control.keychain = false),
  'the same keyring, made anew': () => void control.keychainKeys.delete(control.keychainBackend),
};

/** RELIABILITY F7: the desktop's real keychain over the stand-in for safeStorage, and the real vault over that. */
describe('F7: six backends, and what may happen to each between two starts', () => {
  let folder: string;
  const open: Vault[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samovar-keychain-'));
  });
  afterEach(async () => {
    for (const vault of open.splice(0)) await vault.close();
    Object.assign(control, { keychain: true, keychainBackend: 'gnome_libsecret', keychainKeys: new Map() });
    rmSync(folder, { recursive: true, force: true });
  });

  afterAll(() => control.close());

  /** The desktop as it starts now: what it thinks of its keychain is found out once, at the start. */
  const started = (): Host => ({ ...plainHost(), keychain: createKeychain(safeStorage, folder, 'linux') });
  const kept = (): readonly string[] => readdirSync(folder).filter((file) => file.endsWith('.sealed'));

  async function aNote(disk: IDBFactory): Promise<Vault> {
    const vault = await newVault(createVaultBench({ host: started() }, disk).profiles);
    const note = await vault.notes.create();
    await vault.notes.save(note.id, { body: 'kept' });
    await vault.close();
    return vault;
  }

  /** Opens it in a desktop that starts now; gives what is in it, or why it does not open. */
  async function next(disk: IDBFactory, id: string): Promise<string> {
    const opened = await createVaultBench({ host: started() }, disk).profiles.open(id, null);
    if (!opened.ok) return opened.error.code;
    open.push(opened.value);
    const [note] = await opened.value.notes.list();
    await opened.value.close();
    return note?.body ?? 'empty';
  }

  const cases = [...TRUSTED, ...UNTRUSTED].flatMap((backend) => Object.keys(CHANGES).map((change) => [backend, change] as const));
  test.each(cases)('%s, then %s', async (backend, change) => {
    const trusted = TRUSTED.some((one) => one === backend);
    control.keychainBackend = backend;
    const { disk } = createVaultBench();
    const { profile } = await aNote(disk);
    // A key that anybody can open is not kept with it; the screens say what the device's own is worth.
    expect(profile.protection).toBe(trusted ? 'keychain' : 'device');
    expect(kept()).toHaveLength(trusted ? 1 : 0);

    const [files, rows] = [kept(), await rawRows(disk)];
    const before = { ...control, keychainKeys: new Map(control.keychainKeys) };
    CHANGES[change]?.();
    const isOut = trusted && change !== 'nothing changed';
    expect(await next(disk, profile.id)).toBe(isOut ? 'keychain-changed' : 'kept');
    expect(kept()).toEqual(files);
    expect(isOut ? await rawRows(disk) : rows).toEqual(rows);

    Object.assign(control, { keychain: before.keychain, keychainBackend: before.keychainBackend, keychainKeys: before.keychainKeys });
    expect(await next(disk, profile.id)).toBe('kept');
  });
});
