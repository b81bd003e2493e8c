import { join } from 'node:path';
import { app } from 'electron';
import { startDesktop } from './desktop.ts';
import { relayUrlFrom } from './settings.ts';

/** Built to dist/main/index.js, beside dist/preload and dist/renderer. */
const dist = join(import.meta.dirname, '..');

// Not awaited: Electron holds back `ready` until this module has been evaluated, so waiting for it here would never end.
startDesktop({
  rendererFolder: join(dist, 'renderer'),
  preloadFile: join(dist, 'preload/preload.cjs'),
  relayUrl: relayUrlFrom(process.env),
}).catch((error: unknown) => {
  process.stderr.write(`Samovar could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  app.exit(1);
});
