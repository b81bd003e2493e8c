import { RefusedRow } from './encrypt-tables.ts';
import { VaultFailure } from './failure.ts';
import type { DamagedRow } from './types.ts';
import { placeOfTable } from './vault-database.ts';

/** Rows that were refused since the vault was opened, by name, each once (RELIABILITY F5). */
export interface Damage {
  readonly report: {
    list(): readonly DamagedRow[];
    subscribe(listener: () => void): () => void;
  };
  /** Keeps the rows that opened, and notes the others. */
  sift<T>(rows: readonly T[]): T[];
  /** The row; null when there is none. Notes one that was refused, and throws `unreadable-row`. */
  readable<T>(row: T | undefined): T | null;
}

export function createDamage(): Damage {
  const listeners = new Set<() => void>();
  let found: readonly DamagedRow[] = [];

  const note = (refused: RefusedRow): void => {
    const known = found.some((one) => one.table === refused.table && one.row === refused.row);
    if (known) return;
    found = [...found, { place: placeOfTable(refused.table), table: refused.table, row: refused.row }];
    for (const listener of listeners) listener();
  };
  return {
    report: {
      list: () => found,
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    sift: (rows) =>
      rows.filter((row) => {
        if (!(row instanceof RefusedRow)) return true;
        note(row);
        return false;
      }),
    readable(row) {
      if (!(row instanceof RefusedRow)) return row ?? null;
      note(row);
      throw new VaultFailure('unreadable-row', `${row.table}/${row.row}`);
    },
  };
}
