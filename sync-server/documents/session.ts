import type { AccountId, DeviceId } from '#shared/ids.ts';
import { WIRE } from '#shared/limits.ts';
import { CLOSE, type CloseCode } from '#shared/protocol/codes.ts';
import type { SessionIdentity } from '../ports.ts';
import type { Channel } from './channel.ts';
import { allOf, including, without, type OneOrMore } from './one-or-more.ts';

/** The socket behind a session. Closing it is for good; a closed one ignores everything. */
export interface SessionPort {
  close(code: CloseCode, reason: string): void;
  /** Stop and go on reading: what was read is bounded while it waits to be judged. */
  pause(): void;
  resume(): void;
  /** What is known of the account changed (W18). */
  accountChanged(): void;
}

/** Bytes of one socket that may wait to be judged; past it, reading stops until the relay has caught up. */
const MAX_UNDECIDED_BYTES = 2 * WIRE.maxFrameBytes;

/** One connected socket of one device: its channels, and what it may cost. */
export class Session {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly #port: SessionPort;
  #channels: OneOrMore<Channel> | null = null;
  #undecidedBytes = 0;
  #paused = false;
  #strikes = 0;
  #refusals = 0;
  #loggedAtMs = -Infinity;
  #over = false;

  constructor(identity: SessionIdentity, port: SessionPort) {
    this.account = identity.account;
    this.device = identity.device;
    this.#port = port;
  }

  get over(): boolean {
    return this.#over;
  }

  /** Something of it is open, on its way in, or yet to be judged. */
  get hasChannels(): boolean {
    return this.#channels !== null;
  }

  addChannel(channel: Channel): void {
    this.#channels = including(this.#channels, channel);
  }

  removeChannel(channel: Channel): void {
    this.#channels = without(this.#channels, channel);
  }

  /** An update that no honest client can write: the third closes the socket (GATE G8, PROTOCOL W10). */
  strike(): void {
    this.#strikes += 1;
    if (this.#strikes >= WIRE.maxStrikes) this.close(CLOSE.malformed, 'three strikes');
  }

  /**
   * Counts a refused update; gives how many there were since the last line of the log when it is time for another, else
   * null. A client that is refused a hundred times a second must not fill the operator's disk.
   */
  refused(nowMs: number): number | null {
    this.#refusals += 1;
    if (nowMs - this.#loggedAtMs < WIRE.refusalLogIntervalMs) return null;
    const count = this.#refusals;
    this.#refusals = 0;
    this.#loggedAtMs = nowMs;
    return count;
  }

  /**
   * Ends the session from this side, also one whose other side is gone already: what its channels sent and is not yet judged is
   * dropped (RELIABILITY D3). Idempotent.
   */
  close(code: CloseCode, reason: string): void {
    const wasHere = !this.#over;
    this.#over = true;
    for (const channel of allOf(this.#channels)) channel.revoke();
    if (wasHere) this.#port.close(code, reason);
  }

  /** The other side is gone. What it sent before is still judged, and kept. Idempotent. */
  left(): void {
    this.#over = true;
    for (const channel of allOf(this.#channels)) channel.leave();
  }

  /** Tells the other side to ask who it is now (W18). */
  accountChanged(): void {
    if (!this.#over) this.#port.accountChanged();
  }

  /** Counts bytes that wait to be judged. */
  hold(bytes: number): void {
    this.#undecidedBytes += bytes;
    if (this.#paused || this.#undecidedBytes <= MAX_UNDECIDED_BYTES) return;
    this.#paused = true;
    this.#port.pause();
  }

  release(bytes: number): void {
    this.#undecidedBytes -= bytes;
    if (!this.#paused || this.#undecidedBytes > MAX_UNDECIDED_BYTES) return;
    this.#paused = false;
    this.#port.resume();
  }
}
