import { COPY } from '../shared/limits.ts';

/** What a backup's file name says: whose it is, by an opaque id, and when it was made. */
export interface BackupName {
  readonly profile: string;
  readonly atMs: number;
}

const NAME = /^([0-9a-z]{20})\.(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.samovar$/;
const DAY_MS = 86_400_000;

export const nameOf = (profile: string, atMs: number): string =>
  `${profile}.${new Date(atMs).toISOString().replaceAll(/[-:]|\.\d+Z$/g, '')}.samovar`;

/** Null for every other file, whatever it is doing there. */
export function parseName(name: string): BackupName | null {
  const [whole, profile = '', ...numbers] = NAME.exec(name) ?? [];
  if (whole === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers.map(Number);
  return { profile, atMs: Date.UTC(year, month - 1, day, hour, minute, second) };
}

/**
 * Which backups of one profile are kept no longer: all but the newest of each of the last days, and of each of the last
 * weeks, that have one. Counted in days that have one, so that a month away costs nobody their backups. What is dated
 * later than now was made while the clock was wrong: it counts as the oldest, or it would supersede each new one.
 */
export function superseded<File extends BackupName>(files: readonly File[], nowMs: number): readonly File[] {
  const isAhead = ({ atMs }: File): boolean => atMs > nowMs;
  const newestFirst = files.toSorted((one, other) => Number(isAhead(one)) - Number(isAhead(other)) || other.atMs - one.atMs);
  const kept = new Set([
    ...newestOfEach(newestFirst, DAY_MS, COPY.keptDays),
    ...newestOfEach(newestFirst, 7 * DAY_MS, COPY.keptWeeks),
  ]);
  return newestFirst.filter((file) => !kept.has(file));
}

function newestOfEach<File extends BackupName>(newestFirst: readonly File[], spanMs: number, count: number): File[] {
  const newest = new Map<number, File>();
  for (const file of newestFirst) {
    const span = Math.floor(file.atMs / spanMs);
    if (!newest.has(span)) newest.set(span, file);
  }
  return [...newest.values()].slice(0, count);
}
