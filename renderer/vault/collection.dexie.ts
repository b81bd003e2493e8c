import type { z } from 'zod';
import type { OpenVault } from './adapter.ts';
import { VaultFailure } from './failure.ts';
import { thingRows } from './thing-rows.ts';
import type { Collection, Kept } from './types.ts';

/**
 * Things of one kind that are the person's own: goals, steps of a path, marks of mood (F105–F118). All kinds lie in one
 * table, so that a new kind needs no new schema; neither the kind nor the id is readable on disk (V2).
 */
export function createCollection<Value>(open: OpenVault, name: string, schema: z.ZodType<Value>): Collection<Value> {
  const { db, work, damage, feed } = open;
  const rows = thingRows(open, name, schema);
  const { kin, parse, rowOf } = rows;
  const subscribers = new Set<() => void>();
  let reading: Promise<Map<string, Kept<Value>>> | null = null;

  /** Read once, then kept current by what is announced. */
  const cached = (): Promise<Map<string, Kept<Value>>> => {
    reading ??= work
      .run(() => db.things.where('kin').equals(kin).toArray())
      .then((found) => new Map(damage.sift(found).flatMap((row) => {
        const kept = parse(row);
        return kept === null ? [] : [[row.row, kept]];
      })))
      .catch((failure: unknown) => {
        reading = null;
        throw failure;
      });
    return reading;
  };

  const tell = (): void => {
    for (const subscriber of subscribers) subscriber();
  };
  feed.subscribe((ids) => {
    if (!ids.some((id) => id.startsWith(`${kin}:`))) return;
    reading = null;
    tell();
  });

  const change: Collection<Value>['change'] = async (id, next) => {
    const news = rows.newsOf(id);
    const after = await work.run(() => db.dexie.transaction('rw', db.things, async () => rows.change(id, next)));
    feed.announce([news]);
    return after;
  };

  return {
    all: async () => [...(await cached()).values()],
    async get(id) {
      const there = damage.readable(await work.run(() => db.things.get(rowOf(id))));
      if (there === null) return null;
      const kept = parse(there);
      if (kept === null) throw new VaultFailure('unreadable-row', `${db.things.name}/${there.row}`);
      return kept.value;
    },
    put: async (id, value) => void (await change(id, () => value)),
    change,
    remove: async (id) => void (await change(id, () => null)),
    subscribe(listener) {
      // A function of its own, so that one listener may subscribe twice and leave once.
      const subscriber = (): void => listener();
      subscribers.add(subscriber);
      return () => void subscribers.delete(subscriber);
    },
  };
}
