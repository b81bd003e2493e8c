import type { NewListener } from '#shared/api/endpoints/listeners.ts';
import type { Session } from '#shared/api/schemas.ts';
import { err, type Result } from '#shared/result.ts';
import { createApi } from '../api/client.ts';
import type { SignInOptions } from './sign-in.ts';
import type { CommandFailure } from './types.ts';

/** Asks for a listener's account with an API of its own, which knows no token: nothing ties it to who one is here (F037). */
export function askToListen(
  joining: Omit<NewListener, 'deviceName' | 'deviceKey'>,
  { deviceName, deviceKey, ...options }: SignInOptions,
): Promise<Result<Session, CommandFailure>> {
  return createApi({ ...options, token: () => null }).call('createListener', {}, { ...joining, deviceName, ...(deviceKey === undefined ? {} : { deviceKey }) });
}

/**
 * Whether the account that was asked for without an answer was made after all: then one signs in to it like to any other. An
 * account of another kind that goes by the same name and password is not what was asked for, and is left as it was.
 */
export async function askWhetherMade(
  { name, password }: Pick<NewListener, 'name' | 'password'>,
  { deviceName, deviceKey, ...options }: SignInOptions,
): Promise<Result<Session, CommandFailure>> {
  let token: string | null = null;
  const api = createApi({ ...options, token: () => token });
  const signedIn = await api.call('signIn', {}, { name, password, deviceName, ...(deviceKey === undefined ? {} : { deviceKey }) });
  if (!signedIn.ok || signedIn.value.me.type === 'listener') return signedIn;
  token = signedIn.value.token;
  await api.call('signOut', {}, null);
  return err({ code: 'name-taken', rule: null, retryAfterMs: null });
}
