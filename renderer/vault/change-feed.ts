import { z } from 'zod';

/**
 * Tells the windows of one person which rows changed: a note's id, or `<kin>:<row>` of a collection's. Between windows it carries ids and nothing else; each window
 * reads the rows for itself (V7).
 */
export interface ChangeFeed {
  /** To be called after the change is on disk. Reaches the listeners of this window before it returns. */
  announce(ids: readonly string[]): void;
  subscribe(listener: (ids: readonly string[]) => void): () => void;
  close(): void;
}

/** What of a BroadcastChannel we use. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  close(): void;
}
export type OpenChannel = (name: string) => Channel;

const message = z.strictObject({ changed: z.array(z.string().max(80)) });

export function createChangeFeed(profile: string, openChannel: OpenChannel): ChangeFeed {
  const listeners = new Set<(ids: readonly string[]) => void>();
  const channel = openChannel(`samovar-changes-${profile}`);
  const tell = (ids: readonly string[]): void => {
    for (const listener of listeners) listener(ids);
  };
  channel.addEventListener('message', (event) => {
    const parsed = message.safeParse(event.data);
    if (parsed.success) tell(parsed.data.changed);
  });
  let closed = false;
  return {
    announce(ids) {
      if (closed) return;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel takes none
      channel.postMessage({ changed: ids });
      tell(ids);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closed = true;
      listeners.clear();
      channel.close();
    },
  };
}
