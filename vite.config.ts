import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';
import { offlineShell } from './build/lib/offline-shell.ts';

/** Where `npm run dev` finds the relay. The built app asks its host instead. */
const relay = process.env['SAMOVAR_RELAY'] ?? 'http://127.0.0.1:8787';

/** The renderer: plain files with relative addresses, so that they work under `app://` and under any web path. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), offlineShell()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // The policy allows no `data:` fonts or scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_800,
    // What the first screen needs comes as one file; each screen that can wait is one of its own (renderer/app/lazy-screen.tsx).
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
  },
  server: {
    proxy: {
      // Not the modules of renderer/api, which Vite serves under the same path.
      '^/api/(?!.*\\.tsx?($|\\?))': relay,
      '/healthz': relay,
      '/openapi.json': relay,
      '/sync': { target: relay, ws: true },
    },
  },
});
