import { createContext, useContext, type ReactNode } from 'react';
import { useReadable } from '../../app/use-readable.ts';
import type { Readable } from '../../engine/types.ts';
import type { Sittings } from './sittings.ts';

const SittingsContext = createContext<Sittings | null>(null);

/** The sittings of the place that is open. */
export const SittingsProvider = (props: { sittings: Sittings; children: ReactNode }) => (
  <SittingsContext value={props.sittings}>{props.children}</SittingsContext>
);

export function useSittings(): Sittings {
  const sittings = useContext(SittingsContext);
  if (sittings === null) throw new Error('useSittings outside of SittingsProvider');
  return sittings;
}

const NONE: ReadonlySet<string> = new Set();
const NOBODY: Readable<ReadonlySet<string>> = { getSnapshot: () => NONE, subscribe: () => () => undefined };

/** Notes that were left with words which the disk does not take. */
export const useRefusedNotes = (): ReadonlySet<string> => useReadable(useContext(SittingsContext)?.refused ?? NOBODY);
