import type { Timers } from '#shared/ports.ts';
import type { Api } from '../api/client.ts';
import { callAs } from './commands.ts';
import type { Hub } from './hub.types.ts';
import type { Session } from './session.ts';

/** How often an app that stays connected asks who it is, and whether its session is to go on under a new token. */
const LOOK_AGAIN_MS = 12 * 60 * 60 * 1_000;

/** Who one is, as the relay says it now, and the session by which one is it. */
export interface Self {
  refresh(): Promise<void>;
  /** Idempotent. */
  close(): void;
}

/**
 * Where the relay says that it is time, the session goes on under a new token (RELIABILITY E3): a guest's long before its 90 days are over,
 * anybody's after a rise of rank. The old one holds until the new one is used, so that neither a lost answer nor a full disk locks
 * somebody out who has no password.
 */
export function createSelf(parts: { readonly api: Api; readonly hub: Hub; readonly session: Session; readonly timers: Timers }): Self {
  const { api, hub, session } = parts;
  let renewing = false;
  let closed = false;

  async function refresh(): Promise<void> {
    if (session.token() === null) return;
    const answer = await callAs({ api, hub }, 'me', {}, null);
    if (!answer.ok) return;
    const { renew, ...me } = answer.value;
    session.update(me);
    if (renew !== true || renewing || closed) return;
    renewing = true;
    await goOn().finally(() => {
      renewing = false;
    });
  }

  async function goOn(): Promise<void> {
    const from = session.token();
    if (from === null) return;
    const next = await api.call('renewSession', {}, null);
    if (!next.ok || closed || !(await session.succeed(next.value, from))) return;
    // Signed out in the last moment: nothing connects behind it.
    if (session.token() !== next.value.token) return;
    // The socket is the old token's.
    hub.rest();
    hub.connect();
  }

  const looking = parts.timers.every(LOOK_AGAIN_MS, () => hub.isLive() && void refresh());
  return {
    refresh,
    close() {
      closed = true;
      looking.cancel();
    },
  };
}
