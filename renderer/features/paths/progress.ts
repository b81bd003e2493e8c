import { z } from 'zod';
import type { Activity, Path } from '../../content/library/schema.ts';

/**
 * How far somebody is on a path (F105, F106, F110), decided by pure functions. A walk is a dated list of what happened,
 * so that the history is the truth and the rest is read from it. All hangs on the ids of activities: what a newer
 * version of the library no longer has stays in the history under the title it had.
 */

const activityDone = { atMs: z.int(), activity: z.string(), title: z.string() };

const entrySchema = z.discriminatedUnion('kind', [
  /** A path can be walked again: each `begun` starts a new round. */
  z.object({ kind: z.enum(['begun', 'left', 'taken-up', 'ended']), atMs: z.int() }),
  /** One finished activity. `mark` is that of a check-in, from 1 to 5. */
  z.object({ kind: z.literal('step'), ...activityDone, mark: z.int().min(1).max(5).nullable() }),
  /** Passed over on purpose: no step, and no gap either. */
  z.object({ kind: z.literal('left-out'), ...activityDone }),
]);

export const walkSchema = z.object({
  entries: z.array(entrySchema).min(1),
  /** The note that a writing activity opened, by activity, so that it opens the same one again. */
  notes: z.record(z.string(), z.string()),
});

export type Walk = z.infer<typeof walkSchema>;
export type Entry = Walk['entries'][number];
export type Step = Extract<Entry, { kind: 'step' }>;
type Settled = Extract<Entry, { activity: string }>;
export type Standing = 'new' | 'walking' | 'left' | 'ended';

type OfPath = Pick<Path, 'activities'>;
type OfActivity = Pick<Activity, 'id' | 'title'>;

const start = (atMs: number): Walk => ({ entries: [{ kind: 'begun', atMs }], notes: {} });
const and = (walk: Walk, ...more: readonly Entry[]): Walk => ({ ...walk, entries: [...walk.entries, ...more] });
const isSettled = (entry: Entry): entry is Settled => entry.kind === 'step' || entry.kind === 'left-out';

/** What happened since the path was begun the last time. */
export const roundOf = (walk: Walk | null): readonly Entry[] =>
  walk === null ? [] : walk.entries.slice(Math.max(0, walk.entries.findLastIndex((entry) => entry.kind === 'begun')));

export function standingOf(walk: Walk | null): Standing {
  const round = roundOf(walk);
  if (round.length === 0) return 'new';
  if (round.some((entry) => entry.kind === 'ended')) return 'ended';
  const last = round.findLast((entry) => entry.kind === 'left' || entry.kind === 'taken-up');
  return last?.kind === 'left' ? 'left' : 'walking';
}

/** What this round says of an activity: done, left out, or nothing yet. */
export const settledIn = (walk: Walk | null, activity: string): Settled | null =>
  roundOf(walk).filter(isSettled).find((entry) => entry.activity === activity) ?? null;

/** The steps of this round, one for each finished activity (F106). */
export const stepsOf = (walk: Walk | null): readonly Step[] => roundOf(walk).filter((entry) => entry.kind === 'step');

/** The first activity that is neither done nor left out; null at the end. */
export const nextOn = (path: OfPath, walk: Walk | null): Activity | null =>
  path.activities.find(({ id }) => settledIn(walk, id) === null) ?? null;

/** The first and the last mark of this round, to lie side by side; null until there are two. */
export function marksOf(walk: Walk | null): { readonly first: Step; readonly last: Step } | null {
  const marks = stepsOf(walk).filter((step) => step.mark !== null);
  const [first] = marks;
  const last = marks.at(-1);
  return first === undefined || last === undefined || first === last ? null : { first, last };
}

/** Begins, takes up again what was left, or begins a new round after the end. Nothing of before is lost. */
export function begin(walk: Walk | null, atMs: number): Walk {
  if (walk === null) return start(atMs);
  switch (standingOf(walk)) {
    case 'new':
    case 'ended':
      // A new round asks for new notes; those of before stay where they are.
      return { ...and(walk, { kind: 'begun', atMs }), notes: {} };
    case 'left':
      return and(walk, { kind: 'taken-up', atMs });
    case 'walking':
      return walk;
  }
}

export const leave = (walk: Walk | null, atMs: number): Walk | null =>
  walk === null || standingOf(walk) !== 'walking' ? walk : and(walk, { kind: 'left', atMs });

/** One finished activity is one step, whoever says it how often (F106): a second window changes nothing. */
export function takeStep(walk: Walk | null, path: OfPath, activity: OfActivity, atMs: number, mark: number | null): Walk {
  const going = underWay(walk, atMs);
  if (settledIn(going, activity.id)?.kind === 'step') return going;
  const { id, title } = activity;
  return closed(and(without(going, id), { kind: 'step', activity: id, title, atMs, mark }), path, atMs);
}

export function leaveOut(walk: Walk | null, path: OfPath, activity: OfActivity, atMs: number): Walk {
  const going = underWay(walk, atMs);
  if (settledIn(going, activity.id) !== null) return going;
  const { id, title } = activity;
  return closed(and(going, { kind: 'left-out', activity: id, title, atMs }), path, atMs);
}

/** Takes a step back, or what was left out back in. The end goes with it, for there is something to do again. */
export function undo(walk: Walk | null, activity: string): Walk | null {
  if (walk === null || settledIn(walk, activity) === null) return walk;
  const round = roundOf(walk);
  const before = walk.entries.slice(0, walk.entries.length - round.length);
  return { ...walk, entries: [...before, ...without(walk, activity).entries.slice(before.length).filter(({ kind }) => kind !== 'ended')] };
}

export const keepNote = (walk: Walk | null, activity: string, note: string, atMs: number): Walk => {
  const going = underWay(walk, atMs);
  return { ...going, notes: { ...going.notes, [activity]: note } };
};

/** Whoever does something on a path that they left has taken it up again; one that has ended stays so. */
const underWay = (walk: Walk | null, atMs: number): Walk =>
  walk === null || standingOf(walk) === 'left' ? begin(walk, atMs) : walk;

/** Without what this round says of an activity. */
function without(walk: Walk, activity: string): Walk {
  const at = walk.entries.indexOf(settledIn(walk, activity) as Entry);
  return at < 0 ? walk : { ...walk, entries: walk.entries.toSpliced(at, 1) };
}

/** Notes the end when nothing is left to do and at least one step was taken. */
function closed(walk: Walk, path: OfPath, atMs: number): Walk {
  const isAtEnd = nextOn(path, walk) === null && stepsOf(walk).length > 0;
  return isAtEnd && standingOf(walk) !== 'ended' ? and(walk, { kind: 'ended', atMs }) : walk;
}
