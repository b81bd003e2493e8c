import { ok, type Result } from '#shared/result.ts';
import type { Restored, RestoreFailure } from '../../vault/backup/copies.ts';
import type { Vault } from '../../vault/types.ts';

/** The vault that came of a copy, for the app to open. */
export const vaultOf = (restored: Result<Restored, RestoreFailure>): Result<Vault, RestoreFailure> =>
  restored.ok ? ok(restored.value.vault) : restored;
