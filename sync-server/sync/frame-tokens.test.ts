import { afterEach, expect, test } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { RATE, WIRE } from '#shared/limits.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { refilled, type Bucket } from '../documents/token-buckets.ts';
import { FrameTokens } from './frame-tokens.ts';
import { closeCode, startRelay, until, type TestRelay } from './testing/relay.ts';

let relay: TestRelay | null = null;
afterEach(async () => {
  await relay?.close();
  relay = null;
});

const ANN = 'ann00000000000000000' as AccountId;
const BEN = 'ben00000000000000000' as AccountId;
const { burst, refillMs } = RATE.frame;
const spent = (bucket: Bucket, nowMs: number, tokens: number): Bucket => {
  const now = refilled(bucket, RATE.frame, nowMs);
  return { ...now, tokens: now.tokens - tokens };
};

test('W24, C9 who comes back goes on with what was left, and time gives it back', () => {
  const all = new FrameTokens();
  all.leave(ANN, spent(all.take(ANN, 0), 0, burst), 0);
  const again = all.take(ANN, 10 * refillMs);
  expect(refilled(again, RATE.frame, 10 * refillMs).tokens).toBe(10);
  expect(all.take(BEN, 0).tokens).toBe(burst);
});

test('C9 however often an account comes and goes, it has no more buckets than sockets', () => {
  const all = new FrameTokens();
  let sent = 0;
  for (let round = 0; round < 100; round += 1) {
    const buckets = Array.from({ length: WIRE.maxSocketsPerAccount }, () => all.take(ANN, 0));
    for (const bucket of buckets) {
      const tokens = Math.floor(Math.max(0, bucket.tokens));
      sent += tokens;
      all.leave(ANN, spent(bucket, 0, tokens + 1), 0);
    }
  }
  expect(sent).toBe(WIRE.maxSocketsPerAccount * burst);
});

test('of what was left the fullest is taken first: another device that says too much holds up nobody', () => {
  const all = new FrameTokens();
  const [mine, loud] = [all.take(ANN, 0), all.take(ANN, 0)];
  all.leave(ANN, spent(loud, 0, burst), 0);
  all.leave(ANN, spent(mine, 0, 5), 0);
  expect(all.take(ANN, 0).tokens).toBe(burst - 5);
  expect(all.take(ANN, 0).tokens).toBe(0);
  expect(all.take(ANN, 0).tokens).toBe(burst);
});

test('more than there are sockets are not kept, and it is the emptiest that are', () => {
  const all = new FrameTokens();
  const buckets = Array.from({ length: WIRE.maxSocketsPerAccount + 1 }, () => all.take(ANN, 0));
  for (const [at, bucket] of buckets.entries()) all.leave(ANN, spent(bucket, 0, at === 0 ? 0 : burst), 0);
  expect(all.take(ANN, 0).tokens).toBe(0);
});

test('whose buckets are full again is forgotten once there are many', () => {
  const all = new FrameTokens();
  const someone = (n: number): AccountId => `a${String(n).padStart(19, '0')}` as AccountId;
  for (let n = 0; n < 10_000; n += 1) all.leave(someone(n), spent(all.take(someone(n), 0), 0, 1), 0);
  expect(all.accounts).toBe(10_000);
  all.leave(ANN, spent(all.take(ANN, refillMs), refillMs, burst), refillMs);
  expect(all.accounts).toBe(1);
});

test('W24, C1, C9 who comes back over a real socket does not begin anew', async () => {
  const there = (relay = await startRelay());
  const dial = (account = there.seeker) => there.dial('/sync', offeredSubprotocols(there.token(account)));
  const ping = Uint8Array.of(0, 4, 1);
  const all = await Promise.all(Array.from({ length: WIRE.maxSocketsPerAccount }, () => dial()));
  for (const socket of all) for (let count = 0; count < RATE.frame.burst; count += 1) socket.send(ping);
  await until(() => there.sync.stats().framesReceived >= all.length * RATE.frame.burst, 'all of them');
  for (const socket of all) socket.terminate();
  await until(() => there.sync.stats().sockets === 0, 'all gone');
  const again = await dial();
  const closed = closeCode(again);
  for (let count = 0; count < RATE.frame.burst - 500; count += 1) again.send(ping);
  expect(await closed).toBe(4429);
  const other = await dial(there.listener);
  for (let count = 0; count < RATE.frame.burst - 500; count += 1) other.send(ping);
  other.close();
  await until(() => there.sync.stats().sockets === 0, 'the other is through');
  expect(there.sync.stats().closedByRelay).toEqual({ 4429: 1 });
});
