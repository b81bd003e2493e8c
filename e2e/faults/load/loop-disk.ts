import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Trouble } from '../../../build/lib/trouble.ts';

const execute = promisify(execFile);

/**
 * FS_IOC_SHUTDOWN of Linux with the flag NOLOGFLUSH: from that instant the file system writes nothing more, neither its
 * journal nor what it holds in memory. What is on the disk then is what a power cut leaves; and unlike a copy of the
 * image it is of one moment. Perl is on nearly every Linux, and Node has no ioctl.
 */
const CUT = 'open(my $f, "<", $ARGV[0]) or die $!; my $flag = pack("L", 2); ioctl($f, 0x8004587d, $flag) or die $!;';

/** An ext4 of its own in a file, as a disk whose power can be cut, or that can run full. Needs root. */
export interface LoopDisk {
  /** Where it is mounted. */
  readonly folder: string;
  /** Nothing reaches the disk from this instant on. Whoever writes hears of an I/O error. */
  cutPower(): Promise<void>;
  /** Mounts it again, which replays its journal. Nobody may have a file open on it. */
  powerOn(): Promise<void>;
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
  let mounted = false;
  const mount = async (): Promise<void> => {
    await execute('mount', ['-t', 'ext4', '-o', 'loop', image, folder]);
    mounted = true;
  };
  const unmount = async (): Promise<void> => {
    if (mounted) await execute('umount', [folder]);
    mounted = false;
  };
  const close = async (): Promise<void> => {
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
    cutPower: async () => void (await execute('perl', ['-e', CUT, folder])),
    async powerOn() {
      await unmount();
      await mount();
    },
    close,
  };
}
