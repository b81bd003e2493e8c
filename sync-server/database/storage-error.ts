import type { DiskFault } from './store-state.ts';

/** SQLite's primary result codes; extended ones carry theirs in the low byte. */
const CODE = { busy: 5, readOnly: 8, io: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 } as const;
const STORAGE: ReadonlySet<number> = new Set(Object.values(CODE));
/** Extended codes of `io` that say nothing about the disk: no memory; no room for the shared index beside the log. */
const IO_NO_MEMORY = 3_082;
const IO_SHARED_INDEX_SIZE = 4_874;

/** Nothing of it was kept: the store takes nothing just now, or failed to. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
  readonly errcode = CODE.readOnly;
}

/** Another process kept the store for too long; nothing was done, and it may be tried again. */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
  readonly errcode = CODE.busy;
}

/** Another process keeps the store just now. */
export const isBusy = (error: unknown): boolean => ((sqliteCode(error) ?? 0) & 0xff) === CODE.busy;

/** True for failures of the store itself (RELIABILITY A3, A4), which pass without a change of our code. */
export function isStorageError(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && STORAGE.has(code & 0xff);
}

/** What SQLite found in the file is not what it wrote, or is a number that we never write (RELIABILITY A7). */
export function isDamage(error: unknown): boolean {
  if (error instanceof RangeError && 'code' in error && error.code === 'ERR_OUT_OF_RANGE') return true;
  const code = sqliteCode(error);
  return code !== null && ((code & 0xff) === CODE.corrupt || (code & 0xff) === CODE.notADatabase);
}

/**
 * What a failure says about the disk; null for one that says nothing, such as a store that another process keeps busy.
 * `readOnly` is the system's word (a file system that mounted itself read-only after an error): the store's own refusals
 * while it is read-only carry the same code, and change nothing.
 */
export function diskFaultOf(error: unknown): DiskFault | null {
  const code = sqliteCode(error);
  if (code === null || code === IO_NO_MEMORY) return null;
  if (code === IO_SHARED_INDEX_SIZE) return 'disk-full';
  switch (code & 0xff) {
    case CODE.full:
      return 'disk-full';
    case CODE.io:
    case CODE.readOnly:
      return 'disk-failed';
    default:
      return null;
  }
}

/** Refused because the store is read-only, by ourselves as like as not. */
export const isRefusedWrite = (error: unknown): boolean => sqliteCode(error) === CODE.readOnly;

/** SQLite's own result code, also of an error that wraps it; null for any other error. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  return 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : sqliteCode(error.cause);
}
