import type { Clock } from '#shared/ports.ts';
import { pickHost, type MaybeDesktopWindow } from '../../../renderer/host/pick-host.ts';
import { webClock, webRandom } from '../../../renderer/host/web-ports.ts';
import { createProfiles } from '../../../renderer/vault/create-profiles.ts';
import type { Vault } from '../../../renderer/vault/types.ts';
import type { VaultAnswer, VaultCall, VaultPage } from './wire.ts';

/** The vaults as the app makes them, over the browser's own IndexedDB, ciphers and channels, to be called by a test. */
const page = window as unknown as VaultPage;
const vaults: Vault[] = [];
const subscriptions = new Map<number, () => void>();

/** No two looks at the clock are the same, so that a test may ask which of two notes is the newer one. */
let lastMs = 0;
const clock: Clock = { nowMs: () => (lastMs = Math.max(lastMs + 1, webClock.nowMs())) };
const profiles = createProfiles({ host: pickHost(window as unknown as MaybeDesktopWindow), clock, random: webRandom });

type Callable = { readonly [part: string]: unknown };

page.samovarVault = async ({ vault, path, args }: VaultCall): Promise<VaultAnswer> => {
  let owner: unknown = vault === null ? profiles : vaults[vault];
  for (const part of path.slice(0, -1)) owner = (owner as Callable)[part];
  const method = (owner as Callable)[path.at(-1) ?? ''] as (...given: unknown[]) => Promise<unknown>;
  try {
    const value = await method.apply(owner, [...args]);
    const opened = vaultIn(value);
    if (opened === null) return { came: 'value', value };
    return { came: 'vault', vault: vaults.push(opened) - 1, profile: opened.profile };
  } catch (error) {
    const { name, message, code } = error as Error & { readonly code?: unknown };
    return { came: 'rejection', name, message, code };
  }
};

page.samovarSubscribe = (vault, part, subscription) => {
  const owner = (vaults[vault] as unknown as Callable)[part] as Vault['notes'];
  subscriptions.set(subscription, owner.subscribe(() => void page.samovarChanged(subscription)));
};

page.samovarUnsubscribe = (subscription) => {
  subscriptions.get(subscription)?.();
  subscriptions.delete(subscription);
};

/** `create` and `open` give a vault inside a result. */
function vaultIn(value: unknown): Vault | null {
  if (typeof value !== 'object' || value === null || !('ok' in value) || value.ok !== true || !('value' in value)) return null;
  const { value: inner } = value;
  return typeof inner === 'object' && inner !== null && 'notes' in inner ? (inner as Vault) : null;
}
