import type { Page } from 'playwright-core';
import type { Profile, Profiles, Vault } from '../../renderer/vault/types.ts';
import type { VaultAnswer, VaultCall, VaultPage } from './vault-page/wire.ts';

/** The vaults of a page, for a test that runs on Node: each call is made in the page, and its answer brought back. */
export async function vaultsIn(page: Page): Promise<Profiles> {
  const listeners = new Map<number, () => void>();
  let subscriptions = 0;
  await page.exposeFunction('samovarChanged', (subscription: number) => listeners.get(subscription)?.());
  await page.waitForFunction(() => 'samovarVault' in window);

  const ask = (made: VaultCall): Promise<VaultAnswer> =>
    page.evaluate((given) => (window as unknown as VaultPage).samovarVault(given), made);

  async function call(vault: number | null, path: readonly string[], args: readonly unknown[]): Promise<unknown> {
    const answer = await ask({ vault, path, args });
    switch (answer.came) {
      case 'value':
        return answer.value;
      case 'vault':
        return { ok: true, value: remoteVault(answer.vault, answer.profile as Profile) };
      case 'rejection':
        throw Object.assign(new Error(answer.message), { name: answer.name, code: answer.code });
    }
  }

  /** One part of a vault, whatever its methods are called. */
  const part = <Part extends object>(vault: number | null, name: string | null): Part =>
    new Proxy({} as Part, {
      get: (_target, method) => {
        // A promise would be asked for `then`; a part of a vault is none.
        if (typeof method !== 'string' || method === 'then') return undefined;
        if (method === 'subscribe') return (listener: () => void) => subscribe(vault, name, listener);
        return (...args: readonly unknown[]) => call(vault, name === null ? [method] : [name, method], args);
      },
    });

  function subscribe(vault: number | null, name: string | null, listener: () => void): () => void {
    const subscription = (subscriptions += 1);
    listeners.set(subscription, listener);
    // Sent before anything that is called later, and a page does things in the order they were sent.
    const asked = page.evaluate(
      ([of, where, number]) => (window as unknown as VaultPage).samovarSubscribe(of, where, number),
      [vault ?? 0, name ?? '', subscription] as const,
    );
    return () => {
      listeners.delete(subscription);
      void asked.then(() => page.evaluate((number) => (window as unknown as VaultPage).samovarUnsubscribe(number), subscription));
    };
  }

  const remoteVault = (vault: number, profile: Profile): Vault => ({
    profile,
    notes: part(vault, 'notes'),
    outbox: part(vault, 'outbox'),
    documents: part(vault, 'documents'),
    drafts: part(vault, 'drafts'),
    settings: part(vault, 'settings'),
    damage: {
      list: () => {
        throw new Error('damage is looked at where the vault is, without waiting');
      },
      subscribe: (listener) => subscribe(vault, 'damage', listener),
    },
    setPassphrase: (passphrase) => part<Vault>(vault, null).setPassphrase(passphrase),
    removePassphrase: (typed) => part<Vault>(vault, null).removePassphrase(typed),
    setRecoveryKey: (recoveryKey) => part<Vault>(vault, null).setRecoveryKey(recoveryKey),
    copying: part(vault, 'copying'),
    collection: () => {
      throw new Error('its changes are functions, which do not leave a process');
    },
    hasThings: () => part<Vault>(vault, null).hasThings(),
    proves: (typed) => part<Vault>(vault, null).proves(typed),
    close: () => part<Vault>(vault, null).close(),
  });

  return part<Profiles>(null, null);
}
