/** Cost of argon2id (RFC 9106); kept beside the salt, so that it can be raised without losing anybody. */
export interface Argon2Cost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** 64 MiB and three passes: half a second in a worker on an ordinary laptop (STACK, "Encryption at rest"). */
export const PASSPHRASE_COST: Argon2Cost = { memoryKib: 64 * 1_024, passes: 3, lanes: 1 };

/** What a stored cost may be: a tampered one must not be able to freeze the machine. */
export const isBearable = ({ memoryKib, passes, lanes }: Argon2Cost): boolean =>
  memoryKib >= 8 && memoryKib <= 1_024 * 1_024 && passes >= 1 && passes <= 20 && lanes >= 1 && lanes <= 8;

/** Makes 32 key bytes of a passphrase. Slow by design; never on the thread that draws. */
export type Stretch = (passphrase: Uint8Array, salt: Uint8Array, cost: Argon2Cost) => Promise<Uint8Array>;

/** One question to the worker, and its answer. */
export interface StretchJob {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: Argon2Cost;
}
export type StretchReply = { readonly key: Uint8Array } | { readonly failed: string };
