import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { RELAY_LIMITS } from '#shared/limits.ts';
import { boundConnections } from './connections.ts';
import { createTestServer, toAnswer } from './testing.ts';

const LIMITS = { maxConnections: 100, maxConnectionsPerAddress: 3, maxUnansweredPerConnection: 2 };
const opened: { server: Server | null; sockets: Socket[] } = { server: null, sockets: [] };

/** Never answers, as for somebody who does not read. */
const start = async (isTrusted: (address: string) => boolean): Promise<() => number> => {
  let requests = 0;
  const server = createServer(() => {
    requests += 1;
  });
  boundConnections(server, isTrusted, LIMITS);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.server = server;
  return () => requests;
};

const call = async (localAddress: string): Promise<Socket> => {
  const { port } = opened.server!.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  opened.sockets.push(socket);
  await once(socket, 'connect');
  return socket;
};

/** Gives back the relay's end of it. */
const hold = async (localAddress: string): Promise<Socket> => {
  const accepted = once(opened.server!, 'connection');
  await call(localAddress);
  return (await accepted)[0] as Socket;
};

afterEach(() => {
  for (const socket of opened.sockets.splice(0)) socket.destroy();
  opened.server?.closeAllConnections();
  opened.server?.close();
});

describe('connections (C5, C6)', () => {
  it('one address holds so many, and others are not touched', async () => {
    await start(() => false);
    for (let n = 0; n < LIMITS.maxConnectionsPerAddress; n += 1) await hold('127.0.0.2');
    await once(await call('127.0.0.2'), 'close');
    await hold('127.0.0.3');
    expect(opened.sockets.map((socket) => socket.destroyed)).toEqual([false, false, false, true, false]);
  });

  it('one that ended makes room', async () => {
    await start(() => false);
    const held = await hold('127.0.0.2');
    for (let n = 1; n < LIMITS.maxConnectionsPerAddress; n += 1) await hold('127.0.0.2');
    const ended = once(held, 'close');
    opened.sockets[0]?.destroy();
    await ended;
    expect((await hold('127.0.0.2')).destroyed).toBe(false);
  });

  it("the operator's proxy speaks for many", async () => {
    await start((address) => address === '127.0.0.2');
    for (let n = 0; n < 2 * LIMITS.maxConnectionsPerAddress; n += 1) await hold('127.0.0.2');
    expect(opened.sockets.every((socket) => !socket.destroyed)).toBe(true);
  });

  it('one that asks on and on and reads nothing is cut', async () => {
    const requests = await start(() => false);
    const socket = await call('127.0.0.2');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(LIMITS.maxUnansweredPerConnection));
    await expect.poll(requests).toBe(LIMITS.maxUnansweredPerConnection);
    expect(socket.destroyed).toBe(false);
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
  });
});

describe('the relay', () => {
  it('cuts what stands still, and bounds the requests of one connection', async () => {
    const server = await createTestServer();
    expect(server.app.server.timeout).toBe(15_000);
    expect(server.app.server.maxRequestsPerSocket).toBe(500);
    expect(server.app.server.maxConnections).toBe(4_000);
    await server.close();
  });

  it('does nothing for requests of one that was cut', async () => {
    let asked = 0;
    const relayInfo = async (): Promise<never> => {
      asked += 1;
      return new Promise(() => undefined);
    };
    const server = await createTestServer({ handlers: { relayInfo } });
    await server.app.listen({ port: 0, host: '127.0.0.1' });
    const socket = connect((server.app.server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET /api/relay HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20));
    await once(socket.resume(), 'close');
    expect(asked).toBeLessThanOrEqual(RELAY_LIMITS.maxUnansweredPerConnection);
    await server.close();
  });

  it('H5: says what is wrong with a path that cannot be read, and does not quote it', async () => {
    const server = await createTestServer();
    const answer = toAnswer(await server.app.inject('/canary%'));
    expect(answer.problem.code).toBe('bad-request');
    expect(answer.bytes).not.toContain('canary');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    await server.close();
  });
});
