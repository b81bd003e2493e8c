import { useEffect, useRef } from 'react';
import { useApp } from '../../app/context.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';

/** Whoever stops for less than this to think is still at the same. */
export const SPELL_MS = 30_000;

/**
 * That the other one writes, for whoever hears the page: politely, once when they begin, and not again at each pause between two
 * sentences. `words` are taken back when they are no longer so.
 */
export function useWritingSaid(writes: boolean, words: string): void {
  const { clock } = useApp();
  const announce = useAnnounce();
  const stoppedAtMs = useRef<number | null>(null);
  useEffect(() => {
    if (!writes) return undefined;
    const isNew = stoppedAtMs.current === null || Math.abs(clock.nowMs() - stoppedAtMs.current) >= SPELL_MS;
    const takeBack = isNew ? announce(words) : null;
    return () => {
      stoppedAtMs.current = clock.nowMs();
      takeBack?.();
    };
  }, [writes, words, announce, clock]);
}
