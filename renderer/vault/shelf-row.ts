import type { KeyWrap } from './key-wrap.ts';
import type { Profile } from './types.ts';

/** One profile on the shelf. Readable by whoever has the files: opaque ids, days and wrapped keys, nothing else (V3). */
export interface ShelfRow {
  readonly id: string;
  /** Start of the day, UTC. */
  readonly createdDayMs: number;
  readonly openedDayMs: number;
  /** The higher, the later: which profile was used last is known without keeping its hour. */
  readonly openedOrder: number;
  /** A keyed hash of the vault's key, to know it when it is found. */
  readonly check: string;
  /** Any one of these opens the vault: a recovery key's beside one other, more only amid a change. */
  readonly wraps: readonly KeyWrap[];
  /** On the person's word. Said by itself: a place whose ways in got lost is not one to be erased. */
  readonly erasing?: true;
}

const DAY_MS = 86_400_000;

export const startOfDayMs = (nowMs: number): number => Math.floor(nowMs / DAY_MS) * DAY_MS;

/** True for a way in that asks nothing of the person. */
export const needsNoPassphrase = ({ kind }: KeyWrap): boolean => kind === 'device' || kind === 'keychain';

export const hasPassphrase = (row: ShelfRow): boolean => row.wraps.some((wrap) => wrap.kind === 'passphrase');

export const hasRecovery = (row: ShelfRow): boolean => row.wraps.some((wrap) => wrap.kind === 'recovery');

/** Puts a wrap in the place of those of its kind; the other ways in stay. */
export const withWrap = (row: ShelfRow, wrap: KeyWrap): ShelfRow => ({
  ...row,
  wraps: [...row.wraps.filter(({ kind }) => kind !== wrap.kind), wrap],
});

export const withoutWraps = (row: ShelfRow, unwanted: (wrap: KeyWrap) => boolean): ShelfRow => ({
  ...row,
  wraps: row.wraps.filter((wrap) => !unwanted(wrap)),
});

export const isBeingErased = (row: ShelfRow): boolean => row.erasing === true;

/** The order to give to the row that is opened next. */
export const nextOrder = (rows: readonly ShelfRow[]): number => Math.max(0, ...rows.map((row) => row.openedOrder)) + 1;

/** `openedAtMs` is the day, plus a few milliseconds that tell the order. */
export const profileOf = (row: ShelfRow): Profile => ({
  id: row.id,
  createdAtMs: row.createdDayMs,
  openedAtMs: row.openedDayMs + row.openedOrder,
  protection: protectionOf(row),
  recovery: hasRecovery(row),
});

/** The weakest way in is how well it is protected. */
function protectionOf({ wraps }: ShelfRow): Profile['protection'] {
  if (wraps.some((wrap) => wrap.kind === 'device')) return 'device';
  return wraps.some((wrap) => wrap.kind === 'keychain') ? 'keychain' : 'passphrase';
}
