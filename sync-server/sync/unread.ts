import type { Duplex } from 'node:stream';
import { WIRE } from '#shared/limits.ts';

/**
 * What a frame in a queue costs beside its bytes: its header, the objects that carry both, and its place. Without it a
 * reader of small messages that stops reading would cost several times what it is allowed (RELIABILITY C7).
 */
export const FRAME_COST_BYTES = 512;

/**
 * What one socket was sent and has not taken yet. `writableLength` is what the socket still holds; what the system's own
 * buffers hold is not seen, and not ours.
 */
export class Unread {
  readonly #stream: Pick<Duplex, 'writableLength'>;
  #waiting = 0;
  #sentBytes = 0;
  /** When these bytes have left, everything that was waiting at that time has been taken. */
  #mark: { readonly sentBytes: number; readonly atMs: number } | null = null;
  /** Made when a frame first has to wait: most never do, and there are many of them. */
  #taken: (() => void) | undefined = undefined;

  constructor(stream: Pick<Duplex, 'writableLength'>) {
    this.#stream = stream;
  }

  /** False when more is waiting than a reader may leave unread. */
  hasRoom(): boolean {
    return this.#stream.writableLength + this.#waiting * FRAME_COST_BYTES <= WIRE.maxUnreadBytes;
  }

  /** A frame is sent. Gives what is to be called when it was taken, where it had to wait; else undefined. */
  sending(bytes: number): (() => void) | undefined {
    this.#sentBytes += bytes;
    if (this.#stream.writableLength === 0) return undefined;
    this.#waiting += 1;
    this.#taken ??= () => {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#taken = undefined;
    };
    return this.#taken;
  }

  /** For how long the oldest byte has waited, as exact as this is asked often. */
  forMs(nowMs: number): number {
    const left = this.#stream.writableLength;
    const mark = this.#mark;
    if (left === 0) this.#mark = null;
    else if (mark === null || this.#sentBytes - left >= mark.sentBytes) this.#mark = { sentBytes: this.#sentBytes, atMs: nowMs };
    return this.#mark === null ? 0 : nowMs - this.#mark.atMs;
  }
}
