import { execFile } from 'node:child_process';
import { root } from '../lib/root.ts';
import { lockfile, manifest, nameAt, type Lockfile, type Manifest } from './lockfile.ts';

/** What builds, tests and measures, and is in no copy that anybody gets. All else is taken to ship. */
const TOOLS: ReadonlySet<string> = new Set([
  '@axe-core/playwright', '@hocuspocus/extension-database', '@hocuspocus/server', '@types/node', '@types/react', '@types/react-dom',
  '@types/ws', '@vitejs/plugin-react', '@y/websocket-server', 'electron-builder', 'fake-indexeddb', 'jsdom', 'oxlint',
  'playwright-core', 'typescript', 'vite', 'vitest', 'y-websocket',
]);

/** Electron is packed by what it is, and its own dependencies only fetch it. */
const WITHOUT_ITS_OWN = 'electron';

const WAIT_MS = 20_000;

/** Asks the registry for known weaknesses (RELIABILITY J1). Null when it gives no answer, as many a mirror does not. */
export async function askForWeaknesses(): Promise<string[] | null> {
  const answer = await new Promise<string>((resolve) => {
    // It exits with 1 where it finds something: what it says is what counts.
    const options = { cwd: root, timeout: WAIT_MS, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' };
    execFile('npm', ['audit', '--json', '--fetch-retries=0'], options, (_error, stdout) => resolve(stdout));
  });
  return weaknessesIn(answer, lockfile(), manifest());
}

interface Audit {
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly nodes: readonly string[]; readonly via: readonly unknown[] }>>;
}

/** Reads what the registry said; null for what is no answer. */
export function weaknessesIn(answer: string, lock: Lockfile, wanted: Manifest): string[] | null {
  let audit: Audit | null;
  try {
    audit = JSON.parse(answer) as Audit | null;
  } catch {
    return null;
  }
  if (audit?.vulnerabilities === undefined) return null;
  const ships = new Set(shipping(lock, wanted));
  return Object.values(audit.vulnerabilities)
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
    .flatMap(({ severity, nodes, via }) =>
      nodes.filter((path) => ships.has(path)).map((path) => `${path} has a weakness that is ${severity}: ${via.map(titleOf).join(', ')}`));
}

/** By itself, or by the name of another package that it has it from. */
const titleOf = (via: unknown): string =>
  typeof via === 'object' && via !== null && 'title' in via ? String(via.title) : String(via);

/** Places in the lockfile that the relay or the app are made of. */
export function shipping(lock: Lockfile, { dependencies, devDependencies }: Manifest): string[] {
  const found = new Set<string>();
  const waiting = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !TOOLS.has(name)).map((name) => `node_modules/${name}`);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const locked = lock.packages[path];
    if (locked === undefined || found.has(path)) continue;
    found.add(path);
    if (nameAt(path) === WITHOUT_ITS_OWN) continue;
    for (const name of Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })) waiting.push(placeOf(lock, path, name));
  }
  return [...found];
}

/** As Node looks for it: beside what asks for it, then further out. */
function placeOf(lock: Lockfile, from: string, name: string): string {
  for (let around = from; around !== ''; around = around.slice(0, Math.max(0, around.lastIndexOf('/node_modules/')))) {
    const place = `${around}/node_modules/${name}`;
    if (lock.packages[place] !== undefined) return place;
  }
  return `node_modules/${name}`;
}
