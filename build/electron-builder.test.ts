import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { root } from './lib/root.ts';

interface Validator {
  getConfig(dir: string, path: string | null, inline: unknown): Promise<{ files: string[]; electronFuses: object }>;
  validateConfiguration(config: object, log: { isEnabled: boolean; add(): void }): Promise<void>;
}

/** The builder's own schema says whether the configuration is one, without downloading anything. */
test('electron-builder.yml is valid, and packs the bundles and nothing else', async () => {
  const require = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
  const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config') as Validator;
  const config = await getConfig(root, 'electron-builder.yml', null);
  await expect(validateConfiguration(config, { isEnabled: false, add() {} })).resolves.toBeUndefined();
  expect(JSON.stringify(config.files)).not.toMatch(/sync-server|\.samovar|e2e/);
});
