import { queueDocument } from '#shared/documents/names.ts';
import { queueRequest } from '#shared/documents/queue.ts';
import type { AgeGroup } from '#shared/words.ts';
import type { Documents } from './documents.ts';
import { createDerived } from './readable.ts';
import { share } from './share.ts';
import type { Engine, QueueView } from './types.ts';

/** The queue of an age group, as long as somebody looks at it. */
export function openQueueView(documents: Pick<Documents, 'acquire'>, ageGroup: AgeGroup): ReturnType<Engine['openQueue']> {
  const { handle, release } = documents.acquire(queueDocument(ageGroup));
  const view = createDerived<QueueView>((previous) => {
    const access = handle.access();
    const requests = handle.view().entries.flatMap((entry) => {
      const request = queueRequest.safeParse(entry);
      return request.success ? [request.data] : [];
    });
    return share(previous, { ageGroup, state: access === 'gone' ? 'denied' : access, requests: access === 'ready' ? requests : [] });
  });
  const stop = handle.subscribe(view.invalidate);
  return {
    getSnapshot: view.getSnapshot,
    subscribe: view.subscribe,
    close() {
      stop();
      release();
    },
  };
}
