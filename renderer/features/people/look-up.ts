import type { ListenerCard, ListenerQuery, ListenersPage } from '#shared/people/profile.ts';
import type { CommandFailure, CommandResult, Readable } from '../../engine/types.ts';
import { createValueStore } from '../../app/value-store.ts';

/** What the directory said to the newest question, page after page. */
export interface LookUp {
  readonly query: ListenerQuery | null;
  readonly listeners: readonly ListenerCard[];
  readonly next: string | null;
  readonly busy: boolean;
  readonly failure: CommandFailure | null;
}

export interface Directory extends Readable<LookUp> {
  ask(query: ListenerQuery): void;
  more(): void;
}

/**
 * Asks the directory, one question at a time: whoever types fast has the newest asked next, and those in between never
 * (no timer needed, and the relay's rate is kept by itself). What was found stays until there is something newer.
 */
export function createDirectory(find: (query: ListenerQuery) => CommandResult<ListenersPage>): Directory {
  const store = createValueStore<LookUp>({ query: null, listeners: [], next: null, busy: false, failure: null });
  let waiting: ListenerQuery | null = null;

  async function run(query: ListenerQuery): Promise<void> {
    store.set({ ...store.getSnapshot(), busy: true });
    const answer = await find(query);
    const next = waiting;
    waiting = null;
    if (next !== null) return run(next);
    const before = store.getSnapshot();
    const { after, ...asked } = query;
    if (!answer.ok) return store.set({ ...before, query: asked, busy: false, failure: answer.error });
    const { listeners } = answer.value;
    const earlier = after === undefined ? [] : before.listeners;
    const known = new Set(earlier.map(({ name }) => name));
    // Who came or went while one paged may stand on two pages: once is enough.
    const all = [...earlier, ...listeners.filter(({ name }) => !known.has(name))];
    return store.set({ query: asked, listeners: all, next: answer.value.next, busy: false, failure: null });
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
