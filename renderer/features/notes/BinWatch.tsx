import { useEffect } from 'react';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { sweep } from './bin.ts';

/** How often an app that stays open looks. */
const EVERY_MS = 6 * 3_600_000;

/** Erases what has lain in the bin for thirty days, as the bin says that it will. There while the vault is open. */
export function BinWatch(): null {
  const { notes } = useVault();
  const { clock, timers } = useApp();
  const onDisk = useDisk();
  useEffect(() => {
    const look = (): Promise<void> => sweep(notes, clock.nowMs);
    onDisk(look);
    const again = timers.every(EVERY_MS, () => onDisk(look));
    return () => again.cancel();
  }, [notes, clock, timers, onDisk]);
  return null;
}
