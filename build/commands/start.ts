import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from '../demo/demo.ts';
import { openApp } from '../lib/app-window.ts';
import { ensureBundles } from '../lib/bundle.ts';
import { freePort } from '../lib/ports.ts';
import { startRelayProcess } from '../lib/relay-process.ts';
import { root } from '../lib/root.ts';

/** `npm start [-- --demo]`: the relay with its embedded database and the app, together. */
const DEFAULT_PORT = 8787;

const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });
const env = process.env;
const host = env['SAMOVAR_HOST'] ?? '127.0.0.1';
const dataFolder = resolve(root, env['SAMOVAR_DATA'] ?? (values.demo ? '.samovar/demo' : '.samovar/data'));

await ensureBundles();
const port = await freePort(Number(env['SAMOVAR_PORT'] ?? DEFAULT_PORT), host);
const relay = await startRelayProcess({ dataFolder, host, port });
const demo = values.demo ? await startDemo({ relayUrl: relay.url, dataFolder }) : null;
const app = openApp(relay.url, resolve(dataFolder, 'window'));

const shownAs = {
  electron: 'in its own window',
  chromium: 'in a window of Chromium',
  address: `open ${relay.url} in a browser`,
}[app.kind];
console.log(`Samovar runs: the relay at ${relay.url}, the app ${shownAs}.`);
console.log(`Its data is in ${relative(process.cwd(), dataFolder) || '.'} (the relay's log is relay.log there).`);
console.log(`To stop: Ctrl+C here${app.kind === 'address' ? '' : ', or close the window'}.`);
for (const line of demo?.hints ?? []) console.log(line);

let stopping = false;
const stop = async (): Promise<void> => {
  if (stopping) return;
  stopping = true;
  await demo?.close();
  if (app.kind !== 'address') app.process.kill();
  await relay.stop();
  process.exit(0);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
if (app.kind !== 'address') app.process.once('exit', stop);
const code = await relay.ended;
if (!stopping) {
  console.error(`The relay ended by itself (code ${code}). Its log says why: ${relative(process.cwd(), dataFolder)}/relay.log`);
  process.exit(1);
}
