import type { Copies } from '../vault/backup/copies.ts';
import type { DevicePreferences } from './look.ts';

/** What of a page is erased beside the vaults. */
export type ErasablePage = Pick<Window, 'sessionStorage'> & {
  readonly caches?: CacheStorage;
  readonly navigator: { readonly serviceWorker?: Pick<ServiceWorkerContainer, 'getRegistrations'> };
};

/**
 * Everything that this device holds of anybody: vaults, keys and backups first, for they matter; then the app's own
 * files and choices. What fails later on does not bring back what is gone already, and is tried to the end.
 */
export async function eraseEverything(
  page: ErasablePage,
  copies: Pick<Copies, 'eraseEverything'>,
  preferences: Pick<DevicePreferences, 'clear'>,
): Promise<void> {
  await copies.eraseEverything();
  preferences.clear();
  const rest = [
    async () => page.sessionStorage.clear(),
    async () => Promise.all(((await page.caches?.keys()) ?? []).map((name) => page.caches?.delete(name))),
    async () => {
      const workers = (await page.navigator.serviceWorker?.getRegistrations()) ?? [];
      await Promise.all(workers.map((worker) => worker.unregister()));
    },
  ];
  // A browser that has or allows none of these holds nothing in them.
  await Promise.allSettled(rest.map((piece) => piece()));
}
