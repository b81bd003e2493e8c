import { z } from 'zod';
import type { Guide } from '../../content/library/schema.ts';

/** What the vault keeps of reading one guide, under the guide's id (F111, F236): the person's own, never sent. */
export const guideProgress = z.strictObject({
  /** Sections whose end was reached, and when. */
  read: z.record(z.string(), z.number()),
  /** Things marked as tried, under `tryId`, and when. */
  tried: z.record(z.string(), z.number()),
  /** Where one stopped: the section, and how much of it is above. */
  place: z.strictObject({ section: z.string(), share: z.number().min(0).max(1) }).nullable(),
  atMs: z.number(),
});
export type GuideProgress = z.infer<typeof guideProgress>;
export type ReadingPlace = NonNullable<GuideProgress['place']>;

const NOTHING: GuideProgress = { read: {}, tried: {}, place: null, atMs: 0 };

/** The nth thing to try of a section. The validator holds the languages to the same number, so it means the same in each. */
export const tryId = (section: string, nth: number): string => `${section}/${nth}`;

/** The ends of these sections were in sight. Each keeps the first time. */
export function reached(before: GuideProgress | null, sections: readonly string[], atMs: number): GuideProgress | null {
  const fresh = sections.filter((section) => before?.read[section] === undefined);
  if (fresh.length === 0) return before;
  const { read, ...rest } = before ?? NOTHING;
  return { ...rest, read: { ...read, ...Object.fromEntries(fresh.map((section) => [section, atMs])) }, atMs };
}

/** One stopped here. Whoever only looked at the beginning has not begun. */
export function stopped(before: GuideProgress | null, place: ReadingPlace | null, atMs: number): GuideProgress | null {
  if (place === null && (before === null || before.place === null)) return before;
  return { ...(before ?? NOTHING), place, atMs };
}

/** Marks something as tried, or takes the mark back. */
export function tried(before: GuideProgress | null, id: string, done: boolean, atMs: number): GuideProgress {
  const { tried: others, ...rest } = before ?? NOTHING;
  const { [id]: _taken, ...left } = others;
  return { ...rest, tried: done ? { ...left, [id]: atMs } : left, atMs };
}

/** How far one is in a guide. Sections that the guide no longer has count for nothing. */
export interface Standing {
  readonly read: number;
  readonly of: number;
  /** The section to go on with; null while nothing is begun, and when all is read. */
  readonly next: string | null;
}

export function standing(guide: Guide, progress: GuideProgress | null): Standing {
  const unread = guide.sections.filter(({ id }) => progress?.read[id] === undefined);
  const of = guide.sections.length;
  const stoppedIn = guide.sections.find(({ id }) => id === progress?.place?.section)?.id;
  const read = of - unread.length;
  const begun = read > 0 || stoppedIn !== undefined;
  return { read, of, next: begun && unread.length > 0 ? (stoppedIn ?? unread[0]?.id ?? null) : null };
}

export interface UnderWay {
  readonly guide: Guide;
  readonly standing: Standing;
  readonly next: string;
}

/** Guides that were begun and not read to their end, the latest first. */
export function underWay(guides: readonly Guide[], kept: ReadonlyMap<string, GuideProgress>): readonly UnderWay[] {
  return guides
    .flatMap((guide) => {
      const now = standing(guide, kept.get(guide.id) ?? null);
      return now.next === null ? [] : [{ guide, standing: now, next: now.next }];
    })
    .toSorted((one, other) => (kept.get(other.guide.id)?.atMs ?? 0) - (kept.get(one.guide.id)?.atMs ?? 0));
}
