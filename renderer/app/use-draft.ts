import { useMemo } from 'react';
import type { Draft } from '../engine/draft.ts';
import { useEngine } from './context.tsx';
import { openWhileWatched } from './open-while-watched.ts';
import { useReadable } from './use-readable.ts';

/**
 * The unfinished text of a place, such as `goal/new`, while its box is on screen; null in the moment before it is open.
 * What is set is on disk within a second, encrypted, and told in Drafts (F229). The feature names the place in its
 * `drafts`, so that it can be found from there.
 */
export function useDraft(place: string): Draft | null {
  const { drafts } = useEngine();
  const opening = useMemo(
    () =>
      openWhileWatched(
        () => drafts.open(place),
        (borrowed) => borrowed.giveBack(),
      ),
    [drafts, place],
  );
  return useReadable(opening)?.draft ?? null;
}
