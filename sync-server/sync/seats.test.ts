import { expect, test } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { Seats, type Seat } from './seats.ts';

const ANN = 'ann00000000000000000' as AccountId;
const seated = (seat: Seat | number): Seat => {
  if (typeof seat === 'number') throw new Error(`no seat: ${seat}`);
  return seat;
};

test('C6 so many for an address, and others are not touched', () => {
  const seats = new Seats({ maxSockets: 10, maxSocketsPerAddress: 2, maxSocketsPerAccount: 5 });
  const first = seated(seats.take('a'));
  seats.take('a');
  expect(seats.take('a')).toBe(429);
  seated(seats.take('b'));
  first.release();
  first.release();
  seated(seats.take('a'));
  expect(seats.take('a')).toBe(429);
  expect(seats.taken).toBe(3);
});

test('C6 so many in all', () => {
  const seats = new Seats({ maxSockets: 2, maxSocketsPerAddress: 2, maxSocketsPerAccount: 5 });
  const first = seated(seats.take('a'));
  seats.take('b');
  expect(seats.take('c')).toBe(503);
  first.release();
  seated(seats.take('c'));
});

test('C6 so many for an account, from whatever addresses', () => {
  const seats = new Seats({ maxSockets: 10, maxSocketsPerAddress: 10, maxSocketsPerAccount: 1 });
  const first = seated(seats.take('a'));
  expect(first.assign(ANN)).toBe(true);
  const second = seated(seats.take('b'));
  expect(second.assign(ANN)).toBe(false);
  second.release();
  first.release();
  expect(seated(seats.take('c')).assign(ANN)).toBe(true);
});
