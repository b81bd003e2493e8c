const TIMES = 5;
/** So quick that once is enough. */
const QUICK_MS = 0.05;
/** Below this a clock tells nothing of how a time grows. */
const TELLS_MS = 0.4;
/** How often a growth that is too steep is looked at again before it is believed. */
const ROUNDS = 12;

/** Milliseconds, from any beginning. */
export type NowMs = () => number;

/** The quickest of a few, in milliseconds: the others were disturbed. */
export function timed(run: () => void, nowMs: NowMs): number {
  let quickest = Infinity;
  for (let time = 0; time < TIMES; time += 1) {
    const fromMs = nowMs();
    run();
    quickest = Math.min(quickest, nowMs() - fromMs);
    if (quickest < QUICK_MS) break;
  }
  return quickest;
}

/**
 * How many times as long the whole takes as its half; 0 for what is too quick to tell. `wholeMs`: what the whole took already. What seems
 * to grow by more than `most` is measured again, in turns: on a machine that others use one of the two is easily disturbed for longer than a
 * few tries, and what really grows so steeply does so however often it is looked at (RELIABILITY C10).
 */
export function growth({ half, whole, wholeMs, most }: { half: () => void; whole: () => void; wholeMs: number; most: number }, nowMs: NowMs): number {
  if (wholeMs < TELLS_MS) return 0;
  let quickest = { half: timed(half, nowMs), whole: wholeMs };
  for (let round = 0; round < ROUNDS && quickest.whole / quickest.half > most; round += 1) {
    quickest = { half: Math.min(quickest.half, timed(half, nowMs)), whole: Math.min(quickest.whole, timed(whole, nowMs)) };
  }
  return quickest.whole < TELLS_MS ? 0 : quickest.whole / quickest.half;
}
