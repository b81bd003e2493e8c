import type { Duplex } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { offeredSubprotocols, SYNC_PATH } from '#shared/protocol/codes.ts';
import { startRelay, until, type TestRelay } from './testing/relay.ts';

let relay: TestRelay | null = null;
afterEach(async () => {
  await relay?.close();
  relay = null;
});

const EVENTS = ['data', 'error', 'close'] as const;

test('C6 an idle connection costs no listeners of its own, and those of its handshake are gone', async () => {
  relay = await startRelay();
  const { sync, sockets } = relay;
  for (const account of [relay.seeker, relay.listener]) await relay.dial(SYNC_PATH, offeredSubprotocols(relay.token(account)));
  const [one, other] = sockets;
  const listeners = (socket: Duplex | undefined) => EVENTS.map((event) => socket?.listeners(event));
  expect(listeners(one).map((heard) => heard?.length)).toEqual([2, 1, 1]); // one of each is that of `ws`
  expect(listeners(other)).toEqual(listeners(one));
  one?.destroy(new Error('the line broke'));
  await until(() => sync.stats().sockets === 1, 'the end of the broken one');
});
