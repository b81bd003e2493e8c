import { build } from 'electron-builder';
import { ensureBundles } from '../lib/bundle.ts';
import { root } from '../lib/root.ts';
import { command, Trouble } from '../lib/trouble.ts';

/** `npm run package`: installers for this system into release/. Electron's own program is downloaded by the builder. */
const UNREACHABLE = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ENETUNREACH', 'ETIMEDOUT'];

await command(async () => {
  await ensureBundles();
  try {
    await build({ projectDir: root, config: 'electron-builder.yml', publish: 'never' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && UNREACHABLE.includes(String(error.code)))) throw error;
    throw new Trouble(
      `The builder downloads Electron's own program once, and could not reach it: ${error.message}.\n` +
        'Try again with a network, or name a mirror in ELECTRON_MIRROR.',
    );
  }
});
