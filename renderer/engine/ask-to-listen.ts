import type { NewListener } from '#shared/api/endpoints/listeners.ts';
import type { Session } from '#shared/api/schemas.ts';
import type { Result } from '#shared/result.ts';
import { createApi } from '../api/client.ts';
import type { SignInOptions } from './sign-in.ts';
import type { CommandFailure } from './types.ts';

/** Asks for a listener's account with an API of its own, which knows no token: nothing ties it to who one is here (F037). */
export function askToListen(
  joining: Omit<NewListener, 'deviceName' | 'deviceKey'>,
  { deviceName, deviceKey, ...options }: SignInOptions & { readonly deviceKey?: string },
): Promise<Result<Session, CommandFailure>> {
  return createApi({ ...options, token: () => null }).call('createListener', {}, { ...joining, deviceName, ...(deviceKey === undefined ? {} : { deviceKey }) });
}
