import type { EntryId } from '#shared/ids.ts';
import type { OpenVault } from './adapter.ts';
import { RefusedRow } from './encrypt-tables.ts';
import { VaultFailure } from './failure.ts';
import type { Outbox, OutboxItem, RefusedItem } from './types.ts';
import type { OutboxRow } from './vault-database.ts';

/** The name of the counter that gives messages their order; kept, so that no number is given twice. */
const COUNTER = 'outbox-seq';

/** Messages that wait for their receipt, and those that came back (DESIGN promise 2). */
export function createOutbox({ db, secrets, work, damage }: OpenVault): Outbox {
  const rowOf = (id: EntryId): string => secrets.rowId('outbox', id);

  /** The next number. Inside a transaction over `outbox` and `meta` only. */
  async function nextSeq(): Promise<number> {
    const row = secrets.rowId('meta', COUNTER);
    const counter = await db.meta.get(row);
    // A damaged counter starts behind everything that still waits.
    const last =
      counter === undefined || counter instanceof RefusedRow
        ? Math.max(0, ...damage.sift(await db.outbox.toArray()).map((item) => item.seq))
        : Number(counter.json);
    await db.meta.put({ row, name: COUNTER, json: String(last + 1) });
    return last + 1;
  }

  /** Inside a transaction over `outbox` and `meta`. The same id twice is the same message: kept once. */
  async function put(item: Omit<OutboxItem, 'seq'>): Promise<OutboxItem> {
    const row = rowOf(item.id);
    const there = damage.readable(await db.outbox.get(row));
    if (there !== null) return withoutRow(there);
    const numbered: OutboxItem = { ...item, seq: await nextSeq() };
    await db.outbox.add({ ...numbered, row });
    return numbered;
  }

  return {
    all: async () =>
      damage
        .sift(await work.run(() => db.outbox.toArray()))
        .toSorted((a, b) => a.seq - b.seq)
        .map(withoutRow),
    add: (item) => work.run(() => db.dexie.transaction('rw', db.outbox, db.meta, () => put(item))),
    remove: (id) => work.run(() => db.outbox.delete(rowOf(id))),
    refuse: (item) =>
      work.run(() =>
        db.dexie.transaction('rw', db.outbox, db.refused, async () => {
          await db.refused.put({ ...item, row: rowOf(item.id) });
          await db.outbox.delete(rowOf(item.id));
        }),
      ),
    refused: async () =>
      damage
        .sift(await work.run(() => db.refused.toArray()))
        .toSorted((a, b) => a.refusedAtMs - b.refusedAtMs || (a.id < b.id ? -1 : 1))
        .map(withoutRow),
    discardRefused: (id) => work.run(() => db.refused.delete(rowOf(id))),
    retry: (refused, again) =>
      work.run(() =>
        db.dexie.transaction('rw', db.outbox, db.refused, db.meta, async () => {
          const row = rowOf(refused);
          // Taken back or discarded in another window: to send it once more would say it twice.
          if ((await db.refused.get(row)) === undefined) throw new VaultFailure('missing', 'refused message');
          await db.refused.delete(row);
          return put(again);
        }),
      ),
  };
}

function withoutRow<Item extends OutboxItem | RefusedItem>({ row: _row, ...item }: Item & Pick<OutboxRow, 'row'>) {
  return item;
}
