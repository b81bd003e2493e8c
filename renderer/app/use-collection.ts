import { useEffect, useState } from 'react';
import type { Collection, Kept } from '../vault/types.ts';
import { useDisk } from './context.tsx';

/** Everything of a collection, kept current in every window; null for the moment before the first answer. */
export function useCollection<Value>(collection: Collection<Value>): readonly Kept<Value>[] | null {
  const onDisk = useDisk();
  const [kept, setKept] = useState<readonly Kept<Value>[] | null>(null);
  useEffect(() => {
    let turn = 0;
    const read = async (): Promise<void> => {
      turn += 1;
      const mine = turn;
      const answer = await collection.all();
      if (mine === turn) setKept(answer);
    };
    onDisk(read);
    const stop = collection.subscribe(() => onDisk(read));
    return () => {
      turn = Number.POSITIVE_INFINITY;
      stop();
    };
  }, [collection, onDisk]);
  return kept;
}
