/** Runs what is asked for under one key one behind the other, in the order asked for; other keys do not wait for it. */
export type OneAtATime<Key> = <T>(key: Key, task: () => Promise<T>) => Promise<T>;

export function createOneAtATime<Key>(): OneAtATime<Key> {
  const last = new Map<Key, Promise<unknown>>();
  return async (key, task) => {
    const before = last.get(key);
    // Whoever asked for the one before hears of its fault.
    const running = before === undefined ? task() : before.then(task, task);
    last.set(key, running);
    try {
      return await running;
    } finally {
      if (last.get(key) === running) last.delete(key);
    }
  };
}
