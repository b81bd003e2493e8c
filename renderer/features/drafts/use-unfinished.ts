import { useMemo } from 'react';
import { useEngine, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { useReadable } from '../../app/use-readable.ts';
import { draftsOf } from '../../engine/draft-rows.ts';
import { unfinished, type Unfinished } from './unfinished.ts';

/** Everything unfinished, kept current; null for the moment before the first answer. */
export function useUnfinished(): readonly Unfinished[] | null {
  const vault = useVault();
  const drafts = useCollection(useMemo(() => draftsOf(vault), [vault]));
  const refused = useReadable(useEngine().refused);
  return useMemo(() => (drafts === null ? null : unfinished(drafts, refused)), [drafts, refused]);
}
