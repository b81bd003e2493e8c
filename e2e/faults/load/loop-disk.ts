import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Trouble } from '../../../build/lib/trouble.ts';
import { pause } from './until.ts';

const execute = promisify(execFile);

/**
 * FS_IOC_SHUTDOWN of Linux with the flag NOLOGFLUSH: from that instant the file system writes nothing more, neither its
 * journal nor what it holds in memory. What is on the disk then is what a power cut leaves; and unlike a copy of the
 * image it is of one moment. A flush that is under way then may be told that all went well, while nothing of it was
 * written: where the power is gone nobody hears that. So whoever uses the disk is stopped in the instant before. Perl is
 * on nearly every Linux, and Node has no ioctl.
 */
const CUT =
  'open(my $f, "<", $ARGV[0]) or die $!; my $flag = pack("L", 2); kill("STOP", $ARGV[1]) or die $! if $ARGV[1]; ioctl($f, 0x8004587d, $flag) or die $!;';

/** The children of a browser that was killed let go of their files a moment after it. */
const UNMOUNT_TRIES = 50;
const UNMOUNT_PAUSE_MS = 200;
const POUR_EVERY_MS = 50;

/** An ext4 of its own in a file, as a disk whose power can be cut, or that can run full. Needs root. */
export interface LoopDisk {
  /** Where it is mounted. */
  readonly folder: string;
  /**
   * Nothing reaches the disk from this instant on. `process`, or its group where it is negative, is stopped with it and has
   * to be killed; without one, whoever writes hears of an I/O error.
   */
  cutPower(process?: number): Promise<void>;
  /** Mounts it again, which replays its journal. Whoever had a file open on it must have been ended. */
  powerOn(): Promise<void>;
  /** Fills it from outside until not even a block is left, and keeps it so: whoever gives up a file finds no more room. */
  fill(): void;
  /** Gives back what `fill` took. */
  free(): Promise<void>;
  /** Unmounts it and removes its file. Idempotent. */
  close(): Promise<void>;
}

export async function openLoopDisk(megabytes: number): Promise<LoopDisk> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Trouble('This suite mounts an ext4 in a loop file: it runs on Linux, as root.');
  }
  const place = mkdtempSync(join(tmpdir(), 'samovar-disk-'));
  const image = join(place, 'image');
  const folder = join(place, 'mounted');
  const ballast = join(folder, 'ballast');
  const pour = (size: string): string[] => ['if=/dev/zero', `of=${ballast}`, `bs=${size}`, 'oflag=append', 'conv=notrunc,fsync'];
  const pourOn = async (until: AbortSignal): Promise<void> => {
    while (!until.aborted) {
      await execute('dd', pour('4k')).catch(() => undefined);
      await pause(POUR_EVERY_MS);
    }
  };
  let full = new AbortController();
  let pouring: Promise<void> = Promise.resolve();
  let mounted = false;
  const mount = async (): Promise<void> => {
    await execute('mount', ['-t', 'ext4', '-o', 'loop', image, folder]);
    mounted = true;
  };
  const unmount = async (): Promise<void> => {
    for (let tries = 1; mounted; tries += 1) {
      const isUnmounted = await execute('umount', [folder]).then(() => true, (error: unknown) => {
        if (tries === UNMOUNT_TRIES) throw error;
        return false;
      });
      if (isUnmounted) mounted = false;
      else await pause(UNMOUNT_PAUSE_MS);
    }
  };
  const close = async (): Promise<void> => {
    full.abort();
    await pouring;
    await unmount();
    rmSync(place, { recursive: true, force: true });
  };
  try {
    mkdirSync(folder);
    writeFileSync(image, '');
    truncateSync(image, megabytes * 1_024 * 1_024);
    await execute('mkfs.ext4', ['-q', '-F', image]);
    await mount();
  } catch (error) {
    await close();
    const why = error instanceof Error ? error.message.trim() : String(error);
    throw new Trouble(`This machine does not let us mount a disk in a file: ${why}`);
  }
  return {
    folder,
    cutPower: async (process = 0) => void (await execute('perl', ['-e', CUT, folder, String(process)])),
    async powerOn() {
      await unmount();
      await mount();
    },
    fill() {
      // In big pieces, then in small ones.
      for (const size of ['1M', '4k']) spawnSync('dd', pour(size), { stdio: 'ignore' });
      full = new AbortController();
      pouring = pourOn(full.signal);
    },
    async free() {
      full.abort();
      await pouring;
      rmSync(ballast, { force: true });
    },
    close,
  };
}
