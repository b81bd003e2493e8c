import { useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
import { useApp, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import type { LockOutcome } from '../../app/opening.ts';
import { DEFAULT_IDLE_MINUTES, IDLE_ID, idleChoice, LOCK_CHOICES, type IdleChoice } from './idle.ts';

/** Locks now. Where the last words could not be written down nothing closes, and every screen says why (app/HeldBack.tsx, F2). */
export function useLock(): (everywhere?: boolean) => Promise<LockOutcome> {
  const { opening } = useApp();
  return useCallback((everywhere = true) => opening.lock(everywhere), [opening]);
}

/** Locks, or leads to the page that says what a lock needs. */
export function useLockOrExplain(): () => void {
  const lock = useLock();
  const [, go] = useLocation();
  return useCallback(() => {
    void lock().then((outcome) => outcome === 'needs-passphrase' && go('/lock'));
  }, [lock, go]);
}

/** The choice of when it locks by itself, the same in every window. */
export function useIdleMinutes(): { readonly minutes: IdleChoice['minutes']; choose(minutes: IdleChoice['minutes']): Promise<void> } {
  const vault = useVault();
  const choices = useMemo(() => vault.collection(LOCK_CHOICES, idleChoice), [vault]);
  const kept = useCollection(choices)?.find(({ id }) => id === IDLE_ID);
  return {
    minutes: kept === undefined ? DEFAULT_IDLE_MINUTES : kept.value.minutes,
    choose: (minutes) => choices.put(IDLE_ID, { minutes }),
  };
}
