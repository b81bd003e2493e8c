/**
 * Gives `next` with every part of `previous` that is equal, so that snapshots keep their identity while nothing in
 * them changed. For plain JSON values only.
 */
export function share<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) return shareArray(previous, next) as T;
  if (isRecord(previous) && isRecord(next)) return shareRecord(previous, next) as T;
  return next;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function shareArray(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const shared = next.map((value, index) => share(previous[index], value));
  return shared.length === previous.length && shared.every((value, index) => Object.is(value, previous[index])) ? previous : shared;
}

function shareRecord(previous: Record<string, unknown>, next: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(next);
  const shared = Object.fromEntries(keys.map((key) => [key, share(previous[key], next[key])]));
  const equal = keys.length === Object.keys(previous).length && keys.every((key) => Object.is(shared[key], previous[key]));
  return equal ? previous : shared;
}
