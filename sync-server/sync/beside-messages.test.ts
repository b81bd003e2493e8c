import { expect, test } from 'vitest';
import { BesideMessages } from './beside-messages.ts';

const RATE = { burst: 1_000, refillMs: 10 };

test('C3 messages give back what was read of them, and nothing that came beside', () => {
  const beside = new BesideMessages(0, RATE);
  for (let count = 0; count < 50; count += 1) {
    expect(beside.read(506, 0)).toBe(true);
    beside.message(500);
  }
  for (let count = 0; count < 5; count += 1) {
    expect(beside.read(600, 0)).toBe(true);
    beside.message(494); // and 100 bytes of something else
  }
  expect(beside.read(501, 0)).toBe(false);
});

test('C3 a message gives back no more than there may be, and time as much as its rate', () => {
  const beside = new BesideMessages(0, RATE);
  beside.message(1_000_000);
  expect(beside.read(1_000, 0)).toBe(true);
  expect(beside.read(11, 100)).toBe(false);
  expect(beside.read(20, 400)).toBe(true);
});
