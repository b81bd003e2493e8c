import { WIRE } from '#shared/limits.ts';
import type { Timers } from '#shared/ports.ts';
import type { Channel } from './channel.ts';
import { createLater, type Later } from './later.ts';
import { createPaced, type Paced } from './paced.ts';
import type { RoomItem } from './room-item.ts';

/** A question longer than this is not kept while it waits; it names some six hundred client ids. */
const MAX_KEPT_QUESTION_BYTES = 4_096;
/** Asks for everything, and so for what a longer question asks for, too. */
const EVERYTHING = Uint8Array.of(0);

/**
 * What goes on at its own pace on one channel, however often it is asked for. Each part is made when it is first needed:
 * most of those who are connected only read, and are many.
 */
export class ChannelPace {
  readonly #timers: Timers;
  readonly #channel: Channel;
  readonly #deliver: (item: RoomItem) => void;
  #asking: Paced<void> | null = null;
  #showing: Paced<{ readonly update: Uint8Array }> | null = null;
  #answering: Later<Uint8Array> | null = null;

  constructor(timers: Timers, channel: Channel, deliver: (item: RoomItem) => void) {
    this.#timers = timers;
    this.#channel = channel;
    this.#deliver = deliver;
  }

  /** Asks for what the client has and we lack (W9). */
  ask(): void {
    this.#asking ??= createPaced(this.#timers, WIRE.resyncIntervalMs, () => {
      this.#deliver({ kind: 'ask', channel: this.#channel });
    });
    this.#asking.ask();
  }

  /** Takes what the client shows of itself. */
  show(update: Uint8Array): void {
    this.#showing ??= createPaced(this.#timers, 1_000 / WIRE.maxPresencePerSecond, (newest) => {
      this.#deliver({ kind: 'presence', channel: this.#channel, update: newest.update });
    });
    this.#showing.ask({ update });
  }

  /** Puts its question once more when its account has time again; of several the newest says it all (GATE G12). */
  answerLater(stateVector: Uint8Array, waitMs: number): void {
    this.#answering ??= createLater(this.#timers, (newest) => {
      this.#deliver({ kind: 'state-vector', channel: this.#channel, stateVector: newest });
    });
    this.#answering.ask(stateVector.length > MAX_KEPT_QUESTION_BYTES ? EVERYTHING : stateVector.slice(), waitMs);
  }

  /** Idempotent. Nothing is delivered afterwards. */
  close(): void {
    this.#asking?.close();
    this.#showing?.close();
    this.#answering?.close();
  }
}
