import { describe, expect, it } from 'vitest';
import { growth, timed } from './growth.ts';

/** A clock that goes on by what is run, and by `slower` times as much while the machine does something else. */
const machine = (slower: (run: number) => number) => {
  const at = { ms: 0, runs: 0 };
  const work = (ms: number) => (): void => {
    at.ms += ms * slower(at.runs);
    at.runs += 1;
  };
  return { work, nowMs: () => at.ms };
};

describe('how a time grows (C10)', () => {
  it('is not believed to be steep while the machine did something else', () => {
    const { work, nowMs } = machine((run) => (run < 5 ? 3 : 1));
    const [part, whole] = [work(1 / 8), work(1)];
    const wholeMs = timed(whole, nowMs); // disturbed each time
    expect(wholeMs).toBeCloseTo(3);
    expect(growth({ part, whole, wholeMs, most: 2.4 }, nowMs)).toBeCloseTo(2);
  });

  it('is steep when it is however often one looks, and however it is disturbed', () => {
    const { work, nowMs } = machine((run) => 1 + (run % 3));
    const [part, whole] = [work(1), work(64)];
    expect(growth({ part, whole, wholeMs: timed(whole, nowMs), most: 2.4 }, nowMs)).toBeCloseTo(4);
  });

  it('is told of a small share that grows with the square, beside much that does not', () => {
    const { work, nowMs } = machine(() => 1);
    const takes = (length: number): number => length + 0.3 * length ** 2;
    const found = growth({ part: work(takes(1 / 8)), whole: work(takes(1)), wholeMs: takes(1), most: 2.4 }, nowMs);
    expect(found).toBeGreaterThan(2.15);
  });

  it('says nothing of what is too quick for the clock', () => {
    const { work, nowMs } = machine(() => 1);
    expect(growth({ part: work(0.01), whole: work(0.1), wholeMs: 0.1, most: 2.4 }, nowMs)).toBe(0);
  });
});
