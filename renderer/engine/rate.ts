/** A bucket of `burst` that refills one every `refillMs`, as in `RATE`. Pure; times are monotonic milliseconds. */
export interface Rate {
  readonly burst: number;
  readonly refillMs: number;
}

export interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

export const fullBucket = (rate: Rate, nowMs: number): Bucket => ({ left: rate.burst, atMs: nowMs });

export const refill = (bucket: Bucket, rate: Rate, nowMs: number): Bucket => ({
  left: Math.min(rate.burst, bucket.left + Math.max(0, nowMs - bucket.atMs) / rate.refillMs),
  atMs: nowMs,
});

export const take = (bucket: Bucket, count: number): Bucket => ({ ...bucket, left: bucket.left - count });

/** How long until there is a whole one to take; 0 when there is one now. */
export const untilNextMs = (bucket: Bucket, rate: Rate): number =>
  bucket.left >= 1 ? 0 : Math.ceil((1 - bucket.left) * rate.refillMs);
