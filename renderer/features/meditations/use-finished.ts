import { useCallback } from 'react';
import { newId } from '#shared/ids.ts';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import type { Kept } from '../../vault/types.ts';
import { FINISHED, finishedSchema, type Finished } from './finished.ts';

/** What was heard to its end; null while it is read. */
export const useFinished = (): readonly Kept<Finished>[] | null => useCollection(useVault().collection(FINISHED, finishedSchema));

export function useKeepFinished(): (meditation: string) => void {
  const { clock, random } = useApp();
  const vault = useVault();
  const onDisk = useDisk();
  return useCallback(
    (meditation) => onDisk(() => vault.collection(FINISHED, finishedSchema).put(newId(random), { meditation, finishedAtMs: clock.nowMs() })),
    [clock, random, vault, onDisk],
  );
}

export function useForgetFinished(): (id: string) => void {
  const vault = useVault();
  const onDisk = useDisk();
  return useCallback((id) => onDisk(() => vault.collection(FINISHED, finishedSchema).remove(id)), [vault, onDisk]);
}
