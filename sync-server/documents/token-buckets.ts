/** A bucket of `burst` tokens that gets one back every `refillMs`. */
export interface Rate {
  readonly burst: number;
  readonly refillMs: number;
}

/** What is in one bucket. Below 0: a debt. */
export interface Bucket {
  readonly tokens: number;
  /** Monotonic, so that a clock set back leaves no limiter stuck (RELIABILITY A6). */
  readonly atMs: number;
}

export const fullBucket = (rate: Rate, nowMs: number): Bucket => ({ tokens: rate.burst, atMs: nowMs });

export function refilled({ tokens, atMs }: Bucket, rate: Rate, nowMs: number): Bucket {
  return { tokens: Math.min(rate.burst, tokens + (nowMs - atMs) / rate.refillMs), atMs: nowMs };
}

/** Past this many, buckets that are full again are dropped; a full one says the same as none. */
const SWEPT_PAST = 256;

/**
 * Buckets by key (RELIABILITY C9). Looking and spending are apart because what an update costs is known only after it
 * was judged: it may cost more than is left, and the rest is a debt. So over any time nobody gets more than the rate,
 * but for one update that came while a token was there.
 */
export class TokenBuckets<Key> {
  readonly #buckets = new Map<Key, { readonly bucket: Bucket; readonly rate: Rate }>();
  #sweptPast = SWEPT_PAST;

  /** How many are held. */
  get size(): number {
    return this.#buckets.size;
  }

  /** True when at least one token is there. `nowMs` is monotonic. */
  has(key: Key, rate: Rate, nowMs: number): boolean {
    return this.#now(key, rate, nowMs).tokens >= 1;
  }

  spend(key: Key, rate: Rate, nowMs: number, tokens: number): void {
    const bucket = this.#now(key, rate, nowMs);
    this.#buckets.set(key, { rate, bucket: { ...bucket, tokens: bucket.tokens - tokens } });
    if (this.#buckets.size > this.#sweptPast) this.#sweep(nowMs);
  }

  #now(key: Key, rate: Rate, nowMs: number): Bucket {
    const known = this.#buckets.get(key);
    return known === undefined ? fullBucket(rate, nowMs) : refilled(known.bucket, rate, nowMs);
  }

  /** Not again before they are twice as many as are left: with thousands that are not full each spending would go through all of them. */
  #sweep(nowMs: number): void {
    this.#dropFull(nowMs);
    this.#sweptPast = Math.max(SWEPT_PAST, 2 * this.#buckets.size);
  }

  #dropFull(nowMs: number): void {
    for (const [key, { bucket, rate }] of this.#buckets) {
      if (refilled(bucket, rate, nowMs).tokens >= rate.burst) this.#buckets.delete(key);
    }
  }
}
