import { toVaultFailure, VaultFailure } from './failure.ts';

/** What a vault is doing right now, so that closing it can wait, and a closed one can say so. */
export interface Work {
  /** Runs a piece of work; rejects with a `VaultFailure` only. */
  run<T>(piece: () => PromiseLike<T>): Promise<T>;
  /** Takes no more work and waits for what is under way. Idempotent. */
  finish(): Promise<void>;
}

/** `ready`: asked before each piece; what it gives is waited for. */
export function createWork(ready: () => Promise<void> | null = () => null): Work {
  const underWay = new Set<Promise<unknown>>();
  let closed = false;
  return {
    run(piece) {
      if (closed) return Promise.reject(new VaultFailure('closed', 'the vault was closed'));
      const done = attempt(() => ready()?.then(piece) ?? piece());
      underWay.add(done);
      const forget = (): void => void underWay.delete(done);
      done.then(forget, forget);
      return done;
    },
    async finish() {
      closed = true;
      await Promise.allSettled(underWay);
    },
  };
}

async function attempt<T>(piece: () => PromiseLike<T>): Promise<T> {
  try {
    return await piece();
  } catch (error) {
    throw toVaultFailure(error);
  }
}
