import type { AccountId, ChatId } from '#shared/ids.ts';
import { idOf } from './ids.ts';
import type { MeasuredRelay } from './measured-relay.ts';

const PAIRS = 40;
/** Each visit writes as a device of its own, and the relay takes 64 of one account in one chat (`maxClientIdsPerAccount`). */
const VISITS_OF_A_CHAT = 48;

export interface Pair {
  readonly people: readonly { readonly account: AccountId; readonly token: string }[];
  /** The chat they are in now. */
  readonly chat: ChatId;
}

interface Talk {
  readonly chat: ChatId;
  visits: number;
  inside: number;
}

/**
 * Two and two, whose chats begin and end as chats do: otherwise each was full within minutes, and for the rest of an hour
 * nothing was stored any more. A chat that had its visits is taken out of the tables when the last of them has left.
 */
export class Pairs {
  readonly #relay: MeasuredRelay;
  readonly #talks = new Map<Pair, Talk>();
  readonly #beginning = new Map<Pair, Promise<void>>();
  readonly all: readonly Pair[];
  readonly failed: unknown[] = [];
  chats = 0;

  private constructor(relay: MeasuredRelay, tokens: readonly (readonly string[])[]) {
    this.#relay = relay;
    const talks = this.#talks;
    this.all = numbers().map((at) => ({
      people: people(at).map(({ id }, which) => ({ account: id, token: tokens[2 * at + which]?.[0] ?? '' })),
      get chat(): ChatId {
        return talks.get(this)?.chat ?? idOf<ChatId>('chat', 0);
      },
    }));
  }

  static async furnish(relay: MeasuredRelay): Promise<Pairs> {
    const tokens = await relay.ask('people', { people: numbers().flatMap(people) });
    const pairs = new Pairs(relay, tokens);
    for (const pair of pairs.all) await pairs.#begin(pair);
    return pairs;
  }

  /** Counts a visit in the chat of these two, in a new one when the last had its share. Gives what is called on leaving. */
  async enter(pair: Pair): Promise<() => void> {
    while ((this.#talks.get(pair)?.visits ?? VISITS_OF_A_CHAT) >= VISITS_OF_A_CHAT) await this.#begin(pair);
    const talk = this.#talks.get(pair);
    if (talk === undefined) throw new Error('a pair without a chat');
    talk.visits += 1;
    talk.inside += 1;
    return () => {
      talk.inside -= 1;
      if (talk.inside === 0 && this.#talks.get(pair) !== talk) this.#forget(talk);
    };
  }

  #begin(pair: Pair): Promise<void> {
    const begun = this.#beginning.get(pair) ?? this.#open(pair).finally(() => this.#beginning.delete(pair));
    this.#beginning.set(pair, begun);
    return begun;
  }

  async #open(pair: Pair): Promise<void> {
    const [seeker, listener] = pair.people;
    if (seeker === undefined || listener === undefined) throw new Error('it takes two to talk');
    this.chats += 1;
    const chat = idOf<ChatId>('chat', this.chats);
    await this.#relay.ask('chats', { chats: [{ id: chat, seeker: seeker.account, listener: listener.account }] });
    const last = this.#talks.get(pair);
    this.#talks.set(pair, { chat, visits: 0, inside: 0 });
    if (last?.inside === 0) this.#forget(last);
  }

  #forget({ chat }: Talk): void {
    this.#relay.ask('forget', { chat }).catch((error: unknown) => this.failed.push(error));
  }
}

const numbers = (): number[] => Array.from({ length: PAIRS }, (_, at) => at);

const people = (at: number): { id: AccountId; name: string; type: 'member' | 'listener'; devices: number }[] =>
  (['seeker', 'hearer'] as const).map((what) => {
    const id = idOf<AccountId>(what, at);
    return { id, name: id, type: what === 'seeker' ? 'member' : 'listener', devices: 1 };
  });
