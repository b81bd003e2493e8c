import type { TimerHandle, Timers } from '#shared/ports.ts';
import type { Readable } from '../../engine/types.ts';
import { createValueStore } from '../../app/value-store.ts';

export interface StopwatchState {
  readonly at: 'ready' | 'going' | 'paused' | 'done';
  /** Whole seconds, in milliseconds: it changes once a second and at no other time. */
  readonly elapsedMs: number;
}

/** Counts up to a length; can be stopped and put elsewhere. One timer, owned here and ended by `close`. */
export interface Stopwatch extends Readable<StopwatchState> {
  /** To the millisecond, for what moves. */
  exactMs(): number;
  /** How long it has really gone, seeking aside. */
  goneMs(): number;
  start(): void;
  pause(): void;
  /** Goes on from there in the same state; from the end it is paused again. */
  seek(ms: number): void;
  /** Looks at the clock at once: for a tab that was hidden, whose timers come late. */
  look(): void;
  close(): void;
}

const SECOND_MS = 1_000;
const wholeSeconds = (ms: number): number => Math.floor(ms / SECOND_MS) * SECOND_MS;

/** The time is always read from the clock and never counted in ticks, so a timer that comes late changes nothing. */
export function createStopwatch(timers: Timers, lengthMs: number): Stopwatch {
  const state = createValueStore<StopwatchState>({ at: 'ready', elapsedMs: 0 });
  let fromMs = 0;
  /** When it was last set going; null while it stands. */
  let since: number | null = null;
  let gone = 0;
  let tick: TimerHandle | null = null;

  const going = (): number => (since === null ? 0 : timers.monotonicMs() - since);
  const exactMs = (): number => Math.min(fromMs + going(), lengthMs);

  const show = (at: StopwatchState['at']): void => {
    const elapsedMs = wholeSeconds(exactMs());
    const before = state.getSnapshot();
    if (before.at !== at || before.elapsedMs !== elapsedMs) state.set({ at, elapsedMs });
  };
  const stand = (): void => {
    tick?.cancel();
    tick = null;
    gone += Math.min(going(), lengthMs - fromMs);
    fromMs = exactMs();
    since = null;
  };
  const look = (): void => {
    if (since === null) return;
    tick?.cancel();
    if (exactMs() >= lengthMs) {
      stand();
      show('done');
      return;
    }
    show('going');
    // Whoever heard of it may have stopped it just now.
    if (since !== null) tick = timers.after(SECOND_MS - (exactMs() % SECOND_MS), look);
  };

  return {
    getSnapshot: state.getSnapshot,
    subscribe: state.subscribe,
    exactMs,
    goneMs: () => gone + Math.min(going(), lengthMs - fromMs),
    start() {
      if (since !== null) return;
      if (state.getSnapshot().at === 'done') {
        fromMs = 0;
        gone = 0;
      }
      since = timers.monotonicMs();
      look();
    },
    pause() {
      if (since === null) return;
      stand();
      show('paused');
    },
    seek(ms) {
      const { at } = state.getSnapshot();
      const wasGoing = since !== null;
      stand();
      fromMs = Math.max(0, Math.min(ms, lengthMs));
      if (wasGoing) {
        since = timers.monotonicMs();
        look();
      } else show(at === 'done' ? 'paused' : at);
    },
    look,
    close: stand,
  };
}
