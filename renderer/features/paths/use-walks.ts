import { useCallback, useMemo } from 'react';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import type { Collection } from '../../vault/types.ts';
import { walkSchema, type Walk } from './progress.ts';

const useCollectionOfWalks = (): Collection<Walk> => useVault().collection('paths', walkSchema);

/** Every walk of this person, by the id of its path; null for the moment before they are read. */
export function useWalks(): ReadonlyMap<string, Walk> | null {
  const kept = useCollection(useCollectionOfWalks());
  return useMemo(() => kept && new Map(kept.map(({ id, value }) => [id, value])), [kept]);
}

export type ChangeWalk = (next: (before: Walk | null, nowMs: number) => Walk | null, then?: () => void) => void;

/** Changes the walk on one path; `then` is called when it is on disk. A disk that gives way is told by the app. */
export function useWalkOn(path: string): ChangeWalk {
  const walks = useCollectionOfWalks();
  const onDisk = useDisk();
  const { clock } = useApp();
  return useCallback(
    (next, then) =>
      onDisk(async () => {
        await walks.change(path, (before) => next(before, clock.nowMs()));
        then?.();
      }),
    [walks, path, onDisk, clock],
  );
}
