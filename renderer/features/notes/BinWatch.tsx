import { useEffect } from 'react';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { overdue } from './bin.ts';

/** How often an app that stays open looks. */
const EVERY_MS = 6 * 3_600_000;

/** Erases what has lain in the bin for thirty days, as the bin says that it will. There while the vault is open. */
export function BinWatch(): null {
  const { notes } = useVault();
  const { clock, timers } = useApp();
  const onDisk = useDisk();
  useEffect(() => {
    const sweep = async (): Promise<void> => {
      for (const { id } of overdue(await notes.bin(), clock.nowMs())) await notes.erase(id);
    };
    onDisk(sweep);
    const again = timers.every(EVERY_MS, () => onDisk(sweep));
    return () => again.cancel();
  }, [notes, clock, timers, onDisk]);
  return null;
}
