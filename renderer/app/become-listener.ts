import type { NewListener } from '#shared/api/endpoints/listeners.ts';
import type { Session } from '#shared/api/schemas.ts';
import { ok, type Result } from '#shared/result.ts';
import { SESSION_KEY, type KeptSession } from '../engine/session.ts';
import type { CommandFailure } from '../engine/types.ts';
import type { Vault } from '../vault/types.ts';
import type { Opening } from './opening.ts';

/** What is answered; the device adds its own name. */
export type Joining = Omit<NewListener, 'deviceName' | 'deviceKey'>;

/** Asks the relay for a listener's account, as nobody: no session goes with it (F037). */
export type AskToListen = (joining: Joining) => Promise<Result<Session, CommandFailure>>;

export type BecomeListener = (joining: Joining, prepare: (vault: Vault) => Promise<void>) => Promise<Result<void, CommandFailure>>;

/**
 * F034, F037: the listener's account lives in a new place of this device, whatever place is open now; that one stays as
 * it is. `prepare` brings along what shall be there from the beginning.
 */
export const createBecomeListener =
  (opening: Opening, ask: AskToListen): BecomeListener =>
  async (joining, prepare) => {
    const asked = await ask(joining);
    if (!asked.ok) return asked;
    const { token, me } = asked.value;
    await opening.createAnother(async (vault) => {
      await vault.settings.set(SESSION_KEY, { token, me } satisfies KeptSession);
      await prepare(vault);
    });
    return ok(undefined);
  };
