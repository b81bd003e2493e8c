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
export const timed = (run: () => void, nowMs: NowMs): number => quickestOf(run, nowMs, QUICK_MS);

function quickestOf(run: () => void, nowMs: NowMs, enoughMs: number): number {
  let quickest = Infinity;
  for (let time = 0; time < TIMES; time += 1) {
    const fromMs = nowMs();
    run();
    quickest = Math.min(quickest, nowMs() - fromMs);
    if (quickest < enoughMs) break;
  }
  return quickest;
}

/** Over so many doublings: what disturbs one look, a collection or a buffer that has to move, is a third of it for each. */
const DOUBLINGS = 3;
/** What is looked at, of the worst length. */
export const PART = 1 / 2 ** DOUBLINGS;

/**
 * How many times as long a text takes that is twice as long, from its eighth to the whole; 0 for what is too quick to tell. `wholeMs`: what
 * the whole took already. What seems to grow by more than `most` is measured again, in turns: on a machine that others use one of the two
 * is easily disturbed for longer than a few tries, and what really grows so steeply does so however often it is looked at (RELIABILITY C10).
 * Time that grows with the square gives 4; a part of it as large as a fifth of the rest, 2.1.
 */
export function growth({ part, whole, wholeMs, most }: { part: () => void; whole: () => void; wholeMs: number; most: number }, nowMs: NowMs): number {
  if (wholeMs < TELLS_MS) return 0;
  const doubling = (): number => (quickest.whole / quickest.part) ** (1 / DOUBLINGS);
  let quickest = { part: best(part, nowMs), whole: wholeMs };
  for (let round = 0; round < ROUNDS && doubling() > most; round += 1) {
    quickest = { part: Math.min(quickest.part, best(part, nowMs)), whole: Math.min(quickest.whole, best(whole, nowMs)) };
  }
  return quickest.whole < TELLS_MS ? 0 : doubling();
}

/** The quickest of a few, however quick: the first of a size is slower than the others, and would make the growth look gentle. */
const best = (run: () => void, nowMs: NowMs): number => quickestOf(run, nowMs, 0);
