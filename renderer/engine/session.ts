import { me as meSchema, type Me, type Session as NewSession } from '#shared/api/schemas.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Api } from '../api/client.ts';
import type { Settings } from '../vault/types.ts';
import { createCell } from './readable.ts';
import { share } from './share.ts';
import { actorOf, type Identity, type Readable } from './types.ts';

/** The key in the vault's settings. Its value is encrypted like everything there; the token is kept nowhere else. */
export const SESSION_KEY = 'session';

/** `token` is null after signing out: then no new identity is made in this vault, which is somebody's already. */
export interface KeptSession {
  readonly token: string | null;
  readonly me: Me;
}

/** The device on which an account begins. */
export interface NewDevice {
  readonly deviceName: string;
  readonly deviceKey?: string;
}

/** Who one is, and by what token. */
export interface Session {
  readonly identity: Readable<Identity>;
  account(): AccountId | null;
  name(): string | null;
  actor(): Actor | null;
  token(): string | null;
  /** The token, making a guest first where there is nobody yet (F013). */
  ensure(api: Api, device: NewDevice): Promise<Result<string, 'offline' | 'signed-out'>>;
  /** The same account under another token, which is kept before this resolves; or is tried to be, and serves anyway. */
  renew(next: NewSession): Promise<void>;
  /**
   * The same, where the token `from` holds until this one is used: false, and nothing changed, when the disk does not take it, or when
   * meanwhile one signed out or goes on under another.
   */
  succeed(next: NewSession, from: string): Promise<boolean>;
  /** What the relay says of oneself now. */
  update(me: Me): void;
  forgetToken(): Promise<void>;
}

export async function openSession(settings: Settings, onStorageFailure: (cause: unknown) => void): Promise<Session> {
  let kept = parseKept(await settings.get<unknown>(SESSION_KEY));
  const identity = createCell<Identity>(kept === null ? { at: 'local' } : of(kept.me));
  let making: Promise<Result<string, 'offline' | 'signed-out'>> | null = null;

  function take(next: KeptSession): Promise<void> {
    kept = next;
    identity.set(share(identity.getSnapshot(), of(next.me)));
    return settings.set(SESSION_KEY, next);
  }

  async function makeGuest(api: Api, { deviceName, deviceKey }: NewDevice): Promise<Result<string, 'offline'>> {
    const made = await api.call('createGuest', {}, { deviceName, ...(deviceKey === undefined ? {} : { deviceKey }) });
    if (!made.ok) return err('offline');
    // A disk that gives way must not make a new guest at every dial: this one serves as long as the app runs.
    await take(made.value satisfies NewSession).catch(onStorageFailure);
    return ok(made.value.token);
  }

  return {
    identity,
    account: () => kept?.me.account ?? null,
    name: () => kept?.me.name ?? null,
    actor: () => (kept === null ? null : actorOf(kept.me)),
    token: () => kept?.token ?? null,
    async ensure(api, device) {
      if (kept !== null) return kept.token === null ? err('signed-out') : ok(kept.token);
      making ??= makeGuest(api, device).finally(() => {
        making = null;
      });
      return making;
    },
    renew: (next) => take({ token: next.token, me: next.me }).catch(onStorageFailure),
    async succeed({ token, me }, from) {
      let next = { token, me };
      while (kept?.token === from && kept.me.account === me.account) {
        const before = kept;
        try {
          await settings.set(SESSION_KEY, next);
        } catch (cause) {
          onStorageFailure(cause);
          return false;
        }
        if (kept === before) {
          kept = next;
          identity.set(share(identity.getSnapshot(), of(next.me)));
          return true;
        }
        // What changed while the disk was asked has been written after this one: it is written once more, under the new token.
        next = { token, me: kept.me };
      }
      return false;
    },
    update(me) {
      if (kept === null || me.account !== kept.me.account || share(kept.me, me) === kept.me) return;
      take({ ...kept, me }).catch(onStorageFailure);
    },
    async forgetToken() {
      if (kept !== null) await take({ ...kept, token: null });
    },
  };
}

const of = (me: Me): Identity => ({ at: 'account', me, actor: actorOf(me) });

export function parseKept(value: unknown): KeptSession | null {
  if (typeof value !== 'object' || value === null || !('me' in value) || !('token' in value)) return null;
  const me = meSchema.safeParse(value.me);
  if (!me.success || (value.token !== null && typeof value.token !== 'string')) return null;
  return { token: value.token, me: me.data };
}
