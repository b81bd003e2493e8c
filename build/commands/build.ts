import { buildBundles } from '../lib/bundle.ts';

/** `npm run build`: the renderer, the main process and the preload into dist/. */
await buildBundles();
