import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumFlags, findChromium } from './chromium.ts';
import { root } from './root.ts';

/** How the app is shown: Electron where its program is, else Chromium as an app window, else the address alone. */
export type AppWindow =
  | { readonly kind: 'electron' | 'chromium'; readonly process: ChildProcess }
  | { readonly kind: 'address' };

/** Electron's program, without importing `electron`: the import itself would start a download. */
export function findElectron(): string | null {
  const pathFile = join(root, 'node_modules/electron/path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(root, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}

const hasScreen = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/** Opens the app on the relay at `url`; a browser profile of its own lies in `profileFolder`. */
export function openApp(url: string, profileFolder: string): AppWindow {
  if (process.env['SAMOVAR_OPEN'] === '0' || !hasScreen()) return { kind: 'address' };
  const electron = findElectron();
  if (electron !== null) return { kind: 'electron', process: open(electron, electronArguments(), url) };
  const chromium = findChromium();
  if (chromium === null) return { kind: 'address' };
  const flags = [`--app=${url}`, `--user-data-dir=${profileFolder}`, '--window-size=1180,820', ...chromiumFlags()];
  return { kind: 'chromium', process: open(chromium, flags, url) };
}

/** As root Chromium's sandbox refuses to start; nobody else gives it up. */
const electronArguments = (): string[] => (process.getuid?.() === 0 ? [root, '--no-sandbox'] : [root]);

const open = (program: string, args: string[], relayUrl: string): ChildProcess =>
  spawn(program, args, { cwd: root, stdio: 'ignore', env: { ...process.env, SAMOVAR_RELAY: relayUrl } });
