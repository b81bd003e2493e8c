import { newId } from '#shared/ids.ts';
import { DISK } from '#shared/limits.ts';
import type { Clock, Random, Timers } from '#shared/ports.ts';

/**
 * A disk that takes longer than this over the try tells nothing. Opening goes on then: an app that waits for ever keeps
 * no word either.
 */
const TRY_MS = 5_000;
/** A file of a try that is older than this is nobody's any more: the app was killed in the middle. */
const LEFT_BEHIND_MS = 60_000;
const PREFIX = 'room-';

export interface RoomPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
}

/** Where a page may not have files of its own, or the browser has none. */
const NO_FILES: ReadonlySet<string> = new Set(['SecurityError', 'NotAllowedError', 'NotSupportedError', 'TypeError']);

/**
 * Tells whether the disk has room for a store to be opened. It is tried with a file beside the stores, since no browser
 * tells how much is free, and Chromium throws a store away that it cannot open for want of room (RELIABILITY F2). Where
 * there are no files to try with, opening goes on.
 *
 * Every try that fails counts. Chromium has called a full disk a used-up quota, an aborted write and a changed file.
 *
 * The try is not harmless itself. Where a name is made or removed and the directory that Chromium keeps of these files finds room for the first
 * line of it and none for the second, Chromium 156 ends itself, and what somebody just wrote with it. So `estimate()` is asked first: on
 * the desktop its quota is what is used and what the disk has free, and a full disk is not touched. In a browser it is a made-up figure, far
 * above, and the file decides, at that risk.
 */
export function createRoom(storage: StorageManager | undefined, { clock, random, timers }: RoomPorts): () => Promise<boolean> {
  let swept: Promise<void> | null = null;

  /** `name`: another for each try, so that no window takes away the file that another one is trying with. */
  async function tried(manager: StorageManager): Promise<boolean> {
    if (await isUsedUp(manager)) return false;
    const folder = await manager.getDirectory().catch(() => null);
    if (folder === null) return true;
    swept ??= sweep(folder, clock.nowMs());
    await swept;
    try {
      await tryRoom(folder, `${PREFIX}${newId(random)}`);
      return true;
    } catch (error) {
      return NO_FILES.has(nameOf(error));
    }
  }

  return async () => {
    if (storage?.getDirectory === undefined) return true;
    const late = Promise.withResolvers<boolean>();
    const timer = timers.after(TRY_MS, () => late.resolve(true));
    try {
      return await Promise.race([tried(storage), late.promise]);
    } finally {
      timer.cancel();
    }
  };
}

/** Whether the browser itself says that there is no room. One that gives no figure, or none of use, says nothing. */
async function isUsedUp(manager: StorageManager): Promise<boolean> {
  const { quota = 0, usage = 0 } = await manager.estimate().catch((): StorageEstimate => ({}));
  return quota > 0 && quota - usage < DISK.roomToOpenBytes;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

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

/** Takes away what tries left behind that were killed: each is as large as the room that is tried for. */
async function sweep(folder: FileSystemDirectoryHandle, nowMs: number): Promise<void> {
  try {
    for await (const [name, entry] of folder.entries()) {
      if (!name.startsWith(PREFIX) || entry.kind !== 'file') continue;
      const { lastModified } = await (entry as FileSystemFileHandle).getFile();
      if (nowMs - lastModified > LEFT_BEHIND_MS) await folder.removeEntry(name).catch(() => undefined);
    }
  } catch {
    // The next start looks again.
  }
}
