import { useEffect } from 'react';
import { useHotkeys } from '@mantine/hooks';
import { useApp } from '../../app/context.tsx';
import { watchIdle } from './idle.ts';
import { useIdleMinutes, useLock, useLockOrExplain } from './use-lock.ts';

/**
 * Locks by itself: when nobody was there for a while, when the machine sleeps, when the system locks its screen, and by
 * Ctrl/Cmd-Shift-X (RELIABILITY F8). Where there is no passphrase, none of it locks anybody out.
 */
export function AutoLock(): null {
  const { host, clock, timers } = useApp();
  const { minutes } = useIdleMinutes();
  const lock = useLock();
  useHotkeys([['mod+shift+X', useLockOrExplain()]], [], true);
  useEffect(() => host.onSleep(() => void lock()), [host, lock]);
  useEffect(
    () => watchIdle({ page: document, clock, timers, minutes, onIdle: async () => (await lock(false)) === 'needs-passphrase' }),
    [clock, timers, minutes, lock],
  );
  return null;
}
