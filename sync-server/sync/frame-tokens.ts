import type { AccountId } from '#shared/ids.ts';
import { RATE, WIRE } from '#shared/limits.ts';
import { fullBucket, refilled, type Bucket } from '../documents/token-buckets.ts';

/** Past this many accounts, those whose buckets are full again are forgotten; a full one says the same as none. */
const MAX_ACCOUNTS = 10_000;

/**
 * How many frames the sockets of an account may still send. Each socket spends from a bucket of its own, which costs
 * nothing to look up; whoever goes leaves theirs behind, and whoever comes goes on with what is there. So an account has
 * as many buckets as it may have sockets, and coming back fills none of them (RELIABILITY C1, C9). Of several the fullest
 * is taken: an app on a poor line is not held up by another device of its person.
 */
export class FrameTokens {
  readonly #left = new Map<AccountId, Bucket[]>();

  get accounts(): number {
    return this.#left.size;
  }

  /** For a socket that begins. Give it back with `leave`. */
  take(account: AccountId, nowMs: number): Bucket {
    const left = emptiestFirst(this.#left.get(account) ?? [], nowMs);
    const fullest = left.pop();
    if (left.length === 0) this.#left.delete(account);
    else this.#left.set(account, left);
    return fullest ?? fullBucket(RATE.frame, nowMs);
  }

  /** A socket has ended. */
  leave(account: AccountId, bucket: Bucket, nowMs: number): void {
    const left = emptiestFirst([...(this.#left.get(account) ?? []), bucket], nowMs);
    // One may be counted out of its seat a moment before it is out of here: never more than there are seats.
    this.#left.set(account, left.slice(0, WIRE.maxSocketsPerAccount));
    if (this.#left.size > MAX_ACCOUNTS) this.#forgetFull(nowMs);
  }

  #forgetFull(nowMs: number): void {
    for (const [account, left] of this.#left) {
      if (left.every((bucket) => tokens(bucket, nowMs) >= RATE.frame.burst)) this.#left.delete(account);
    }
  }
}

const emptiestFirst = (buckets: readonly Bucket[], nowMs: number): Bucket[] =>
  buckets.toSorted((a, b) => tokens(a, nowMs) - tokens(b, nowMs));

const tokens = (bucket: Bucket, nowMs: number): number => refilled(bucket, RATE.frame, nowMs).tokens;
