import type { CommandFailure, CommandResult, Readable } from '../../engine/types.ts';
import { createValueStore } from '../../app/value-store.ts';

/** What one may look for page by page: somebody by a name that no other has. */
interface Paged {
  readonly after?: string | undefined;
}
interface Named {
  readonly name: string;
}

/** What a directory said to the newest question, page after page. */
export interface LookUp<Query, Card> {
  readonly query: Query | null;
  readonly cards: readonly Card[];
  readonly next: string | null;
  readonly busy: boolean;
  readonly failure: CommandFailure | null;
}

export interface Directory<Query, Card> extends Readable<LookUp<Query, Card>> {
  ask(query: Query): void;
  more(): void;
}

/**
 * Asks a directory, one question at a time: whoever types fast has the newest asked next, and those in between never
 * (no timer needed, and the relay's rate is kept by itself). What was found stays until there is something newer.
 */
export function createDirectory<Query extends Paged, Card extends Named>(
  find: (query: Query) => CommandResult<{ readonly cards: readonly Card[]; readonly next: string | null }>,
): Directory<Query, Card> {
  const store = createValueStore<LookUp<Query, Card>>({ query: null, cards: [], next: null, busy: false, failure: null });
  let waiting: Query | null = null;

  async function run(query: Query): Promise<void> {
    store.set({ ...store.getSnapshot(), busy: true });
    const answer = await find(query);
    const next = waiting;
    waiting = null;
    if (next !== null) return run(next);
    const before = store.getSnapshot();
    const { after, ...rest } = query;
    const asked = rest as unknown as Query;
    if (!answer.ok) return store.set({ ...before, query: asked, busy: false, failure: answer.error });
    const { cards } = answer.value;
    const earlier = after === undefined ? [] : before.cards;
    const known = new Set(earlier.map(({ name }) => name));
    // Who came or went while one paged may stand on two pages: once is enough.
    const all = [...earlier, ...cards.filter(({ name }) => !known.has(name))];
    return store.set({ query: asked, cards: all, next: answer.value.next, busy: false, failure: null });
  }

  return {
    ...store,
    ask(query) {
      if (store.getSnapshot().busy) waiting = query;
      else void run(query);
    },
    more() {
      const { query, next, busy } = store.getSnapshot();
      if (!busy && query !== null && next !== null) void run({ ...query, after: next });
    },
  };
}
