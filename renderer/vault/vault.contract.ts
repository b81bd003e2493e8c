import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EntryId } from '#shared/ids.ts';
import { collectionContract } from './collection.contract.ts';
import { CHAT, type ContractBench } from './contract-bench.ts';
import { documentStoreContract } from './document-store.contract.ts';
import { notesContract } from './notes.contract.ts';
import { outboxContract } from './outbox.contract.ts';
import type { Profiles, Vault } from './types.ts';

/** What a disk with vaults on it must offer, so that the same promises are kept on node and in a real browser. */
export interface VaultGround {
  readonly profiles: Profiles;
  /** The same disk as another window, or the next start of the app, finds it. */
  anotherWindow(): Profiles;
}

const MESSAGE = { id: `${CHAT}/0123456789abcdef` as EntryId, chat: CHAT, text: 'too late', writtenAtMs: 1 };

/**
 * The promises of types.ts, for any implementation. `isElsewhere`: it lies in another process, and what takes a function
 * (`Collection.change`) cannot be asked of it.
 */
export function vaultContract(name: string, makeGround: () => Promise<VaultGround>, { isElsewhere = false } = {}): void {
  describe(`vault contract on ${name}`, () => {
    let ground: VaultGround;
    let vault: Vault;
    const open: Vault[] = [];

    const track = (opened: Awaited<ReturnType<Profiles['create']>>): Vault => {
      if (!opened.ok) throw new Error(opened.error.code);
      open.push(opened.value);
      return opened.value;
    };
    beforeEach(async () => {
      ground = await makeGround();
      vault = track(await ground.profiles.create());
    });
    afterEach(async () => {
      for (const one of open.splice(0)) await one.close();
    });

    const bench = (): ContractBench => ({
      vault,
      asNextStart: async () => {
        await vault.close();
        return track(await ground.anotherWindow().open(vault.profile.id, null));
      },
      secondWindow: async () => track(await ground.anotherWindow().open(vault.profile.id, null)),
    });
    notesContract(bench);
    outboxContract(bench);
    if (!isElsewhere) collectionContract(bench);
    documentStoreContract(bench);
    settingsContract(bench);

    test('a closed vault says so, and closes again without harm', async () => {
      await vault.close();
      await vault.close();
      await expect(vault.notes.list()).rejects.toMatchObject({ code: 'closed' });
      await expect(vault.outbox.add(MESSAGE)).rejects.toMatchObject({ code: 'closed' });
    });

    test('closing waits for what is being written', async () => {
      const writing = vault.settings.set('last', 'word');
      await vault.close();
      await writing;
      const again = track(await ground.anotherWindow().open(vault.profile.id, null));
      expect(await again.settings.get('last')).toBe('word');
    });
  });
}

function settingsContract(bench: () => ContractBench): void {
  test('drafts and settings are kept apart, replaced and removed', async () => {
    const { vault, asNextStart } = bench();
    await vault.drafts.set('chat/1', 'half a sent');
    await vault.settings.set('chat/1', { of: ['another', 1, null, true] });
    await vault.drafts.set('chat/1', 'half a sentence');
    const again = await asNextStart();
    expect(await again.drafts.get('chat/1')).toBe('half a sentence');
    expect(await again.settings.get('chat/1')).toEqual({ of: ['another', 1, null, true] });
    await again.drafts.remove('chat/1');
    expect(await again.drafts.get('chat/1')).toBeNull();
    expect(await again.settings.get('nothing')).toBeNull();
  });
}
