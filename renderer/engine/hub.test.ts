import { expect, test } from 'vitest';
import { ok, err } from '#shared/result.ts';
import { encodeFrame } from '#shared/protocol/frame.ts';
import { createHub } from './hub.ts';
import type { Hub } from './hub.types.ts';
import { FakeRelay } from './test-support/fake-relay.ts';
import { seeded, settle, VirtualTime } from './test-support/virtual-time.ts';

function bench(options: { reachable?: () => boolean; token?: 'signed-out' | 'offline' } = {}) {
  const time = new VirtualTime();
  const lot = seeded(7);
  const relay = new FakeRelay(time, lot.random);
  const { token } = relay.addAccount();
  const timers = time.timers();
  const checks: number[] = [];
  const news: number[] = [];
  const behaviour = { delayMs: () => 5, reachable: options.reachable ?? (() => true) };
  const hub: Hub = createHub({
    url: 'ws://relay.test/sync',
    token: () => Promise.resolve(options.token === undefined ? ok(token) : err(options.token)),
    checkSession: () => checks.push(time.nowMs),
    onAccountChanged: () => news.push(time.nowMs),
    WebSocket: relay.webSocket(behaviour),
    clock: { nowMs: () => 42 },
    timers,
    random: lot.random,
  });
  return { time, relay, hub, timers, checks, news };
}

test('W17 the relay’s clock counts, whatever the device’s says, also as time goes by', async () => {
  const { time, relay, hub } = bench();
  expect(hub.relayNowMs()).toBe(42);
  hub.connect();
  await time.pass(100);
  expect(hub.status.getSnapshot()).toEqual({ at: 'online', keeps: true });
  expect(Math.abs(hub.relayNowMs() - relay.nowMs())).toBeLessThanOrEqual(10);
  await time.pass(7_200_000);
  expect(Math.abs(hub.relayNowMs() - relay.nowMs())).toBeLessThanOrEqual(10);
  hub.close();
});

test('W18 news of the account is passed on', async () => {
  const { time, relay, hub, news } = bench();
  hub.connect();
  await time.pass(100);
  for (const socket of relay.sockets) socket.deliver(encodeFrame({ op: 'account' }));
  expect(news).toEqual([time.nowMs]);
  expect(hub.status.getSnapshot().at).toBe('online');
  hub.close();
});

test('F12 a relay that answers nonsense is left and tried again later', async () => {
  const { time, relay, hub } = bench();
  hub.connect();
  await time.pass(100);
  for (const socket of relay.sockets) socket.deliver(new Uint8Array([0, 99, 1, 2, 3]));
  expect(hub.status.getSnapshot().at).toBe('waiting');
  await time.pass(2_000);
  expect(hub.status.getSnapshot().at).toBe('online');
  hub.close();
});

test('a signed-out token and an unreachable relay are told apart', async () => {
  const out = bench({ token: 'signed-out' });
  out.hub.connect();
  await out.time.pass(100);
  expect(out.hub.status.getSnapshot()).toEqual({ at: 'refused', because: 'signed-out' });
  const away = bench({ reachable: () => false });
  away.hub.connect();
  await away.time.pass(100);
  expect(away.hub.status.getSnapshot()).toMatchObject({ at: 'waiting' });
  expect(away.checks).toHaveLength(1);
  away.hub.close();
});

test('W15 channels are numbered upward, never twice on a socket, and end with it', async () => {
  const { time, relay, hub } = bench();
  hub.connect();
  await time.pass(100);
  const told: string[] = [];
  const events = (name: string) => ({
    opened: () => told.push(`${name} opened`),
    message: () => undefined,
    closed: (code: number) => told.push(`${name} closed ${code}`),
  });
  hub.open('people/a', events('a'))?.close();
  hub.open('people/b', events('b'));
  await time.pass(100);
  relay.restart();
  expect(told).toEqual(['b opened', 'b closed 1006']);
  expect(hub.open('people/c', events('c'))).toBeNull();
  hub.close();
});

test('no effect leaks a timer: at most one at any time, none at rest (seeded)', async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const lot = seeded(seed);
    let reachable = true;
    const { time, relay, hub, timers } = bench({ reachable: () => reachable });
    for (let i = 0; i < 60; i += 1) {
      const dice = lot.below(8);
      if (dice === 0) hub.connect();
      else if (dice === 1) hub.rest();
      else if (dice === 2) hub.hint((['online', 'offline', 'visible'] as const)[lot.below(3)]!);
      else if (dice === 3) reachable = !reachable;
      else if (dice === 4) relay.restart();
      else if (dice === 5) hub.signedOut();
      else await time.pass(lot.below(20_000));
      await settle();
      expect(timers.running(), `seed ${seed}`).toBeLessThanOrEqual(1);
    }
    hub.close();
    hub.connect();
    expect(timers.running(), `seed ${seed}`).toBe(0);
    expect(hub.status.getSnapshot(), `seed ${seed}`).toEqual({ at: 'offline' });
  }
});

test('a frame that only a client sends is nonsense from a relay', async () => {
  const { time, relay, hub } = bench();
  hub.connect();
  await time.pass(100);
  for (const socket of relay.sockets) socket.deliver(encodeFrame({ op: 'ping', nonce: 1 }));
  expect(hub.status.getSnapshot().at).toBe('waiting');
  hub.close();
});
