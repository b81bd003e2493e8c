import { STATUS_CODES, type ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { WIRE } from '#shared/limits.ts';

/**
 * For the HTTP server under the sockets: what a caller may cost before anything is known of it (RELIABILITY C3, C5).
 * Headers that trickle in do not move the deadline.
 */
export const HANDSHAKE_OPTIONS = {
  headersTimeout: WIRE.handshakeTimeoutMs,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8 * 1_024,
  // Whoever offers another protocol, such as `h2c`, is answered in the one it came in (RFC 9110, 7.8).
  shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
} as const satisfies ServerOptions;

/** Answers an upgrade with a status and nothing else, and lets go of the connection. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
