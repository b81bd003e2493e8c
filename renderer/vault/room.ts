import { DISK } from '#shared/limits.ts';

const NAME = 'room';

/**
 * Whether the disk has room for a store to be opened. It is tried with a file beside the stores, since no browser tells
 * how much is free, and Chromium throws a store away that it cannot open for want of room (RELIABILITY F2). Where that
 * cannot be tried, or where it is the browser's own quota that is used up, opening does no harm.
 */
export async function hasRoomToOpen(storage: StorageManager | undefined): Promise<boolean> {
  if (storage?.getDirectory === undefined) return true;
  try {
    await tryRoom(await storage.getDirectory());
    return true;
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') return true;
    const { quota = Infinity, usage = 0 } = await storage.estimate();
    return quota - usage < DISK.roomToOpenBytes;
  }
}

async function tryRoom(folder: FileSystemDirectoryHandle): Promise<void> {
  const file = await folder.getFileHandle(NAME, { create: true });
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
    await folder.removeEntry(NAME).catch(() => undefined);
  }
}
