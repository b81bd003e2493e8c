import { ok, type Result } from '#shared/result.ts';
import type { SignInFailure } from '../engine/sign-in.ts';
import { SESSION_KEY, type KeptSession } from '../engine/session.ts';
import type { CommandFailure } from '../engine/types.ts';
import type { Settings, Vault } from '../vault/types.ts';
import type { Opening } from './opening.ts';

/** Asks the relay for a session and keeps it in the settings that are given. */
export type AskForSession = (
  settings: Settings,
  who: { readonly name: string; readonly password: string },
) => Promise<Result<unknown, SignInFailure>>;

/** The same by a recovery code, under a new password (RELIABILITY E6). */
export type AskByCode = (
  settings: Settings,
  who: { readonly name: string; readonly code: string; readonly password: string },
) => Promise<Result<unknown, SignInFailure>>;

export type SignIn = (name: string, password: string) => Promise<Result<void, CommandFailure>>;
export type Recover = (name: string, code: string, password: string) => Promise<Result<void, CommandFailure>>;

/**
 * Signs in on this device. The vault at hand becomes the account's where it is nobody else's; otherwise the account
 * gets a vault of its own, so that nobody ever finds another person's notes under their name.
 */
export const createSignIn =
  (opening: Opening, ask: AskForSession): SignIn =>
  (name, password) =>
    comeIn(opening, (settings) => ask(settings, { name, password }));

export const createRecover =
  (opening: Opening, ask: AskByCode): Recover =>
  (name, code, password) =>
    comeIn(opening, (settings) => ask(settings, { name, code, password }));

async function comeIn(
  opening: Opening,
  ask: (settings: Settings) => Promise<Result<unknown, SignInFailure>>,
): Promise<Result<void, CommandFailure>> {
  const settings = memorySettings();
  const asked = await ask(settings);
  if (!asked.ok) {
    // Memory holds nobody yet, so the session can belong to nobody else.
    if (asked.error.code === 'other-account') throw new Error('an empty place has no other account');
    return { ok: false, error: asked.error };
  }
  const session = await settings.get<KeptSession>(SESSION_KEY);
  if (session === null) throw new Error('signed in without a session');
  const keep = (vault: Vault): Promise<void> => vault.settings.set(SESSION_KEY, session);
  const state = opening.getSnapshot();
  const here = state.at === 'opened' ? state.opened.vault : null;
  const fits = here !== null && (await isFor(here, session));
  await (fits ? opening.restart(keep) : opening.createAnother(keep));
  return ok(undefined);
}

/** Whether a vault may become this account's: it is already, or nobody has ever put anything into it. */
export async function isFor(vault: Vault, session: KeptSession): Promise<boolean> {
  const kept = await vault.settings.get<KeptSession>(SESSION_KEY);
  if (kept !== null && kept.me.account === session.me.account) return true;
  // A guest who never answered the gate has met nobody; without notes, steps, goals or the like there is nothing to mix up.
  const metNobody = kept === null || (kept.me.type === 'guest' && kept.me.consent === 'missing');
  if (!metNobody) return false;
  const [notes, bin, waiting, things] = await Promise.all([
    vault.notes.list(),
    vault.notes.bin(),
    vault.outbox.all(),
    vault.hasThings(),
  ]);
  return notes.length + bin.length + waiting.length === 0 && !things;
}

/** Settings that are never written down, for the moment between the relay's answer and the right vault. */
function memorySettings(): Settings {
  const values = new Map<string, unknown>();
  return {
    get: async <Value>(key: string) => (values.get(key) as Value | undefined) ?? null,
    set: async (key, value) => void values.set(key, value),
    remove: async (key) => void values.delete(key),
  };
}
