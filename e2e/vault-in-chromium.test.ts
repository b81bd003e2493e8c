import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { root } from '../build/lib/root.ts';
import { vaultContract } from '../renderer/vault/vault.contract.ts';
import type { Profiles } from '../renderer/vault/types.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { vaultsIn } from './harness/remote-vaults.ts';

/**
 * The vault's contract where people's vaults are: Chromium's IndexedDB on a disk, real ciphers, real channels between
 * real windows. The page is built as the app is and comes from a relay, with the relay's content security policy.
 */
let folder: string;
let house: House;
let owner: Person;
const windows: Page[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-vault-page-'));
  await build({
    configFile: false,
    root: join(root, 'e2e/harness/vault-page'),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'chrome140', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  house = await openHouse({ env: { SAMOVAR_APP: folder } });
  owner = await house.person('owner');
});
afterEach(async () => {
  for (const page of windows.splice(0)) await page.close();
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Another window of the same browser, over the same disk. */
async function openWindow(): Promise<Profiles> {
  const page = await owner.page.context().newPage();
  windows.push(page);
  await page.goto(owner.address);
  return vaultsIn(page);
}

/** A window that opens itself once it is needed. */
function soon(): Profiles {
  let opening: Promise<Profiles> | null = null;
  const opened = (): Promise<Profiles> => (opening ??= openWindow());
  return {
    list: async () => (await opened()).list(),
    create: async () => (await opened()).create(),
    open: async (profile, passphrase) => (await opened()).open(profile, passphrase),
    erase: async (profile) => (await opened()).erase(profile),
  };
}

vaultContract('Chromium', async () => ({ profiles: soon(), anotherWindow: soon }), { isElsewhere: true });
