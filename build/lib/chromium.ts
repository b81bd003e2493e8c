import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names under which Chromium and its siblings are installed, best first. */
const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const OTHER_PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const DEBIAN_INSTALL = ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'] as const;

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where Chromium is on this machine; null when it is not. `SAMOVAR_CHROMIUM` names another. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env['SAMOVAR_CHROMIUM'];
  if (named !== undefined && named !== '') return isProgram(named) ? named : null;
  const folders = (env['PATH'] ?? '').split(delimiter).concat('/usr/bin');
  const candidates = PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program)));
  return [...candidates, ...OTHER_PLACES].find(isProgram) ?? null;
}

/**
 * Chromium for the tests: found, or installed where we may (root on Debian or Ubuntu); otherwise null, and the exact
 * line that a person has to run is printed.
 */
export function ensureChromium(): string | null {
  const found = findChromium();
  if (found !== null) return found;
  if (isDebian() && process.getuid?.() === 0) {
    console.log('Chromium is not here yet; installing it with apt-get …');
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as const, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], { ...quiet, stdio: [...quiet.stdio] });
    spawnSync(DEBIAN_INSTALL[0], [...DEBIAN_INSTALL.slice(1), '-qq'], { ...quiet, stdio: [...quiet.stdio] });
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  console.error(`The tests need Chromium. Install it with:\n  ${installLine()}\nor name one in SAMOVAR_CHROMIUM.`);
  return null;
}

function installLine(): string {
  if (isDebian()) return `sudo apt-get update && sudo ${DEBIAN_INSTALL.join(' ')}`;
  if (process.platform === 'darwin') return 'brew install --cask chromium';
  if (process.platform === 'win32') return 'winget install --id Google.Chrome';
  return 'sudo dnf install chromium   (or your system\'s package of that name)';
}

function isDebian(): boolean {
  return existsSync('/etc/debian_version') || (existsSync('/etc/os-release') && /ID(_LIKE)?=.*(debian|ubuntu)/.test(readFileSync('/etc/os-release', 'utf8')));
}

/** Flags for a Chromium that we start: no calls to anybody's servers, and no sandbox only where root forbids one. */
export function chromiumFlags(): string[] {
  const flags = [
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
  ];
  return process.getuid?.() === 0 ? [...flags, '--no-sandbox', '--test-type'] : flags;
}
