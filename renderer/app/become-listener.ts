import type { NewListener } from '#shared/api/endpoints/listeners.ts';
import type { Session } from '#shared/api/schemas.ts';
import { ok, type Result } from '#shared/result.ts';
import { SESSION_KEY, type KeptSession } from '../engine/session.ts';
import type { CommandFailure } from '../engine/types.ts';
import type { Vault } from '../vault/types.ts';
import type { Opening } from './opening.ts';

/** What is answered; the device adds its own name. */
export type Joining = Omit<NewListener, 'deviceName' | 'deviceKey'>;

/** Asks the relay as nobody: no session goes with it (F037). */
export interface AskToListen {
  /** For a listener's account. */
  join(joining: Joining): Promise<Result<Session, CommandFailure>>;
  /** For the account itself, by its name and password, where it was made and nobody heard of it. */
  comeBack(joining: Joining): Promise<Result<Session, CommandFailure>>;
}

/** `again`: the same name and password were sent before, and no answer came. */
export type BecomeListener = (
  joining: Joining,
  prepare: (vault: Vault) => Promise<void>,
  again?: boolean,
) => Promise<Result<void, CommandFailure>>;

/**
 * F034, F037: the listener's account lives in a new place of this device, whatever place is open now; that one stays as
 * it is. `prepare` brings along what shall be there from the beginning. A name that is taken may be so by oneself, a moment
 * ago: that is looked at before somebody is told that they may not have it.
 */
export const createBecomeListener =
  (opening: Opening, ask: AskToListen): BecomeListener =>
  async (joining, prepare, again = false) => {
    const first = await ask.join(joining);
    const asked = again && isTaken(first) ? elseTaken(first, await ask.comeBack(joining)) : first;
    if (!asked.ok) return asked;
    const { token, me } = asked.value;
    await opening.createAnother(async (vault) => {
      await vault.settings.set(SESSION_KEY, { token, me } satisfies KeptSession);
      await prepare(vault);
    });
    return ok(undefined);
  };

type Asked = Result<Session, CommandFailure>;

const isTaken = (asked: Asked): boolean => !asked.ok && asked.error.code === 'name-taken';

/** Another password than that of the name's account: it is somebody else's. Whatever else went wrong is told as it is. */
const elseTaken = (first: Asked, back: Asked): Asked => (!back.ok && back.error.code === 'wrong-name-or-password' ? first : back);
