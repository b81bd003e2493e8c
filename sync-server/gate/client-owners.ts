import { RELAY, type AccountId } from '#shared/ids.ts';
import { GATE } from '#shared/limits.ts';

/** What became of a claim to a Yjs client id. */
export type Claim = 'yours' | 'bound' | 'taken' | 'quota';

/**
 * Who owns which Yjs client id in one document (G3): the account that used it first, for ever, whether it wrote with it
 * or showed it in presence. Persist `entries()` with the document and give them back on opening.
 */
export class ClientOwners {
  readonly #ownerByClient = new Map<number, AccountId>();
  readonly #clientsByAccount = new Map<AccountId, number[]>();
  readonly #maxPerAccount: number;

  /** Bindings from the store are taken as they are, also past a quota that was lowered since. */
  constructor(bindings: Iterable<readonly [number, AccountId]> = [], maxPerAccount: number = GATE.maxClientIdsPerAccount) {
    this.#maxPerAccount = maxPerAccount;
    for (const [client, account] of bindings) this.bind(client, account);
  }

  ownerOf(client: number): AccountId | null {
    return this.#ownerByClient.get(client) ?? null;
  }

  countOf(account: AccountId): number {
    return this.clientsOf(account).length;
  }

  clientsOf(account: AccountId): readonly number[] {
    return this.#clientsByAccount.get(account) ?? [];
  }

  /** How many more ids the account may use here. The relay's own are not counted. */
  roomFor(account: AccountId): number {
    return account === RELAY ? Infinity : Math.max(0, this.#maxPerAccount - this.countOf(account));
  }

  /** Binds after a verdict said so, or from the store. Throws when somebody else owns the id: that is our own fault. */
  bind(client: number, account: AccountId): void {
    const owner = this.#ownerByClient.get(client);
    if (owner === account) return;
    if (owner !== undefined) throw new Error('a client id cannot change hands');
    this.#ownerByClient.set(client, account);
    const clients = this.#clientsByAccount.get(account);
    if (clients === undefined) this.#clientsByAccount.set(account, [client]);
    else clients.push(client);
  }

  /** What presence does when it names an id (W11, W13): binds it where that is still possible, and says what came of it. */
  claim(client: number, account: AccountId): Claim {
    const owner = this.ownerOf(client);
    if (owner !== null) return owner === account ? 'yours' : 'taken';
    if (this.roomFor(account) === 0) return 'quota';
    this.bind(client, account);
    return 'bound';
  }

  /** All bindings, for the store. */
  entries(): IterableIterator<[number, AccountId]> {
    return this.#ownerByClient.entries();
  }

  get size(): number {
    return this.#ownerByClient.size;
  }
}
