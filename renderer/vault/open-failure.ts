import { err, ok, type Result } from '#shared/result.ts';
import { toVaultFailure, type VaultFailure } from './failure.ts';
import type { OpenFailure } from './types.ts';

/** What a failure of the disk means for whoever wants to open a vault. */
export function toOpenFailure({ code, detail }: VaultFailure): OpenFailure {
  switch (code) {
    case 'newer-version':
      return { code };
    case 'lost':
    case 'unreadable-row':
      return { code: 'damaged', detail: code };
    case 'full':
    case 'closed':
    case 'missing':
    case 'too-long':
    case 'storage':
      return { code: 'storage', detail: `${code}: ${detail}` };
  }
}

/** Runs a piece of work that answers with a `Result`; what it throws becomes a typed failure as well. */
export async function attempt<T>(piece: () => Promise<Result<T, OpenFailure>>): Promise<Result<T, OpenFailure>> {
  try {
    return await piece();
  } catch (error) {
    return err(toOpenFailure(toVaultFailure(error)));
  }
}

/** Runs a piece of work whose failures have a name each. */
export async function named<T>(piece: () => Promise<T>): Promise<T> {
  try {
    return await piece();
  } catch (error) {
    throw toVaultFailure(error);
  }
}

export const done = ok(undefined);
