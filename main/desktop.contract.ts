import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

/** What the contract needs of a running desktop: the stand-in's or real Electron's. */
export interface RunningDesktop {
  readonly page: Page;
  secondInstance(args: readonly string[]): Promise<void>;
}

interface Bridge {
  describe(): Promise<{ relayUrl: string; keychain: string }>;
  keychainWrite(argument: unknown): Promise<{ kept: boolean }>;
  keychainRead(argument: unknown): Promise<{ secret: Uint8Array | null }>;
  on(name: string, listener: (event: { route: string }) => void): () => void;
}
declare global {
  interface Window {
    samovar: Bridge;
    heard: string[];
  }
}

const NAME = 'vault-0123456789abcdefghjk';

/** One contract, two hosts: always on the stand-in, and on real Electron wherever its program is present. */
export function desktopContract(desktop: () => RunningDesktop): void {
  test('the page is ours and sees the bridge, and nothing of Node', async () => {
    const seen = await desktop().page.evaluate(() => [
      typeof window.samovar.describe,
      typeof Reflect.get(window, 'require'),
      typeof Reflect.get(window, 'process'),
      Object.isFrozen(window.samovar),
    ]);
    expect(seen).toEqual(['function', 'undefined', 'undefined', true]);
  });

  test('it says where the relay is', async () => {
    const described = await desktop().page.evaluate(() => window.samovar.describe());
    expect(described.relayUrl).toBe('http://127.0.0.1:8787');
  });

  test('a secret comes back as it was written, where there is a keychain', async () => {
    const { kept, secret } = await desktop().page.evaluate(async (name) => {
      const { kept: wasKept } = await window.samovar.keychainWrite({ name, secret: new Uint8Array([1, 2, 250]) });
      return { kept: wasKept, secret: [...((await window.samovar.keychainRead({ name })).secret ?? [])] };
    }, NAME);
    expect(secret).toEqual(kept ? [1, 2, 250] : []);
  });

  test('an argument that the contract does not know is refused, and not repeated', async () => {
    const said = await desktop().page.evaluate((name) =>
      window.samovar.keychainRead({ name: `../${name}`, secretThing: 'canary' }).then(String, (error: Error) => error.message), NAME);
    expect(said).toContain("Error invoking remote method 'keychain:read'");
    expect(said).not.toContain('canary');
  });

  test('a deep link that a second instance brings reaches the page as a route', async () => {
    const { page } = desktop();
    await page.evaluate(() => {
      window.heard = [];
      window.samovar.on('host:open-route', ({ route }) => window.heard.push(route));
    });
    await desktop().secondInstance(['samovar', 'samovar://../etc/passwd']);
    await desktop().secondInstance(['samovar', 'samovar://notes/abc']);
    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(['/notes/abc']);
  });
}
