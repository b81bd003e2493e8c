import { expect, test } from 'vitest';
import { eraseEverything, type ErasablePage } from './erase-everything.ts';

function page(log: string[], broken: boolean): ErasablePage {
  const names = ['samovar-shell-1', 'samovar-shell-2'];
  return {
    sessionStorage: { clear: () => log.push('session storage') } as unknown as Storage,
    caches: {
      keys: async () => {
        if (broken) throw new DOMException('no', 'SecurityError');
        return names;
      },
      delete: async (name: string) => Boolean(log.push(`cache ${name}`)),
    } as unknown as CacheStorage,
    navigator: {
      serviceWorker: { getRegistrations: async () => [{ unregister: async () => Boolean(log.push('worker')) }] as unknown as ServiceWorkerRegistration[] },
    },
  };
}
const parts = (log: string[]) =>
  [{ eraseEverything: async () => void log.push('vaults') }, { clear: () => void log.push('choices') }] as const;

test('V9: the vaults first, then the choices, the app\'s files and its worker', async () => {
  const log: string[] = [];
  await eraseEverything(page(log, false), ...parts(log));
  expect(log.slice(0, 2)).toEqual(['vaults', 'choices']);
  expect(log.slice(2).toSorted()).toEqual(['cache samovar-shell-1', 'cache samovar-shell-2', 'session storage', 'worker']);
});

test('what fails later does not keep the rest', async () => {
  const log: string[] = [];
  await eraseEverything(page(log, true), ...parts(log));
  expect(log).toContain('worker');
  expect(log).toContain('session storage');
});
