import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { RELAY_LIMITS } from '#shared/limits.ts';
import { addressKey } from '../sync/address-key.ts';

export type ConnectionLimits = Readonly<
  Record<'maxConnections' | 'maxConnectionsPerAddress' | 'maxUnansweredPerConnection', number>
>;

/** Under what a connection is counted. Kept with it: a listener of its own for each would weigh more (bench/BARS.md). */
const COUNTED_UNDER = Symbol('counted under');
type Counted = Socket & { [COUNTED_UNDER]?: string };

/**
 * Bounds what callers may cost before anything is known of them (RELIABILITY C5, C6): connections in all and of one
 * address, and requests on one connection that wait for their answers, whose bytes pile up when nobody reads them.
 * `isTrusted`: the operator's own proxies, which speak for many addresses.
 */
export function boundConnections(
  server: Server,
  isTrusted: (address: string) => boolean,
  limits: ConnectionLimits = RELAY_LIMITS,
): void {
  const byAddress = new Map<string, number>();
  const unanswered = new WeakMap<Socket, number>();
  server.maxConnections = limits.maxConnections;
  function left(this: Counted): void {
    const key = this[COUNTED_UNDER];
    if (key === undefined) return;
    const still = (byAddress.get(key) ?? 1) - 1;
    if (still === 0) byAddress.delete(key);
    else byAddress.set(key, still);
  }
  server.on('connection', (socket: Counted) => {
    const address = socket.remoteAddress ?? '';
    if (isTrusted(address)) return;
    const key = addressKey(address);
    const held = byAddress.get(key) ?? 0;
    if (held >= limits.maxConnectionsPerAddress) return void socket.destroy();
    byAddress.set(key, held + 1);
    socket[COUNTED_UNDER] = key;
    socket.on('close', left);
  });
  server.prependListener('request', ({ socket }, response) => {
    const waiting = (unanswered.get(socket) ?? 0) + 1;
    unanswered.set(socket, waiting);
    if (waiting > limits.maxUnansweredPerConnection) socket.destroy();
    response.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
  });
}
