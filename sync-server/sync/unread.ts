import { WIRE } from '#shared/limits.ts';

/**
 * What a frame in a queue costs beside its bytes: its header, the objects that carry both, and its place. Without it a
 * reader of small messages that stops reading would cost several times what it is allowed (RELIABILITY C7).
 */
export const FRAME_COST_BYTES = 512;

/** What one socket was sent and has not taken yet. */
export interface Unread {
  /** False when more is waiting than a reader may leave unread. */
  hasRoom(): boolean;
  /** A frame is sent. Gives what is to be called when it was taken, where it had to wait; else undefined. */
  sending(bytes: number): (() => void) | undefined;
  /** For how long the oldest byte has waited, as exact as this is asked often. */
  forMs(nowMs: number): number;
}

/** `queued`: the bytes that the socket still holds. What the system's own buffers hold is not seen, and not ours. */
export function createUnread(queued: () => number): Unread {
  let waiting = 0;
  let sentBytes = 0;
  /** When these bytes have left, everything that was waiting at that time has been taken. */
  let mark: { readonly sentBytes: number; readonly atMs: number } | null = null;
  const taken = (): void => {
    waiting -= 1;
  };
  return {
    hasRoom: () => queued() + waiting * FRAME_COST_BYTES <= WIRE.maxUnreadBytes,
    sending: (bytes) => {
      sentBytes += bytes;
      if (queued() === 0) return undefined;
      waiting += 1;
      return taken;
    },
    forMs: (nowMs) => {
      const left = queued();
      if (left === 0) mark = null;
      else if (mark === null || sentBytes - left >= mark.sentBytes) mark = { sentBytes, atMs: nowMs };
      return mark === null ? 0 : nowMs - mark.atMs;
    },
  };
}
