import { mkdir, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COPY } from '../shared/limits.ts';
import { nameOf } from './backup-names.ts';
import { createBackups, type Backups } from './backups.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** The profile of this number. */
const place = (n: number): string => `${ALPHABET[n % 32]}${ALPHABET[Math.floor(n / 32)]}`.padEnd(20, '0');
const START_MS = Date.UTC(2026, 10, 22, 9, 30, 5);
const DAY_MS = 86_400_000;

let folder: string;
let nowMs: number;
let backups: Backups;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'samovar-backups-')), 'backups');
  nowMs = START_MS;
  backups = createBackups(folder, () => nowMs);
});
afterEach(async () => {
  await backups.abandon();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

async function write(profile: string, text: string, alone = false): Promise<string> {
  const upload = await backups.begin(profile);
  await backups.append(upload, new TextEncoder().encode(text));
  return backups.finish(upload, text.length, alone);
}
const halves = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.endsWith('.new'));

describe('several at once', () => {
  test('none sweeps away what another has just begun, whenever it begins', async () => {
    for (let round = 0; round < 16; round += 1) {
      const names = await Promise.all(
        Array.from({ length: COPY.maxUploads }, async (_, n) => {
          // Each a little later than the one before, and by another little in each round.
          for (let step = 0; step < n * (round % 8); step += 1) await stat(tmpdir());
          return write(place(n), `words of ${n}`);
        }),
      );
      expect((await backups.list()).map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    }
    expect(await halves()).toEqual([]);
  });

  test('erasing in between leaves nothing behind', async () => {
    const [, erased] = await Promise.allSettled([write(place(1), 'x'), backups.erase(null), write(place(2), 'y')]);
    expect(erased.status).toBe('fulfilled');
    expect((await backups.list()).every(({ profile }) => profile === place(2))).toBe(true);
  });

  test('what pages left half handed over is bounded, and the newest goes on', async () => {
    const begun: string[] = [];
    for (let n = 0; n <= COPY.maxUploads; n += 1) begun.push(await backups.begin(place(n)));
    expect(await halves()).toHaveLength(COPY.maxUploads);
    await expect(backups.append(begun[0]!, new Uint8Array(1))).rejects.toThrow('no such upload');
    await backups.append(begun.at(-1)!, new Uint8Array(1));
    expect(await backups.finish(begun.at(-1)!, 1)).toContain(place(COPY.maxUploads));
  });

  test('a page that is gone leaves neither a file nor an open one', async () => {
    const upload = await backups.begin(place(1));
    await backups.append(upload, new Uint8Array(5));
    await backups.abandon();
    expect(await halves()).toEqual([]);
    await expect(backups.finish(upload, 5)).rejects.toThrow('no such upload');
  });
});

describe('one that stands alone', () => {
  test('B6: takes the place of every other one of its place, of whatever age, and of no other', async () => {
    for (const daysAgo of [20, 9, 1]) {
      nowMs = START_MS - daysAgo * DAY_MS;
      await write(place(1), 'opens with the old passphrase');
    }
    const other = await write(place(2), 'somebody else');
    nowMs = START_MS;
    expect(await backups.list()).toHaveLength(4);
    const name = await write(place(1), 'opens with the new one', true);
    expect((await backups.list()).map((one) => one.name).toSorted()).toEqual([name, other].toSorted());
  });

  test('B6: one that is not whole takes nobody\'s place', async () => {
    const older = await write(place(1), 'whole');
    nowMs += DAY_MS;
    const upload = await backups.begin(place(1));
    await backups.append(upload, new Uint8Array(3));
    await expect(backups.finish(upload, 4, true)).rejects.toThrow('not whole');
    expect((await backups.list()).map(({ name }) => name)).toEqual([older]);
  });
});

describe('how much', () => {
  test('backups of so many places, and no more', async () => {
    await mkdir(folder, { recursive: true });
    for (let n = 0; n < COPY.maxBackupPlaces; n += 1) await writeFile(join(folder, nameOf(place(n), START_MS)), '');
    await expect(backups.begin(place(COPY.maxBackupPlaces))).rejects.toThrow('too many places');
    expect(await backups.begin(place(3))).toMatch(/^[0-9a-f]{32}$/);
  });

  test('so much in all: what would not fit is refused, and the older ones stay', async () => {
    const older = await write(place(1), 'x');
    // Sparse: it takes no room, and counts as if it did.
    await truncate(join(folder, older), COPY.maxFolderBytes - 4);
    const upload = await backups.begin(place(2));
    await backups.append(upload, new Uint8Array(4));
    await expect(backups.append(upload, new Uint8Array(1))).rejects.toThrow('folder of backups is full');
    expect((await backups.list()).map(({ name }) => name)).toEqual([older]);
    expect(await halves()).toEqual([]);
  });
});
