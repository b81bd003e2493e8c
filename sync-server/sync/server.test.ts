import { connect as connectTcp } from 'node:net';
import * as Y from 'yjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { WIRE } from '#shared/limits.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { encodeStateVector } from '#shared/protocol/message.ts';
import { ManualTime } from '../documents/testing/manual-time.ts';
import { closeCode, startRelay, until, type TestRelay } from './testing/relay.ts';

let relay: TestRelay;
beforeEach(async () => {
  relay = await startRelay();
});
afterEach(() => relay.close());

const protocols = (account = relay.seeker): string[] => offeredSubprotocols(relay.token(account));
const dial = (account = relay.seeker) => relay.dial('/sync', protocols(account));

test('W2 the subprotocol is answered, the token is not', async () => {
  const socket = await dial();
  expect(socket.protocol).toBe('samovar.v1');
});

test.each([
  ['W2 a wrong token', '/sync', offeredSubprotocols('wrong'), undefined, 401],
  ['W2 no token, from the app', '/sync', ['samovar.v1'], 'app://samovar', 401],
  ['E5 no token and no origin', '/sync', ['samovar.v1'], undefined, 403],
  ['E5 a foreign origin, though the token is good', '/sync', null, 'https://evil.example', 403],
  ['another path', '/socket', null, undefined, 404],
  ['W2 another version', '/sync', ['samovar.v9', 'samovar.token.x'], undefined, 400],
] as const)('%s', async (_title, path, offered, origin, status) => {
  const dialled = relay.dial(path, offered ?? protocols(), origin === undefined ? {} : { origin });
  await expect(dialled).rejects.toThrow(`Unexpected server response: ${status}`);
  expect(relay.sync.stats()).toMatchObject({ sockets: 0, upgradesRefused: { [status]: 1 } });
  expect(relay.store.loads).toBe(0);
});

test('C6 eight sockets of one account, and the ninth when one has gone', async () => {
  const sockets = await Promise.all(Array.from({ length: WIRE.maxSocketsPerAccount }, () => dial()));
  await expect(dial()).rejects.toThrow('429');
  await dial(relay.listener);
  sockets[0]?.close();
  await until(() => relay.sync.stats().sockets === WIRE.maxSocketsPerAccount, 'one gone');
  await dial();
});

test('C6 twenty sockets of one address; another address is not touched; the relay is full at last', async () => {
  const small = await startRelay({ limits: { maxSockets: 4, maxSocketsPerAddress: 3 } });
  const from = (localAddress: string) =>
    small.dial('/sync', offeredSubprotocols(small.token(small.directory.addAccount('member'))), { localAddress });
  await Promise.all(Array.from({ length: 3 }, () => from('127.0.0.1')));
  await expect(from('127.0.0.1')).rejects.toThrow('429');
  await from('127.0.0.2');
  await expect(from('127.0.0.3')).rejects.toThrow('503');
  await small.close();
});

test('a directory that is down is 503, and lets go of the place', async () => {
  relay.directory.delay = () => Promise.reject(new Error('no database'));
  await expect(dial()).rejects.toThrow('503');
  relay.directory.delay = () => Promise.resolve();
  await dial();
});

test('D3 a session that ends while its socket opens is not let in', async () => {
  const { token, device } = relay.directory.addSession(relay.seeker);
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  relay.directory.authenticate = async (offered) => {
    const identity = relay.directory.sessions.get(offered) ?? null;
    asked.resolve();
    await answer.promise;
    return identity;
  };
  const dialled = relay.dial('/sync', offeredSubprotocols(token));
  await asked.promise;
  relay.directory.sessions.delete(token);
  await relay.documents.closeDevice(device);
  answer.resolve();
  await expect(dialled).rejects.toThrow('401');
});

test('C4 a frame too large closes with 1009, and nobody else is disturbed', async () => {
  const [socket, other] = [await dial(), await dial(relay.listener)];
  const closed = closeCode(socket);
  socket.send(new Uint8Array(WIRE.maxFrameBytes + 1));
  expect(await closed).toBe(1009);
  expect(other.readyState).toBe(other.OPEN);
  expect(relay.logged.some((line) => line.startsWith('socket-broken'))).toBe(true);
});

test('C3 a handshake that trickles in is cut off at its deadline, whatever came meanwhile', async () => {
  const socket = connectTcp(relay.port, '127.0.0.1');
  const startedAt = performance.now();
  const gone = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.write('GET /sync HTTP/1.1\r\nHost: x\r\n');
  const trickle = setInterval(() => socket.write('X'), 200);
  socket.resume();
  await gone;
  clearInterval(trickle);
  const tookMs = performance.now() - startedAt;
  expect(tookMs).toBeGreaterThan(WIRE.handshakeTimeoutMs - 1_000);
  expect(tookMs).toBeLessThan(WIRE.handshakeTimeoutMs + 3_000);
  expect(relay.documents.stats().sessions).toBe(0);
});

test('C3 headers of more than 8 KiB are refused', async () => {
  await expect(relay.dial('/sync', [...protocols(), 'x'.repeat(9_000)])).rejects.toThrow('431');
});

test('C7 a reader that does not read is disconnected, and level when it returns', async () => {
  const big = Y.encodeStateAsUpdate(
    (() => {
      const doc = new Y.Doc();
      doc.getMap('marks').set('big', 'x'.repeat(200_000));
      return doc;
    })(),
  );
  await relay.documents.write(relay.name, (doc) => Y.applyUpdate(doc, big));
  const slow = await relay.dial(`/sync/${relay.name}`, protocols());
  await until(() => relay.documents.stats().channels === 1, 'open');
  slow.pause();
  const ask = encodeStateVector(Uint8Array.of(0));
  for (let count = 0; count < 200; count += 1) slow.send(ask);
  await until(() => (relay.sync.stats().closedByRelay[4503] ?? 0) === 1, 'given up');
  await until(() => relay.sync.stats().sockets === 0, 'cut');
  const back = await relay.dial(`/sync/${relay.name}`, protocols());
  const heard = new Promise<number>((resolve) => back.on('message', (data: Buffer) => data.length > 200_000 && resolve(data.length)));
  back.send(ask);
  expect(await heard).toBeGreaterThan(200_000);
});

test('C7 a reader that left a little unread for 30 s is disconnected, though it says that it is alive', async () => {
  const time = new ManualTime();
  const timed = await startRelay({ timers: time });
  const lazy = await timed.dial('/sync', offeredSubprotocols(timed.token(timed.seeker)));
  const [raw] = timed.sockets;
  raw?.cork(); // what is sent stays with the relay, as when a reader's window is closed
  const alive = Uint8Array.of(0, 4, 1); // a ping, answered by a frame that stays unread
  for (let passedMs = 0; passedMs < WIRE.maxUnreadMs; passedMs += WIRE.quietBeforePingMs) {
    const before = timed.sync.stats().framesReceived;
    lazy.send(alive);
    await until(() => timed.sync.stats().framesReceived > before, 'heard');
    time.advance(WIRE.beatIntervalMs);
    expect(timed.sync.stats().closedByRelay).toEqual({});
    time.advance(WIRE.quietBeforePingMs - WIRE.beatIntervalMs);
  }
  time.advance(WIRE.beatIntervalMs);
  expect(timed.sync.stats().closedByRelay).toEqual({ 4503: 1 });
  await until(() => timed.sync.stats().sockets === 0, 'cut');
  await timed.close();
});

test('another upgrade than ours is answered as if it had not been offered (RFC 9110)', async () => {
  const socket = connectTcp(relay.port, '127.0.0.1');
  const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n');
  expect(await answer).toMatch(/^HTTP\/1\.1 200 OK/);
  socket.destroy();
});

test('more frames than anybody needs close the socket with 4429', async () => {
  const socket = await dial();
  const closed = closeCode(socket);
  for (let count = 0; count < 3_000; count += 1) socket.send(Uint8Array.of(0, 4, 1));
  expect(await closed).toBe(4429);
});

test.each([
  ['a message without an end, padded with control frames', (socket: WebSocket) => socket.send(Uint8Array.of(0), { fin: false })],
  ['control frames alone', () => undefined],
])('C3 %s, is cut before it has cost a megabyte', async (_title, begin) => {
  const socket = await dial();
  begin(socket);
  for (let count = 0; count < 8_000; count += 1) socket.pong(Buffer.alloc(125));
  await until(() => relay.sync.stats().sockets === 0, 'cut');
  expect(relay.sync.stats().closedByRelay).toEqual({ 4429: 1 });
});

test('C3 the largest messages, one behind the other, and what a browser sends in pieces, cost nothing beside themselves', async () => {
  const socket = await dial();
  const largest = Buffer.alloc(WIRE.maxFrameBytes);
  largest.set([0, 4, 1]); // a ping; what stands behind it is passed over
  for (let count = 0; count < 10; count += 1) {
    socket.send(largest.subarray(0, 100_000), { fin: false });
    socket.send(largest.subarray(100_000), { fin: true });
    socket.send(largest);
  }
  await until(() => relay.sync.stats().framesReceived === 20, 'all of them');
  expect(relay.sync.stats()).toMatchObject({ sockets: 1, closedByRelay: {} });
});

test('C8 a socket that gives no sign of life is cut after 30 s, one that answers is not', async () => {
  const time = new ManualTime();
  const timed = await startRelay({ timers: time });
  const [mute, live] = await Promise.all(
    [timed.seeker, timed.listener].map((account) => timed.dial('/sync', offeredSubprotocols(timed.token(account)))),
  );
  mute?.pause();
  for (let quietMs = 0; quietMs < WIRE.maxSilenceMs; quietMs += WIRE.quietBeforePingMs) {
    expect(timed.sync.stats().sockets).toBe(2);
    const answered = new Promise((resolve) => live?.once('ping', resolve));
    time.advance(WIRE.quietBeforePingMs);
    await answered;
    // The answer is on its way; another round trip, and the relay has it.
    const round = new Promise((resolve) => live?.once('pong', resolve));
    live?.ping();
    await round;
  }
  await until(() => timed.sync.stats().sockets === 1, 'one cut');
  expect(live?.readyState).toBe(live?.OPEN);
  await timed.close();
});

test('A5 closing keeps what was received, says goodbye with 4503, and lets nobody in; twice is once', async () => {
  const [socket] = [await dial()];
  const closed = closeCode(socket);
  const [first, second] = [relay.sync.close(1_000), relay.sync.close(1_000)];
  await expect(dial()).rejects.toThrow('503');
  await Promise.all([first, second]);
  expect(await closed).toBe(4503);
  expect(relay.sync.stats().sockets).toBe(0);
});

test('A5 a client that does not answer the goodbye is cut at the deadline', async () => {
  const socket = await dial();
  socket.pause();
  const startedAt = performance.now();
  await relay.sync.close(100);
  expect(performance.now() - startedAt).toBeLessThan(1_900);
  expect(relay.sync.stats().sockets).toBe(0);
});

test('H5 no line of the log holds a token, an account or a word', async () => {
  const socket = await relay.dial(`/sync/${relay.name}`, protocols());
  socket.send(Uint8Array.of(0, 2, 3, 255, 255, 255));
  socket.send(Uint8Array.of(99));
  await closeCode(socket);
  await expect(relay.dial('/sync', offeredSubprotocols('secret'))).rejects.toThrow('401');
  const log = relay.logged.join('\n');
  expect(relay.logged.length).toBeGreaterThan(1);
  for (const secret of ['secret', 'token', relay.seeker, '127.0.0.1']) expect(log).not.toContain(secret);
});
