/**
 * Why the vault could not do what was asked. The promise of the call is rejected with one of these; whatever was on
 * disk before is still there (V9).
 */
export type VaultFailureCode =
  /** The disk or the browser's quota is full. What was to be written is not written; everything older is untouched. */
  | 'full'
  /** The vault was closed, by us or because it is being erased in another window. */
  | 'closed'
  /** The row is there and is not what this vault wrote (RELIABILITY F5). */
  | 'unreadable-row'
  /** Nothing of that id. */
  | 'missing'
  /** Longer than shared/limits.ts allows. */
  | 'too-long'
  /** Written by a newer Samovar. */
  | 'newer-version'
  /** Listed, but its database is gone: the browser took it away. */
  | 'lost'
  | 'storage';

/** `detail` is for logs and developers: error and table names, never content. */
export class VaultFailure extends Error {
  readonly code: VaultFailureCode;
  readonly detail: string;

  constructor(code: VaultFailureCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'VaultFailure';
    this.code = code;
    this.detail = detail;
  }
}

/** Names of errors from IndexedDB and Dexie, which wraps the first cause as `inner`. */
function namesOf(error: unknown): readonly string[] {
  const names: string[] = [];
  for (let cause = error, depth = 0; cause instanceof Object && depth < 4; depth += 1) {
    if ('name' in cause && typeof cause.name === 'string') names.push(cause.name);
    cause = 'inner' in cause ? cause.inner : undefined;
  }
  return names;
}

const CODE_BY_NAME: Readonly<Record<string, VaultFailureCode>> = {
  QuotaExceededError: 'full',
  DatabaseClosedError: 'closed',
  VersionError: 'newer-version',
};

/** Gives whatever IndexedDB threw a name of ours. A failure that already has one keeps it. */
export function toVaultFailure(error: unknown): VaultFailure {
  if (error instanceof VaultFailure) return error;
  if (error instanceof Object && 'inner' in error && error.inner instanceof VaultFailure) return error.inner;
  const names = namesOf(error);
  for (const name of names) {
    const code = CODE_BY_NAME[name];
    if (code !== undefined) return new VaultFailure(code, name);
  }
  return new VaultFailure('storage', names.join(' < ') || 'unknown');
}
