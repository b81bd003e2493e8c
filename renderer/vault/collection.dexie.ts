import type { z } from 'zod';
import type { OpenVault } from './adapter.ts';
import { RefusedRow } from './encrypt-tables.ts';
import { VaultFailure } from './failure.ts';
import type { Collection, Kept } from './types.ts';
import type { ThingRow } from './vault-database.ts';

/**
 * Things of one kind that are the person's own: goals, steps of a path, marks of mood (F105–F118). All kinds lie in one
 * table, so that a new kind needs no new schema; neither the kind nor the id is readable on disk (V2).
 */
export function createCollection<Value>(open: OpenVault, name: string, schema: z.ZodType<Value>): Collection<Value> {
  const { db, secrets, work, damage, feed } = open;
  const kin = secrets.rowId('kin', name);
  const rowOf = (id: string): string => secrets.rowId('things', `${name}/${id}`);
  const subscribers = new Set<() => void>();
  let reading: Promise<Map<string, Kept<Value>>> | null = null;

  /** Null for what does not fit its shape any more: named as damaged, and left where it is. */
  const parse = (row: ThingRow): Kept<Value> | null => {
    const parsed = schema.safeParse(JSON.parse(row.json));
    if (parsed.success) return { id: row.id, value: parsed.data };
    damage.sift([new RefusedRow(db.things.name, row.row)]);
    return null;
  };

  /** Read once, then kept current by what is announced. */
  const cached = (): Promise<Map<string, Kept<Value>>> => {
    reading ??= work
      .run(() => db.things.where('kin').equals(kin).toArray())
      .then((rows) => new Map(damage.sift(rows).flatMap((row) => {
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
    const row = rowOf(id);
    const after = await work.run(() =>
      db.dexie.transaction('rw', db.things, async () => {
        const there = damage.readable(await db.things.get(row));
        const before = there === null ? null : parse(there);
        if (there !== null && before === null) throw new VaultFailure('unreadable-row', `${db.things.name}/${row}`);
        const value = next(before?.value ?? null);
        if (value === null) await db.things.delete(row);
        else await db.things.put({ row, kin, of: name, id, json: JSON.stringify(schema.parse(value)) });
        return value;
      }),
    );
    feed.announce([`${kin}:${row}`]);
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
