import type { Me } from '#shared/api/schemas.ts';
import { ok, type Result } from '#shared/result.ts';
import { createApi } from '../api/client.ts';
import type { Settings } from '../vault/types.ts';
import { SESSION_KEY, type KeptSession } from './session.ts';
import type { SignInOptions } from './sign-in.ts';
import type { CommandFailure } from './types.ts';

/**
 * Comes back by name and recovery code, with a new password (RELIABILITY E6), and keeps the session in the settings that
 * are given, which must be nobody's yet.
 */
export async function recover(
  settings: Settings,
  who: { readonly name: string; readonly code: string; readonly password: string },
  { deviceName, deviceKey, ...options }: SignInOptions,
): Promise<Result<Me, CommandFailure>> {
  const api = createApi({ ...options, token: () => null });
  const back = await api.call('recover', {}, { ...who, deviceName, ...(deviceKey === undefined ? {} : { deviceKey }) });
  if (!back.ok) return back;
  const { token, me } = back.value;
  await settings.set(SESSION_KEY, { token, me } satisfies KeptSession);
  return ok(me);
}
