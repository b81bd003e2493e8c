import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { SUBPROTOCOL_TOKEN } from '#shared/protocol/codes.ts';
import { hashToken, isToken } from '../accounts/session-rules.ts';

/** Sockets that are open, by the hash of the token they showed. */
export interface LiveSessions {
  add(request: IncomingMessage, socket: Duplex): void;
  tokenHashes(): readonly string[];
}

/**
 * An open socket is use of its session: somebody whose app stays connected for weeks must not be signed out as idle,
 * a guest above all, who could never sign in again. Whether the token is any good is for others to say.
 */
export function createLiveSessions(): LiveSessions {
  const bySocket = new Map<Duplex, string>();
  /** One for all sockets. */
  function closed(this: Duplex): void {
    bySocket.delete(this);
  }
  return {
    add: (request, socket) => {
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
      const token = offered.find((protocol) => protocol.startsWith(SUBPROTOCOL_TOKEN))?.slice(SUBPROTOCOL_TOKEN.length);
      if (token === undefined || !isToken(token)) return;
      bySocket.set(socket, hashToken(token));
      socket.on('close', closed);
    },
    tokenHashes: () => [...new Set(bySocket.values())],
  };
}
