/**
 * Runs work one at a time per key. Asked again while it runs, it runs once more afterwards, however often it was
 * asked: so the last run has always seen the newest truth, and an older one can never overwrite it.
 */
export interface Lanes<Key> {
  /** Resolves when a run that began after this call has ended. */
  run(key: Key): Promise<void>;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
}

interface Lane {
  readonly current: Promise<void>;
  next: Promise<void> | null;
}

/** `work` must not reject: there is nobody here to tell. */
export function createLanes<Key>(work: (key: Key) => Promise<void>): Lanes<Key> {
  const lanes = new Map<Key, Lane>();

  const runOnce = async (key: Key): Promise<void> => {
    await work(key);
    if (lanes.get(key)?.next === null) lanes.delete(key);
  };

  const start = (key: Key): Promise<void> => {
    const lane: Lane = { current: runOnce(key), next: null };
    lanes.set(key, lane);
    return lane.current;
  };

  const run = (key: Key): Promise<void> => {
    const lane = lanes.get(key);
    if (lane === undefined) return start(key);
    lane.next ??= lane.current.then(() => start(key));
    return lane.next;
  };

  const idle = async (): Promise<void> => {
    while (lanes.size > 0) await Promise.all([...lanes.values()].map((lane) => lane.next ?? lane.current));
  };

  return { run, idle };
}
