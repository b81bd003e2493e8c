import type * as Y from 'yjs';
import { fault, type Fault } from './fault.ts';
import { findIncoming } from './incoming.ts';
import type { Case } from './log-case.ts';
import type { Place } from './placement.ts';
import { contentOf, findStruct, firstOf, isItem, newestUnder, type Item, type StructId } from './yjs-internals.ts';
import { isJsonObject } from './plain-json.ts';

/**
 * What lies behind the place of an item in the live document: how many steps Yjs's conflict resolution could take over
 * it, how many live entries that is, and the date of the oldest of them. At the tail all of it is nothing, and that is
 * where honest appends go.
 */
export interface Behind {
  readonly steps: number;
  readonly entries: number;
  readonly oldestMs: number;
}

const NOTHING: Behind = { steps: 0, entries: 0, oldestMs: Infinity };

/** For a live origin, or none. Stops once a bound is passed. */
export function behind(subject: Case, place: Place, origin: StructId | null): Behind {
  const { doc, entries, marks } = subject.log;
  if (place.root === 'nowhere') return NOTHING;
  if (origin !== null) {
    const left = findStruct(doc, origin);
    if (left === null || !isItem(left)) return NOTHING;
    const offset = origin.clock - left.id.clock + 1;
    return count(subject, offset < left.length ? left : left.right, offset % left.length);
  }
  if (place.root === 'entries') return count(subject, firstOf(entries), 0);
  return count(subject, oldestUnder(marks, place.key, subject.log.limits.maxWorkSteps), 0);
}

function count(subject: Case, start: Item | null, offset: number): Behind {
  const { maxWorkSteps, maxEntriesBehindTail } = subject.log.limits;
  let steps = 0;
  let entries = 0;
  let oldestMs = Infinity;
  let from = offset;
  for (let item = start; item !== null; item = item.right) {
    steps += 1;
    if (!item.deleted) {
      entries += item.length - from;
      oldestMs = Math.min(oldestMs, oldestOf(item, from));
    }
    from = 0;
    if (steps > maxWorkSteps || entries > maxEntriesBehindTail) break;
  }
  return { steps, entries, oldestMs };
}

function oldestOf(item: Item, from: number): number {
  const content = contentOf(item);
  if (content.kind !== 'values') return Infinity;
  let oldestMs = Infinity;
  for (let index = from; index < content.values.length; index += 1) {
    const value = content.values[index];
    if (isJsonObject(value) && typeof value['at'] === 'number') oldestMs = Math.min(oldestMs, value['at']);
  }
  return oldestMs;
}

/** Yjs walks a key's history back to its first value before it looks where a new one goes. */
function oldestUnder(marks: Y.Map<unknown>, key: string, maxSteps: number): Item | null {
  let item = newestUnder(marks, key);
  for (let steps = 0; item !== null && item.left !== null && steps <= maxSteps; steps += 1) item = item.left;
  return item;
}

/** The items that one update brings to one list: the entries, or the values under one key. */
export interface Crowd {
  items: number;
  /** Those among them that do not continue their own client's previous one. */
  runs: number;
  steps: number;
}

/**
 * Adds up, before Yjs runs it, an upper bound on the steps of its conflict resolution (G6), which is quadratic in the
 * hands of somebody who means harm. An item may meet every item that the update brings to the same list, and what lies
 * behind its origin in the document. One that continues its own client's previous item is free: it meets only what
 * others hung between the two, and since nothing hangs in two such places of one run, the run's first item pays once
 * for all of them.
 */
export function chargeWork(subject: Case, item: Item, place: Place, live: Behind | null): Fault | null {
  const crowd = crowdAt(subject, place);
  crowd.items += 1;
  if (live !== null || !continuesItself(subject, item)) crowd.runs += 1;
  const steps = 2 * crowd.runs * (crowd.items - 1);
  subject.workSteps += steps - crowd.steps + (live?.steps ?? 0);
  crowd.steps = steps;
  return subject.workSteps > subject.log.limits.maxWorkSteps
    ? fault('G6', 'too-complex', 'integrating it could take too many steps', item.id)
    : null;
}

function crowdAt(subject: Case, place: Place): Crowd {
  const list = place.root === 'marks' ? place.key : place.root; // no key looks like a root's name: it has two bars
  const crowd = subject.crowds.get(list) ?? { items: 0, runs: 0, steps: 0 };
  subject.crowds.set(list, crowd);
  return crowd;
}

/** True for the first to follow an item of its own client in this update; a second one would lie beside the first. */
function continuesItself(subject: Case, item: Item): boolean {
  if (item.origin === null || item.origin.client !== item.id.client) return false;
  const previous = findIncoming(subject.incoming, item.origin);
  if (previous === null || !isItem(previous) || subject.continued.has(previous)) return false;
  subject.continued.add(previous);
  return true;
}
