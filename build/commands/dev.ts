import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createServer } from 'vite';
import { freePort, wishedPort } from '../lib/ports.ts';
import { root } from '../lib/root.ts';
import { toolEnvironment } from '../lib/run.ts';
import { RELAY_NODE_FLAGS } from '../../sync-server/node-flags.ts';

/** `npm run dev`: the relay, started anew on each change, and the renderer with hot reload in front of it. */
const host = '127.0.0.1';
const port = await freePort(wishedPort(process.env['SAMOVAR_PORT'] ?? '8787'), host);
const relayUrl = `http://${host}:${port}`;
process.env['SAMOVAR_RELAY'] = relayUrl; // read by vite.config.ts for its proxy

const server = await createServer({ configFile: resolve(root, 'vite.config.ts') });
await server.listen();
const pageUrl = server.resolvedUrls?.local[0] ?? '';

const relay = spawn('node', [...RELAY_NODE_FLAGS, '--watch', '--watch-preserve-output', 'sync-server/bin/relay.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...toolEnvironment(),
    SAMOVAR_DATA: resolve(root, process.env['SAMOVAR_DATA'] ?? '.samovar/dev'),
    SAMOVAR_HOST: host,
    SAMOVAR_PORT: String(port),
    SAMOVAR_ORIGIN: new URL(pageUrl).origin,
  },
});
console.log(`The app with hot reload: ${pageUrl}   the relay: ${relayUrl}   to stop: Ctrl+C`);

const stop = async (): Promise<void> => {
  relay.kill('SIGTERM');
  await server.close();
  process.exit(0);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
