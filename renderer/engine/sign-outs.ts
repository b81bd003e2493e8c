import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { SESSION } from '#shared/limits.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import type { Api } from '../api/client.ts';
import type { Settings } from '../vault/types.ts';
import { createCell } from './readable.ts';
import type { Readable } from './types.ts';

/** The key in the vault's settings. */
export const OWED_KEY = 'sign-outs-owed';

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 30 * 60_000;

/**
 * Sessions that ended on this device while the relay could not be told (RELIABILITY E3). What is kept of each is the hash of
 * its token, encrypted like everything here: the relay ends a session by it, and nothing else can be done with it.
 */
export interface SignOuts {
  /** How many the relay has not heard of. */
  readonly owed: Readable<number>;
  /** Noted before the relay is asked, so that neither a cut nor a closed lid can lose it. */
  owe(token: string): Promise<void>;
  /** The relay knows of it. */
  settle(token: string): Promise<void>;
  /** Tells the relay what it has not heard; by itself again, later and later, while it cannot be reached. */
  tell(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface SignOutParts {
  readonly settings: Settings;
  readonly api: Api;
  readonly timers: Timers;
  readonly onStorageFailure: (cause: unknown) => void;
}

export const proofOf = (token: string): string => bytesToHex(sha256(utf8ToBytes(token)));

export function createSignOuts({ settings, api, timers, onStorageFailure }: SignOutParts): SignOuts {
  const owed = createCell(0);
  let proofs: readonly string[] = [];
  let timer: TimerHandle | null = null;
  let waitMs = FIRST_WAIT_MS;
  let closed = false;
  let last: Promise<unknown> = read().catch(onStorageFailure);

  async function read(): Promise<void> {
    proofs = parse(await settings.get<unknown>(OWED_KEY));
    owed.set(proofs.length);
  }

  /** One after the other: what was owed a moment ago must not come back. */
  function inTurn<Value>(step: () => Promise<Value>): Promise<Value> {
    const turn = last.then(step);
    last = turn.catch(() => undefined);
    return turn;
  }

  /** In memory in any case: a disk that gives way must not make the relay hear nothing. */
  async function keep(next: readonly string[]): Promise<void> {
    proofs = next;
    owed.set(proofs.length);
    await (next.length === 0 ? settings.remove(OWED_KEY) : settings.set(OWED_KEY, next)).catch(onStorageFailure);
  }

  async function tellAll(): Promise<void> {
    timer?.cancel();
    timer = null;
    for (const proof of proofs) {
      if (closed) return;
      const told = await api.call('endSession', {}, { proof });
      if (!told.ok) break;
      await keep(proofs.filter((one) => one !== proof));
    }
    if (proofs.length === 0) waitMs = FIRST_WAIT_MS;
    else later();
  }

  function later(): void {
    if (closed) return;
    timer = timers.after(waitMs, () => void tell());
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }

  const tell = (): Promise<void> => inTurn(tellAll);

  return {
    owed,
    owe: (token) =>
      inTurn(() => keep([...proofs.filter((one) => one !== proofOf(token)), proofOf(token)].slice(-SESSION.maxDevicesPerAccount))),
    settle: (token) => inTurn(() => keep(proofs.filter((one) => one !== proofOf(token)))),
    tell,
    close: async () => {
      closed = true;
      timer?.cancel();
      await last;
    },
  };
}

const isProof = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const parse = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isProof).slice(-SESSION.maxDevicesPerAccount) : []);
