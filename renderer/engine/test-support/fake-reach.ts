import type { Me } from '#shared/api/schemas.ts';
import { FakeSocket, type RelayEnd, type WireBehaviour } from './fake-wire.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What a relay does with a socket that has opened. */
export type Accept = (end: RelayEnd) => { receive(bytes: Uint8Array): void; closed(): void };

/** A `WebSocket` in virtual time. Each that is made is added to `sockets`, so that its relay can cut it. */
export function fakeWebSocket(
  time: VirtualTime,
  behaviour: WireBehaviour,
  accept: Accept,
  sockets: Set<FakeSocket>,
): new (url: string, protocols: string[]) => WebSocket {
  const constructor = class extends FakeSocket {
    constructor(_url: string, protocols: string[]) {
      super(time, behaviour, accept, protocols);
      sockets.add(this);
    }
  };
  return constructor as unknown as new (url: string, protocols: string[]) => WebSocket;
}

/** Tokens that are to be renewed, and what becomes of one (RELIABILITY E3). */
export interface FakeRenewals {
  readonly due: ReadonlySet<string>;
  renew(token: string, me: Me): { readonly token: string; readonly me: Me };
}

/** The commands of a relay that knows these tokens, as far as an engine needs them to be online. */
export function fakeFetch(
  behaviour: WireBehaviour,
  accounts: ReadonlyMap<string, Me>,
  newGuest: () => { readonly token: string; readonly me: Me },
  renewals: FakeRenewals,
): typeof globalThis.fetch {
  return async (address, init) => {
    if (!behaviour.reachable()) throw new TypeError('unreachable');
    const { pathname } = new URL(String(address));
    if (pathname === '/api/guests') return reply(200, newGuest());
    const token = new Headers(init?.headers).get('authorization')?.slice('Bearer '.length) ?? '';
    const me = accounts.get(token);
    if (me === undefined) return reply(401, { type: 'about:blank', title: '', status: 401, code: 'signed-out' });
    if (pathname === '/api/sessions/current/renewed') {
      const next = renewals.renew(token, me);
      // The relay has done it; whether its answer arrives is another thing.
      if (!behaviour.reachable()) throw new TypeError('lost');
      return reply(200, next);
    }
    if (pathname !== '/api/me') return reply(200, {});
    return reply(200, renewals.due.has(token) ? { ...me, renew: true } : me);
  };
}

/** Nobody's token is due. */
export const NO_RENEWALS: FakeRenewals = { due: new Set(), renew: (token, me) => ({ token, me }) };

const reply = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
