import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo, type Demo } from '../demo/demo.ts';
import { openApp, type AppWindow } from '../lib/app-window.ts';
import { ensureBundles } from '../lib/bundle.ts';
import { freePort, wishedPort } from '../lib/ports.ts';
import { startRelayProcess, type RelayProcess } from '../lib/relay-process.ts';
import { root } from '../lib/root.ts';
import { command } from '../lib/trouble.ts';

/** `npm start [-- --demo]`: the relay with its embedded database and the app, together. */
const DEFAULT_PORT = '8787';

await command(async () => {
  const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });
  const env = process.env;
  const host = env['SAMOVAR_HOST'] ?? '127.0.0.1';
  const port = await freePort(wishedPort(env['SAMOVAR_PORT'] ?? DEFAULT_PORT), host);
  const dataFolder = resolve(root, env['SAMOVAR_DATA'] ?? (values.demo ? '.samovar/demo' : '.samovar/data'));

  await ensureBundles();
  const relay = await startRelayProcess({ dataFolder, host, port });
  try {
    await live(relay, dataFolder, values.demo);
  } finally {
    await relay.stop();
  }
});
process.exit(process.exitCode ?? 0);

/** Shows the app, with company if wished, until the window is closed, Ctrl+C is pressed or the relay ends. */
async function live(relay: RelayProcess, dataFolder: string, withCompany: boolean): Promise<void> {
  const signal = new Promise<'stop'>((done) => {
    process.once('SIGINT', () => done('stop'));
    process.once('SIGTERM', () => done('stop'));
  });
  const demo = withCompany ? await startDemo({ relayUrl: relay.url, dataFolder }) : null;
  const app = openApp(relay.url, resolve(dataFolder, 'window'));
  introduce(relay, app, relative(process.cwd(), dataFolder) || '.', demo);

  const end = await Promise.race([signal, closing(app), relay.ended]);
  await demo?.close();
  if (app.kind !== 'address') app.process.kill();
  if (end === 'stop') return;
  console.error(`The relay ended by itself (exit code ${end}). Its log says why: ${relative(process.cwd(), dataFolder)}/relay.log`);
  process.exitCode = 1;
}

/** Resolves when the person has closed the window; where there is none, never. */
function closing(app: AppWindow): Promise<'stop'> {
  return new Promise((done) => {
    if (app.kind !== 'address') app.process.once('exit', () => done('stop'));
  });
}

function introduce(relay: RelayProcess, app: AppWindow, dataFolder: string, demo: Demo | null): void {
  const shownAs = {
    electron: 'the app is in its own window',
    chromium: 'the app is in a window of Chromium',
    address: 'open it in a browser to use the app',
  }[app.kind];
  console.log(`Samovar runs at ${relay.url} (${shownAs}).`);
  console.log(`Its data is in ${dataFolder} (the relay's log is relay.log there).`);
  for (const line of demo?.hints ?? []) console.log(line);
  console.log(`To stop: Ctrl+C here${app.kind === 'address' ? '' : ', or close the window'}.`);
}
