import { VaultFailure } from '../vault/failure.ts';
import { toOpenFailure } from '../vault/open-failure.ts';
import type { OpenFailure } from '../vault/types.ts';
import type { OpeningState } from './opening.types.ts';

/** A passphrase is a question to the person; everything else is news. */
export function afterFailure(profile: string, failure: OpenFailure, before: OpeningState): OpeningState {
  // A recovery key was tried where the keychain had failed: that is still what is the matter. Of another failure, which
  // may be over by now, a wrong passphrase says nothing.
  const lostKeychain = before.at === 'failed' && before.profile === profile && before.failure.code === 'keychain-changed';
  if (failure.code === 'wrong-passphrase' && lostKeychain) return { ...before, wrong: true };
  if (failure.code === 'passphrase-needed') return { at: 'passphrase-needed', profile, wrong: false };
  if (failure.code === 'wrong-passphrase') return { at: 'passphrase-needed', profile, wrong: true };
  return { at: 'failed', profile, failure, wrong: false };
}

/** What the vault names keeps its name: older than its data is another matter than a full disk (V8). */
export function whyFailed(error: unknown): OpenFailure {
  if (error instanceof VaultFailure) return toOpenFailure(error);
  return { code: 'storage', detail: error instanceof Error ? error.message : String(error) };
}
