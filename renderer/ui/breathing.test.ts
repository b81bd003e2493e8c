import { describe, expect, it } from 'vitest';
import type { Breath } from '../content/library/schema.ts';
import { breathAt, breathMs } from './breathing.ts';

const square: Breath = { inSeconds: 3, holdSeconds: 1, outSeconds: 3, restSeconds: 1, rounds: 2 };
const long: Breath = { inSeconds: 4, holdSeconds: 0, outSeconds: 6, restSeconds: 0, rounds: 12 };

describe('paced breathing (F113)', () => {
  it('goes through its phases and rounds, counting up in each', () => {
    const seen = Array.from({ length: 16 }, (_, second) => breathAt(square, second * 1_000));
    expect(seen.map((one) => `${one?.phase}${one?.count}`).join(' ')).toBe(
      'in1 in2 in3 hold1 out1 out2 out3 rest1 in1 in2 in3 hold1 out1 out2 out3 rest1',
    );
    expect(seen.map((one) => one?.round)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2]);
  });

  it('leaves out phases of no length', () => {
    const phases = new Set(Array.from({ length: 120 }, (_, second) => breathAt(long, second * 1_000)?.phase));
    expect([...phases]).toEqual(['in', 'out']);
  });

  it('is nothing before it begins and after its last round', () => {
    expect(breathAt(long, -1)).toBeNull();
    expect(breathAt(long, breathMs(long))).toBeNull();
    expect(breathAt(long, breathMs(long) - 1)?.round).toBe(12);
  });

  it('the circle never jumps: no two moments 20 ms apart differ by more than a hundredth', () => {
    let before = 0;
    for (let ms = 0; ms < breathMs(square); ms += 20) {
      const size = breathAt(square, ms)?.size ?? 0;
      expect(Math.abs(size - before)).toBeLessThan(0.012);
      before = size;
    }
  });
});
