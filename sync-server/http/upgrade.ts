import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { refuseUpgrade } from '../sync/handshake.ts';
import { DESKTOP_ORIGIN, isAllowedOrigin } from './origin.ts';

/** What the sockets are told to believe: `admitUpgrade` has judged the origin by then. */
export const BELIEVED_ORIGINS: readonly string[] = [DESKTOP_ORIGIN];

/**
 * One rule about origins for both doors (W2, RELIABILITY E5). Which origins are the relay's own depends on the Host
 * header, so they cannot be a list; a request from one of them goes on as if from the desktop. One without an Origin
 * goes on as it is: the sockets take it only with a token.
 */
export function admitUpgrade(request: IncomingMessage, socket: Duplex, named: readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (isAllowedOrigin(origin, host, named)) {
    request.headers.origin = DESKTOP_ORIGIN;
    return true;
  }
  refuseUpgrade(socket, 403);
  return false;
}
