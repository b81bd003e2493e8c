import { useMemo } from 'react';
import type { ChatId } from '#shared/ids.ts';
import { useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { ChatHandle } from '../../engine/types.ts';
import { openWhileWatched } from '../../app/open-while-watched.ts';

/** A chat's handle while the component is on screen; null in the moment before it is open. */
export function useChat(chat: ChatId): ChatHandle | null {
  const engine = useEngine();
  const opening = useMemo(
    () =>
      openWhileWatched(
        () => engine.openChat(chat),
        (handle) => handle.close(),
      ),
    [engine, chat],
  );
  return useReadable(opening);
}
