import { expect, test } from 'vitest';
import { createPaced } from './paced.ts';
import { ManualTime } from './testing/manual-time.ts';

test('the first at once, then the newest once an interval, nothing after closing', () => {
  const time = new ManualTime();
  const ran: number[] = [];
  const paced = createPaced<number>(time, 500, (value) => ran.push(value));
  [1, 2, 3].forEach((value) => paced.ask(value));
  expect(ran).toEqual([1]);
  time.advance(499);
  expect(ran).toEqual([1]);
  time.advance(1);
  expect(ran).toEqual([1, 3]);
  time.advance(500);
  paced.ask(4);
  paced.ask(5);
  expect(ran).toEqual([1, 3, 4]);
  paced.close();
  paced.close();
  time.advance(10_000);
  paced.ask(6);
  expect(ran).toEqual([1, 3, 4]);
  expect(time.running).toBe(0);
});
