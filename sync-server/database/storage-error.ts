/** What SQLite says when the disk, and not our own code, is at fault: its primary result codes. */
const DISK_CODES: ReadonlySet<number> = new Set([
  5, // busy: another process holds the store for too long
  8, // read-only
  10, // input or output failed
  11, // the file is damaged
  13, // the disk is full
  14, // the file cannot be opened
  26, // not a database
]);

/** True for failures of the store itself (RELIABILITY A3, A4), which pass without a change of our code. */
export function isStorageError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!('errcode' in error) || typeof error.errcode !== 'number') return isStorageError(error.cause);
  // Extended codes carry the primary one in their low byte.
  return DISK_CODES.has(error.errcode & 0xff);
}
