import type { Duplex } from 'node:stream';
import { frameBinary } from './ws-frame.ts';

/**
 * The way out of all sockets of one relay. A room says one thing to two hundred people: it is framed once, and everybody
 * is handed the same bytes. What one socket is told in one turn leaves as one write, however many documents and receipts
 * it is about. That is what a relay's time goes into (bench/relay).
 *
 * Writes past `ws`, which would frame for each socket anew. Both write to the same stream and neither splits a frame, so
 * what the two of them say stays in order.
 */
export class Outgoing {
  #payload: Uint8Array | null = null;
  #frame: Buffer | null = null;
  #corked: Duplex[] = [];

  /** One binary message; its bytes are not to be changed afterwards. `taken` is called when it has left us. */
  send(socket: Duplex, payload: Uint8Array, taken: (() => void) | undefined): void {
    if (socket.writableCorked === 0) this.#cork(socket);
    socket.write(this.#framed(payload), taken);
  }

  #framed(payload: Uint8Array): Buffer {
    if (this.#frame === null || this.#payload !== payload) {
      this.#payload = payload;
      this.#frame = frameBinary(payload);
    }
    return this.#frame;
  }

  #cork(socket: Duplex): void {
    socket.cork();
    this.#corked.push(socket);
    // After everything that this turn still has to say: microtasks, as which commits end, come before the next tick.
    if (this.#corked.length === 1) process.nextTick(() => this.#flush());
  }

  #flush(): void {
    const sockets = this.#corked;
    this.#corked = [];
    this.#payload = null;
    this.#frame = null;
    for (const socket of sockets) socket.uncork();
  }
}
