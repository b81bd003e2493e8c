import { useCallback, useMemo } from 'react';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import type { Collection } from '../../vault/types.ts';
import { guideProgress, type GuideProgress } from './progress.ts';

const useGuides = (): Collection<GuideProgress> => useVault().collection('guides', guideProgress);

/** What is kept of every guide, by its id; null for the moment before it is read. */
export function useGuideProgress(): ReadonlyMap<string, GuideProgress> | null {
  const kept = useCollection(useGuides());
  return useMemo(() => kept && new Map(kept.map(({ id, value }) => [id, value])), [kept]);
}

/** Changes what is kept of one guide; a disk that gives way is told by the app. */
export function useProgressOf(
  guide: string,
): (next: (before: GuideProgress | null, nowMs: number) => GuideProgress | null) => void {
  const guides = useGuides();
  const onDisk = useDisk();
  const { clock } = useApp();
  return useCallback(
    (next) => onDisk(() => guides.change(guide, (before) => next(before, clock.nowMs()))),
    [guides, guide, onDisk, clock],
  );
}
