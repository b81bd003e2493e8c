import { WIRE } from '#shared/limits.ts';
import { fullBucket, refilled, type Bucket, type Rate } from '../documents/token-buckets.ts';

/** The shortest header of a client's frame; longer ones take a few bytes of the allowance. */
const HEADER_BYTES = 6;

/**
 * What one socket sends that is no message: control frames, empty fragments, and a message that never ends. `RATE.frame`
 * counts messages and sees none of it, yet it costs work, and the pieces of a message that is not whole keep everything in
 * memory that was read along with them (RELIABILITY C3).
 */
export interface BesideMessages {
  /** The socket read this much. False when more came that is no message than anybody needs. */
  read(bytes: number, nowMs: number): boolean;
  /** So much of it was a message. */
  message(bytes: number): void;
}

export function createBesideMessages(nowMs: number, rate: Rate = WIRE.besideMessages): BesideMessages {
  let bucket: Bucket = fullBucket(rate, nowMs);
  return {
    read: (bytes, atMs) => {
      const { tokens } = refilled(bucket, rate, atMs);
      bucket = { tokens: tokens - bytes, atMs };
      return bucket.tokens >= 0;
    },
    message: (bytes) => {
      bucket = { ...bucket, tokens: Math.min(rate.burst, bucket.tokens + bytes + HEADER_BYTES) };
    },
  };
}
