import { once } from 'node:events';
import { WebSocket } from 'ws';
import { API, type BodyOf, type EndpointName, type ReplyOf } from '#shared/api/contract.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import type { Relay } from '../relay.ts';

interface Sent<Name extends EndpointName> {
  readonly token?: string;
  readonly body?: BodyOf<Name>;
  readonly id?: string;
}

/** Calls a running relay through the contract. Throws the code of a refusal. */
export const call = async <Name extends EndpointName>(relay: Relay, name: Name, sent: Sent<Name> = {}): Promise<ReplyOf<Name>> => {
  const response = await fetch(relay.url + API[name].path.replace(/:\w+/, sent.id ?? ''), {
    method: API[name].method,
    headers: {
      ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
      ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
  });
  const reply: unknown = await response.json();
  if (!response.ok) throw new Error((reply as { code: string }).code);
  return reply as ReplyOf<Name>;
};

/** Opens a many-document socket, as a browser does from a page of `origin`, or as a program without one. */
export const dial = (relay: Relay, token: string, origin?: string): WebSocket => {
  const options = origin === undefined ? {} : { origin };
  const socket = new WebSocket(`${relay.url.replace('http', 'ws')}/sync`, offeredSubprotocols(token), options);
  socket.on('error', () => undefined); // refused upgrades are looked at by their status
  return socket;
};

/** 101 for a socket that opened, or the status that refused it. */
export const statusOf = async (socket: WebSocket): Promise<number> => {
  const refused = once(socket, 'unexpected-response').then(([, response]) => (response as { statusCode: number }).statusCode);
  return Promise.race([refused, once(socket, 'open').then(() => 101)]);
};
