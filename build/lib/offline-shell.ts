import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { root } from './root.ts';

/**
 * In a browser the app itself comes from the relay; with the relay down there would be no app to write in (DESIGN
 * promise 1). This writes `sw.js`, a service worker that keeps the app's own files and nothing else, under the name of
 * this very build. In Electron the files are on the disk anyway, and no worker is registered.
 */
export function offlineShell(): Plugin {
  return {
    name: 'samovar-offline-shell',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = [...Object.keys(bundle).filter((file) => !file.endsWith('.map')), 'look.js', 'samovar.svg'];
      const hash = createHash('sha256');
      for (const item of Object.values(bundle)) hash.update(item.type === 'chunk' ? item.code : item.source);
      const template = readFileSync(join(root, 'build/lib/service-worker.js'), 'utf8');
      const source = template
        .replace("'%BUILD%'", JSON.stringify(hash.digest('hex').slice(0, 16)))
        .replace("['%FILES%']", JSON.stringify(['./', ...files.filter((file) => file !== 'index.html')]));
      this.emitFile({ type: 'asset', fileName: 'sw.js', source });
    },
  };
}
