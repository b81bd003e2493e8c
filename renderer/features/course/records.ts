import type { Guide } from '../../content/library/schema.ts';
import type { GuideProgress } from '../guides/progress.ts';
import type { CourseRow } from './progress.ts';

/** What somebody has learned and when: one line each, which later badges can use. */
export interface TrainingRecord {
  /** `lessons/<id>`, `modules/<id>`, `practice/<id>` or `guide/<id>`. */
  readonly id: string;
  readonly atMs: number;
}

/**
 * F195: guides count as modules without being written twice. What the vault keeps of reading them is the record: one
 * whose every section was read counts, from when the last of them was.
 */
export function guideRecords(guides: readonly Guide[], kept: ReadonlyMap<string, GuideProgress>): readonly TrainingRecord[] {
  return guides.flatMap(({ id, sections }) => {
    const read = sections.map((section) => kept.get(id)?.read[section.id] ?? null);
    const times = read.filter((atMs) => atMs !== null);
    return times.length === sections.length ? [{ id: `guide/${id}`, atMs: Math.max(...times) }] : [];
  });
}

/** All of it, the newest first. */
export function trainingRecords(
  rows: ReadonlyMap<string, CourseRow>,
  guides: readonly Guide[],
  kept: ReadonlyMap<string, GuideProgress>,
): readonly TrainingRecord[] {
  const taken = [...rows].flatMap(([id, row]) => {
    const atMs = row.kind === 'lesson' ? row.passedAtMs : row.heldAtMs;
    return atMs === null ? [] : [{ id, atMs }];
  });
  return [...taken, ...guideRecords(guides, kept)].toSorted((one, other) => other.atMs - one.atMs);
}
