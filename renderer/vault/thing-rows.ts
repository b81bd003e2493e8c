import type { z } from 'zod';
import type { OpenVault } from './adapter.ts';
import { RefusedRow } from './encrypt-tables.ts';
import { VaultFailure } from './failure.ts';
import type { Kept } from './types.ts';
import type { ThingRow } from './vault-database.ts';

/**
 * How the things of one kind lie in their table. For a collection, and for whoever writes one of them together with
 * something else: `change` runs inside a transaction of its caller's.
 */
export interface ThingRows<Value> {
  readonly kin: string;
  rowOf(id: string): string;
  /** What the windows are told of a change (change-feed.ts). */
  newsOf(id: string): string;
  /** Null for what does not fit its shape any more: named as damaged, and left where it is. */
  parse(row: ThingRow): Kept<Value> | null;
  /** Reads, changes and writes; null removes. What cannot be read is `unreadable-row` and left as it is. */
  change(id: string, next: (before: Value | null) => Value | null): Promise<Value | null>;
}

type Parts = Pick<OpenVault, 'db' | 'secrets' | 'damage'>;

export function thingRows<Value>({ db, secrets, damage }: Parts, name: string, schema: z.ZodType<Value>): ThingRows<Value> {
  const kin = secrets.rowId('kin', name);
  const rowOf = (id: string): string => secrets.rowId('things', `${name}/${id}`);
  const parse = (row: ThingRow): Kept<Value> | null => {
    const parsed = schema.safeParse(JSON.parse(row.json));
    if (parsed.success) return { id: row.id, value: parsed.data };
    damage.sift([new RefusedRow(db.things.name, row.row)]);
    return null;
  };
  return {
    kin,
    rowOf,
    newsOf: (id) => `${kin}:${rowOf(id)}`,
    parse,
    async change(id, next) {
      const row = rowOf(id);
      const there = damage.readable(await db.things.get(row));
      const before = there === null ? null : parse(there);
      if (there !== null && before === null) throw new VaultFailure('unreadable-row', `${db.things.name}/${row}`);
      const value = next(before?.value ?? null);
      if (value === null) await db.things.delete(row);
      else await db.things.put({ row, kin, of: name, id, json: JSON.stringify(schema.parse(value)) });
      return value;
    },
  };
}
