/** What is wrong with a store's list of the migrations that it has had. */
export type ListFault =
  /** It has had all of ours, and then others. */
  | 'newer'
  /** It lacks one of ours where something else stands: nobody writes such a list. */
  | 'damaged'
  /** It has had something that we do not know and that may be of a newer Samovar, and yet is not what one would have written. */
  | 'newer-or-damaged';

/** As the store gives it: what is damaged may be of any type. */
export interface AppliedMigration {
  readonly name: unknown;
  readonly timestamp: unknown;
}

/** How every migration is named, a future one's as well. */
const FORM = /^\d{4}-[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Tells the list of a newer Samovar from a damaged one (RELIABILITY A7); null for a list of ours, of this version or of an older one.
 * Migrations are only ever added, behind the last, and run in order. So a newer Samovar's list has all of ours, and one of a Samovar that
 * is not newer has at most as many strange names as it lacks of ours, each where one of ours was. `known`: ours, in any order.
 */
export function listFault(applied: readonly AppliedMigration[], known: readonly string[]): ListFault | null {
  const strange = strangeIn(applied, known);
  const missing = missingIn(applied, known);
  if (strange.length === 0) return missing.length > 0 && !isBeginning(applied, known) ? 'damaged' : null;
  if (strange.length <= missing.length) return 'damaged';
  const last = known.toSorted().at(-1) ?? '';
  const isNewer = missing.length === 0 && strange.every((name) => typeof name === 'string' && FORM.test(name) && name > last);
  return isNewer ? 'newer' : 'newer-or-damaged';
}

/** Of ours, what the store has not had. */
export const missingIn = (applied: readonly AppliedMigration[], known: readonly string[]): string[] =>
  known.filter((name) => !applied.some((one) => one.name === name));

/** The same list in words for an operator, fit to be printed. */
export function describeList(applied: readonly AppliedMigration[], known: readonly string[]): string {
  const strange = strangeIn(applied, known).map((name) => `"${String(name).replaceAll(/[^ -~]/g, '?')}"`);
  const missing = missingIn(applied, known);
  const parts = [
    ...(strange.length > 0 ? [`has ${strange.join(', ')}, which this Samovar does not know`] : []),
    ...(missing.length > 0 ? [`lacks ${missing.join(', ')}`] : []),
  ];
  return `the list of what was done to the store ${parts.join(', and ')}`;
}

const strangeIn = (applied: readonly AppliedMigration[], known: readonly string[]): unknown[] =>
  applied.map(({ name }) => name).filter((name) => typeof name !== 'string' || !known.includes(name));

/** An older Samovar's list: the first of ours, and dates in the order in which they ran, without which the others cannot be run. */
function isBeginning(applied: readonly AppliedMigration[], known: readonly string[]): boolean {
  const byName = applied.toSorted((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
  const inOrder = known.toSorted();
  const times = byName.map(({ timestamp }) => (typeof timestamp === 'string' ? new Date(timestamp).getTime() : Number.NaN));
  return byName.every(({ name }, at) => name === inOrder[at]) && times.every((time, at) => time >= (times[at - 1] ?? Number.NEGATIVE_INFINITY));
}
