import { WIRE } from '#shared/limits.ts';
import { refilled, type Rate } from '../documents/token-buckets.ts';

/** The shortest header of a client's frame; longer ones take a few bytes of the allowance. */
const HEADER_BYTES = 6;

/**
 * What one socket sends that is no message: control frames, empty fragments, and a message that never ends. `RATE.frame`
 * counts messages and sees none of it, yet it costs work, and the pieces of a message that is not whole keep everything in
 * memory that was read along with them (RELIABILITY C3).
 */
export class BesideMessages {
  readonly #rate: Rate;
  #tokens: number;
  #atMs: number;

  constructor(nowMs: number, rate: Rate = WIRE.besideMessages) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#atMs = nowMs;
  }

  /** The socket read this much. False when more came that is no message than anybody needs. */
  read(bytes: number, nowMs: number): boolean {
    const { tokens } = refilled({ tokens: this.#tokens, atMs: this.#atMs }, this.#rate, nowMs);
    this.#tokens = tokens - bytes;
    this.#atMs = nowMs;
    return this.#tokens >= 0;
  }

  /** So much of it was a message. */
  message(bytes: number): void {
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + bytes + HEADER_BYTES);
  }
}
