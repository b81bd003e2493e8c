import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Clock, Timers } from '#shared/ports.ts';

/** Texts such as "yesterday" need not be more exact than this. */
const TICK_MS = 30_000;

const NowContext = createContext<number | null>(null);

/** One clock for every time on screen, so that a list of a thousand times has one timer. */
export function NowProvider(props: { clock: Clock; timers: Timers; children: ReactNode }) {
  const { clock, timers } = props;
  const [nowMs, setNowMs] = useState(() => clock.nowMs());
  useEffect(() => {
    const ticking = timers.every(TICK_MS, () => setNowMs(clock.nowMs()));
    return () => ticking.cancel();
  }, [clock, timers]);
  return <NowContext.Provider value={nowMs}>{props.children}</NowContext.Provider>;
}

/** Milliseconds since the epoch, at most half a minute old; null outside of `NowProvider`. */
export const useNow = (): number | null => useContext(NowContext);
