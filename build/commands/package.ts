import { build } from 'electron-builder';
import { ensureBundles } from '../lib/bundle.ts';
import { root } from '../lib/root.ts';

/** `npm run package`: installers for this system into release/. Electron's own program is downloaded by the builder. */
await ensureBundles();
await build({ projectDir: root, config: 'electron-builder.yml', publish: 'never' });
