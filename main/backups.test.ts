import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOST_CALLS } from '../shared/ipc/host-contract.ts';
import { COPY } from '../shared/limits.ts';
import { nameOf, parseName, superseded } from './backup-names.ts';
import { createBackups } from './backups.ts';

const ONE = '0123456789abcdefghjk';
const OTHER = 'kjhgfedcba9876543210';
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 10, 22, 9, 30, 5);

let folder: string;
let nowMs: number;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'samovar-backups-')), 'backups');
  nowMs = START_MS;
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const bench = () => createBackups(folder, () => nowMs);
async function write(backups: ReturnType<typeof bench>, profile: string, text: string): Promise<string> {
  const upload = await backups.begin(profile);
  for (const letter of text) await backups.append(upload, new TextEncoder().encode(letter));
  return backups.finish(upload, text.length);
}

describe('names', () => {
  test('a name says whose and when, and nothing else is one', () => {
    const name = nameOf(ONE, START_MS + 123);
    expect(name).toBe(`${ONE}.20261122T093005.samovar`);
    expect(parseName(name)).toEqual({ profile: ONE, atMs: START_MS });
    for (const other of ['x.samovar', `../${name}`, `${name}.new`, name.toUpperCase()]) expect(parseName(other)).toBeNull();
  });

  test.each(['../../etc/passwd', `../${ONE}.20261122T093005.samovar`, `${ONE}.20261122T093005.samovar/..`, `${ONE}.20261122T093005.samovar\n`])(
    'F11: the contract takes no path for a name: %s',
    (name) => {
      expect(HOST_CALLS['backups:read'].request.safeParse({ name, offset: 0, length: 1 }).success).toBe(false);
      expect(HOST_CALLS['backups:begin'].request.safeParse({ profile: name }).success).toBe(false);
    },
  );

  test('F11: no piece is larger than its bound', () => {
    const upload = 'a'.repeat(32);
    const piece = (length: number) => HOST_CALLS['backups:append'].request.safeParse({ upload, piece: new Uint8Array(length) }).success;
    expect([piece(COPY.pieceBytes), piece(COPY.pieceBytes + 1)]).toEqual([true, false]);
  });
});

describe('what is kept', () => {
  const files = (daysAgo: readonly number[]) => daysAgo.map((days) => ({ profile: ONE, atMs: START_MS - days * DAY_MS }));
  const keptDaysAgo = (daysAgo: readonly number[]) => {
    const all = files(daysAgo);
    const gone = new Set(superseded(all, START_MS));
    return all.filter((file) => !gone.has(file)).map(({ atMs }) => Math.round((START_MS - atMs) / DAY_MS));
  };

  test('one a day for three days, then one a week for four weeks', () => {
    const daily = Array.from({ length: 60 }, (_, day) => day);
    const kept = keptDaysAgo(daily);
    expect(kept.slice(0, 3)).toEqual([0, 1, 2]);
    expect(kept.length).toBeLessThanOrEqual(COPY.keptDays + COPY.keptWeeks);
    expect(kept.at(-1)).toBeGreaterThanOrEqual(18);
    expect(kept.at(-1)).toBeLessThan(28);
  });

  test('several of one day: the newest', () => {
    expect(keptDaysAgo([0, 0.1, 0.2])).toHaveLength(1);
  });

  test('F2: those dated ahead of a clock that was set right count as the oldest, and go as others come', () => {
    expect(keptDaysAgo([-400, 0])).toEqual([-400, 0]);
    expect(keptDaysAgo([-420, -410, -403, -402, -401, -400, 0, 1, 2]).slice(-3)).toEqual([0, 1, 2]);
    expect(keptDaysAgo([-400, ...Array.from({ length: 60 }, (_, day) => day)])).not.toContain(-400);
  });

  test('a month away costs nobody their backups', () => {
    expect(keptDaysAgo([40, 41, 90])).toEqual([40, 41, 90]);
  });
});

describe('the folder', () => {
  test('a backup comes back as it was written, piece by piece, readable by its owner only', async () => {
    const backups = bench();
    const name = await write(backups, ONE, 'sealed');
    expect(await backups.list()).toEqual([{ name, profile: ONE, atMs: START_MS, bytes: 6 }]);
    expect(new TextDecoder().decode(await backups.read(name, 2, 3))).toBe('ale');
    expect((await backups.read(name, 4, 100)).length).toBe(2);
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('half a backup is none, and leaves the older one where it is', async () => {
    const backups = bench();
    const first = await write(backups, ONE, 'whole');
    nowMs += DAY_MS;
    const upload = await backups.begin(ONE);
    await backups.append(upload, new Uint8Array(3));
    await expect(backups.finish(upload, 4)).rejects.toThrow('not whole');
    await expect(backups.append(upload, new Uint8Array(1))).rejects.toThrow('no such upload');
    expect(await readdir(folder)).toEqual([first]);
  });

  test('what a crash left half written is swept away with the next one', async () => {
    const stopped = bench();
    await stopped.append(await stopped.begin(ONE), new Uint8Array(9));
    expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toHaveLength(1);
    const name = await write(bench(), ONE, 'after');
    expect(await readdir(folder)).toEqual([name]);
    await stopped.abandon(); // a process that ends closes its files; this one goes on
  });

  test('old ones go only when the new one is there, and only those of the same profile', async () => {
    const backups = bench();
    await write(backups, OTHER, 'of somebody else');
    for (let hour = 0; hour < 5; hour += 1) {
      nowMs += 3_600_000;
      await write(backups, ONE, `hour ${hour}`);
    }
    const listed = await backups.list();
    expect(listed.map(({ profile }) => profile)).toEqual([ONE, OTHER]);
    expect(await readFile(join(folder, listed[0]!.name), 'utf8')).toBe('hour 4');
  });

  test('F2: after a clock that stood in the future each new backup stays', async () => {
    const backups = bench();
    for (const day of [403, 402, 401, 396, 389, 382, 375]) {
      nowMs = START_MS + day * DAY_MS;
      await write(backups, ONE, `day ${day}`);
    }
    for (const hour of [0, 1]) {
      nowMs = START_MS + hour * 3_600_000;
      const name = await write(backups, ONE, `hour ${hour}`);
      expect(await readFile(join(folder, name), 'utf8')).toBe(`hour ${hour}`);
    }
  });

  test('other files in the folder are none of ours', async () => {
    const backups = bench();
    await write(backups, ONE, 'x');
    await writeFile(join(folder, 'notes.txt'), 'mine');
    expect(await backups.list()).toHaveLength(1);
    await backups.erase(ONE);
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });

  test('erasing: those of one, then all, what is under way too', async () => {
    const backups = bench();
    await write(backups, ONE, 'x');
    await write(backups, OTHER, 'y');
    const upload = await backups.begin(OTHER);
    await backups.erase(ONE);
    expect((await backups.list()).map(({ profile }) => profile)).toEqual([OTHER]);
    await backups.erase(null);
    expect(await backups.list()).toEqual([]);
    await expect(backups.append(upload, new Uint8Array(1))).rejects.toThrow('no such upload');
  });

  test.skipIf(process.getuid?.() === 0)('a folder that cannot be written to says so', async () => {
    await write(bench(), ONE, 'x');
    await chmod(folder, 0o500);
    await expect(bench().begin(ONE)).rejects.toThrow('EACCES');
    await chmod(folder, 0o700);
  });
});
