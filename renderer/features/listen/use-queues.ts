import { useMemo } from 'react';
import type { AgeGroup } from '#shared/words.ts';
import { useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { Engine, Identity, QueueView, Readable } from '../../engine/types.ts';
import { openWhileWatched } from '../../app/open-while-watched.ts';
import { readableQueues } from './queue-rights.ts';

type Queue = ReturnType<Engine['openQueue']>;
const NOBODY: readonly QueueView[] = [];

/** The queues this person may see, live, while the component is on screen. Empty before they are open. */
export function useQueues(): readonly QueueView[] {
  const engine = useEngine();
  const identity = useIdentity();
  // A text, so that a new `Identity` that changes nothing here does not open the queues again.
  const key = groupsOf(identity).join();
  const opening = useMemo(() => {
    const groups = key === '' ? [] : (key.split(',') as AgeGroup[]);
    return openWhileWatched(
      () => groups.map((ageGroup) => engine.openQueue(ageGroup)),
      (queues) => queues.forEach((queue) => queue.close()),
    );
  }, [engine, key]);
  const queues = useReadable(opening);
  return useReadable(useMemo(() => together(queues ?? []), [queues]));
}

const groupsOf = (identity: Identity): readonly AgeGroup[] =>
  identity.at === 'account' ? readableQueues(identity.actor) : [];

/** Several queues as one store, whose snapshot changes only when one of theirs does. */
function together(queues: readonly Queue[]): Readable<readonly QueueView[]> {
  let last: readonly QueueView[] = NOBODY;
  return {
    subscribe(listener) {
      const stops = queues.map((queue) => queue.subscribe(listener));
      return () => stops.forEach((stop) => stop());
    },
    getSnapshot() {
      const now = queues.map((queue) => queue.getSnapshot());
      const same = now.length === last.length && now.every((view, index) => view === last[index]);
      if (!same) last = now;
      return last;
    },
  };
}
