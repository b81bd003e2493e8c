import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/root.ts';

/** What is looked at of package-lock.json. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, Locked>>;
}

export interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** What is looked at of package.json. */
export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  /** Whether a package may run a program of its own while it is installed; npm asks about those that are not named. */
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

/** Versions below these have holes that a stranger on the network can use, or read bytes that the gate's decoder must not (G13). */
const AT_LEAST: Readonly<Record<string, string>> = { ws: '8.21.0', lib0: '0.2.118' };

/** Programs that may run while something is installed. None has to. */
const MAY_RUN: readonly string[] = [];

const parsed = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
export const lockfile = (): Lockfile => parsed('package-lock.json') as Lockfile;
export const manifest = (): Manifest => parsed('package.json') as Manifest;

/** What of the supply is not as it should be (RELIABILITY J1). Returns complaints. */
export function checkLockfile(lock: Lockfile = lockfile(), { allowScripts, dependencies, devDependencies }: Manifest = manifest()): string[] {
  const complaints: string[] = [];
  const names = new Set<string>();
  for (const [path, locked] of Object.entries(lock.packages)) {
    const name = nameAt(path);
    if (name === '') continue;
    names.add(name);
    // The lockfile leaves out where the registry has something: whatever is named is somewhere else.
    if (locked.resolved !== undefined) complaints.push(`${path} comes from ${locked.resolved}, and not from the registry`);
    if (locked.integrity === undefined) complaints.push(`${path} has no hash to be held against`);
    const least = AT_LEAST[name];
    if (least !== undefined && locked.dev !== true && isBelow(locked.version ?? '0', least)) {
      complaints.push(`${path} is ${locked.version}, and ought to be ${least} or newer`);
    }
    if (locked.hasInstallScript === true && allowScripts[name] === undefined) {
      complaints.push(`${path} runs a program when it is installed: name it under allowScripts in package.json`);
    }
    for (const [wanted, spec] of Object.entries({ ...locked.dependencies, ...locked.optionalDependencies })) {
      if (isElsewhere(spec)) complaints.push(`${path} takes ${wanted} from ${spec}`);
    }
  }
  for (const [name, spec] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (isElsewhere(spec)) complaints.push(`package.json takes ${name} from ${spec}`);
    if (!names.has(name)) complaints.push(`${name} is not in the lockfile`);
  }
  for (const [name, may] of Object.entries(allowScripts)) {
    if (may && !MAY_RUN.includes(name)) complaints.push(`${name} may run a program when it is installed, and nobody said why`);
  }
  return complaints;
}

/** `node_modules/a/node_modules/@b/c` is @b/c; the project itself is nothing. */
export const nameAt = (path: string): string => path.split('node_modules/').at(-1) ?? '';

/** git, http, a file, or somebody's repository, instead of a version of the registry (`npm:` is another name in it). */
const isElsewhere = (spec: string): boolean => /^(?!npm:)[\w+.-]+:|^[\w.-]+\/[\w.-]+/.test(spec);

function isBelow(version: string, least: string): boolean {
  const [one, other] = [version, least].map((text) => text.split('-')[0]?.split('.').map(Number) ?? []);
  for (let place = 0; place < 3; place += 1) {
    const difference = (one?.[place] ?? 0) - (other?.[place] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
