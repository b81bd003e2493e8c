import { ASK_AGAIN } from '#shared/api/endpoints/account-keys.ts';
import type { EndpointName } from '#shared/api/contract.ts';
import type { Result } from '#shared/result.ts';
import type { SignInTries } from '../accounts/sign-in-tries.ts';
import type { Fault } from '../fault.ts';
import type { SessionIdentity } from '../ports.ts';
import type { Handlers } from './handlers.ts';
import type { HttpLimiter } from './limits.ts';

export interface TryParts {
  readonly handlers: Pick<Handlers, 'me'>;
  readonly limiter: HttpLimiter;
  readonly signInTries: SignInTries;
}

interface Asked {
  readonly body: unknown;
  readonly identity: SessionIdentity | null;
  readonly address: string;
}

const WRONG: ReadonlySet<string> = new Set(['wrong-name-or-password', 'wrong-name-or-code', 'wrong-password']);
const asksAgain: ReadonlySet<string> = new Set(ASK_AGAIN);

/**
 * Wherever a password or a recovery code is asked for, guesses are counted together (RELIABILITY C9): counts the try, then
 * lets it happen. So are names that are asked about for pictures (F024). The milliseconds to wait where it is not yet time for another.
 */
export async function actCounted(
  parts: TryParts,
  endpoint: EndpointName,
  asked: Asked,
  act: () => Promise<Result<unknown, Fault>>,
): Promise<Result<unknown, Fault> | number> {
  if (endpoint === 'findPictures' && asked.identity !== null) {
    const waitMs = parts.limiter.pictureNames(asked.identity.account, (asked.body as { names: readonly string[] }).names.length);
    if (waitMs !== null) return waitMs;
  }
  const name = await nameTried(parts, endpoint, asked);
  if (name === null) return act();
  const { limiter, signInTries } = parts;
  const begun = await signInTries.begin(name, asked.address);
  if (!begun.ok) {
    limiter.penalty(asked.address);
    return begun.error;
  }
  try {
    const result = await act();
    if (!result.ok && WRONG.has(result.error.code)) return result; // it stays counted as failed
    // After a right password something else may stand against signing in. Elsewhere nothing was proven, or nothing new.
    if (endpoint === 'signIn' || (endpoint === 'recover' && result.ok)) await begun.value.succeeded();
    else await begun.value.neverMind();
    if (!result.ok && asked.identity === null) limiter.penalty(asked.address);
    return result;
  } catch (error) {
    await begun.value.neverMind().catch(() => undefined); // the fault that is told is the first one
    throw error;
  }
}

/** Under which name a try is counted; null where none is asked for. */
async function nameTried({ handlers }: TryParts, endpoint: EndpointName, { body, identity, address }: Asked): Promise<string | null> {
  if (endpoint === 'signIn' || endpoint === 'recover') return (body as { name: string }).name;
  if (!asksAgain.has(endpoint) || identity === null) return null;
  const me = await handlers.me({ params: {}, query: null, body: null, identity, address });
  return me.ok ? me.value.name : null;
}
