import { WIRE } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';

/** How many sockets there may be (RELIABILITY C6). */
export interface SeatLimits {
  readonly maxSockets: number;
  readonly maxSocketsPerAddress: number;
  readonly maxSocketsPerAccount: number;
}

export const SEAT_LIMITS: SeatLimits = WIRE;

/** Counts sockets from the first byte of their handshake to their end: in all, by address, by account. */
export class Seats {
  readonly #limits: SeatLimits;
  readonly #byAddress = new Map<string, number>();
  readonly #byAccount = new Map<AccountId, number>();
  #taken = 0;

  constructor(limits: SeatLimits) {
    this.#limits = limits;
  }

  get taken(): number {
    return this.#taken;
  }

  /** The status that refuses it, or a seat. `address` is a key of `addressKey`. */
  take(address: string): Seat | 429 | 503 {
    if (this.#taken >= this.#limits.maxSockets) return 503;
    if ((this.#byAddress.get(address) ?? 0) >= this.#limits.maxSocketsPerAddress) return 429;
    this.#taken += 1;
    add(this.#byAddress, address, 1);
    return new Seat(this, address);
  }

  /** For seats alone. False when the account has all its sockets already. */
  assign(account: AccountId): boolean {
    if ((this.#byAccount.get(account) ?? 0) >= this.#limits.maxSocketsPerAccount) return false;
    add(this.#byAccount, account, 1);
    return true;
  }

  /** For seats alone, once each. */
  release(address: string, account: AccountId | null): void {
    this.#taken -= 1;
    add(this.#byAddress, address, -1);
    if (account !== null) add(this.#byAccount, account, -1);
  }
}

/** A place for one socket, taken before anything is known of its account. */
export class Seat {
  readonly #seats: Seats;
  readonly #address: string;
  #account: AccountId | null = null;
  #released = false;

  constructor(seats: Seats, address: string) {
    this.#seats = seats;
    this.#address = address;
  }

  /** False when the account has all its sockets already; the seat is still to be released. */
  assign(account: AccountId): boolean {
    if (!this.#seats.assign(account)) return false;
    this.#account = account;
    return true;
  }

  /** Idempotent. */
  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#seats.release(this.#address, this.#account);
  }
}

function add<Key>(counts: Map<Key, number>, key: Key, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
