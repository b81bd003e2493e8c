import type { Me } from '#shared/api/schemas.ts';
import type { Timers } from '#shared/ports.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { createApi } from '../api/client.ts';
import type { Settings } from '../vault/types.ts';
import { SESSION_KEY, type KeptSession } from './session.ts';
import type { CommandFailure } from './types.ts';

/** `other-account`: the vault belongs to somebody else already; the fresh session was ended again. */
export type SignInFailure = CommandFailure | { readonly code: 'other-account' };

export interface SignInOptions {
  readonly relayUrl: string;
  readonly deviceName: string;
  /** What the device says of itself, made up by chance (F104). */
  readonly deviceKey?: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timers: Timers;
}

/**
 * Signs in by name and password and keeps the session in the settings of a vault, which must be new or the same
 * account's. An engine that is created on the vault afterwards is that account (F021).
 */
export async function signIn(
  settings: Settings,
  { name, password }: { readonly name: string; readonly password: string },
  { deviceName, deviceKey, ...options }: SignInOptions,
): Promise<Result<Me, SignInFailure>> {
  let token: string | null = null;
  const api = createApi({ ...options, token: () => token });
  const signedIn = await api.call('signIn', {}, { name, password, deviceName, ...(deviceKey === undefined ? {} : { deviceKey }) });
  if (!signedIn.ok) return signedIn;
  const { me } = signedIn.value;
  const kept = await settings.get<KeptSession>(SESSION_KEY);
  if (kept !== null && kept.me.account !== me.account) {
    token = signedIn.value.token;
    await api.call('signOut', {}, null);
    return err({ code: 'other-account' });
  }
  await settings.set(SESSION_KEY, { token: signedIn.value.token, me } satisfies KeptSession);
  return ok(me);
}
