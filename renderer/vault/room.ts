import { newId } from '#shared/ids.ts';
import { DISK } from '#shared/limits.ts';
import type { Random, Timers } from '#shared/ports.ts';

/**
 * A disk that takes longer than this over the try tells nothing. Opening goes on then: an app that waits for ever keeps
 * no word either.
 */
const TRY_MS = 5_000;

/**
 * Whether the disk has room for a store to be opened. It is tried with a file beside the stores, since no browser tells
 * how much is free, and Chromium throws a store away that it cannot open for want of room (RELIABILITY F2). Where that
 * cannot be tried, or where it is the browser's own quota that is used up, opening does no harm.
 */
export async function hasRoomToOpen(
  storage: StorageManager | undefined,
  { random, timers }: { readonly random: Random; readonly timers: Timers },
): Promise<boolean> {
  if (storage?.getDirectory === undefined) return true;
  const late = Promise.withResolvers<boolean>();
  const timer = timers.after(TRY_MS, () => late.resolve(true));
  try {
    return await Promise.race([tried(storage, `room-${newId(random)}`), late.promise]);
  } finally {
    timer.cancel();
  }
}

/** `name`: another for each try, so that no window takes away the file that another one is trying with. */
async function tried(storage: StorageManager, name: string): Promise<boolean> {
  try {
    await tryRoom(await storage.getDirectory(), name);
    return true;
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') return true;
    const { quota = Infinity, usage = 0 } = await storage.estimate();
    return quota - usage < DISK.roomToOpenBytes;
  }
}

async function tryRoom(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  try {
    const writing = await file.createWritable();
    try {
      await writing.write(new Uint8Array(DISK.roomToOpenBytes));
    } catch (error) {
      await writing.abort().catch(() => undefined);
      throw error;
    }
    await writing.close();
  } finally {
    await folder.removeEntry(name).catch(() => undefined);
  }
}
