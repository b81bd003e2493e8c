import type { RequestId } from '#shared/ids.ts';
import { WIRE } from '#shared/limits.ts';
import type { Caller } from '#shared/policy/actor.ts';
import type { RelayHouse, Resident } from './relay-house.ts';
import { send, type Answer } from './try-http.ts';
import type { WireClient } from './wire-client.ts';

/** Somebody at a real relay: one socket for everything, and a token. Whoever is nobody is let in nowhere. */
export class WireParty {
  readonly facts: Caller;
  readonly account: Resident['account'];
  readonly name: string;
  /** What they wait with, when they could ask. */
  waiting: RequestId | null = null;
  /** The relay will not have them ask: it need not be asked again for each of the others. */
  isRefused = false;
  /** Since the last rest. */
  commands = 0;
  readonly #house: RelayHouse;
  readonly #token: string;
  #client: WireClient | null = null;

  constructor(house: RelayHouse, facts: Caller, { account, name, token }: Pick<Resident, 'account' | 'name' | 'token'>) {
    this.#house = house;
    this.facts = facts;
    this.account = account;
    this.name = name;
    this.#token = token;
  }

  /** Null for who is refused at the door. A new socket before a third strike would close the old one (W10). */
  async client(): Promise<WireClient | null> {
    if (this.#client !== null && (this.#client.strikes >= WIRE.maxStrikes - 1 || this.#client.closedWith !== null)) this.hangUp();
    this.#client ??= this.#house.dial({ token: this.#token });
    const isIn = await this.#client.opened.then(() => true, () => false);
    if (!isIn) this.#client = null;
    return this.#client;
  }

  async call(sent: { readonly method: string; readonly path: string; readonly body?: unknown }): Promise<Answer> {
    this.commands += 1;
    const answer = await send(this.#house, this.facts === null ? null : this.#token, sent);
    if (answer.status === 429 || answer.status >= 500) throw new Error(`the try itself failed with ${answer.status} ${answer.text}`);
    return answer;
  }

  hangUp(): void {
    this.#client?.cut();
    this.#client = null;
  }

  rest(): void {
    this.hangUp();
    this.commands = 0;
  }
}
