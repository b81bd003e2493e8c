import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { logRoots, parseMarkKey, type LogEntry } from '#shared/documents/log.ts';
import { contentOf, firstOf, hasPending } from '../yjs-internals.ts';
import { hold, runFuzzing, type FuzzReport } from './fuzz-run.ts';
import { hostileUpdate } from './hostile.ts';
import { readersDisagree } from './readers.ts';
import { EVE, TEST_SHAPE, type TestRelay } from './relay.ts';
import { eve, LONG_AGO_MS, world } from './world.ts';

/**
 * Sends seeded hostile updates of Eve's to a live log and checks after each that nothing was broken. Throws at the
 * first broken invariant, naming the seed and the update. Test support; also `npm run fuzz`.
 */
export const runFuzz = (seed: number, updates: number): FuzzReport =>
  runFuzzing(seed, updates, {
    setScene,
    sender: eve,
    next: (dice, { relay, taken }) => hostileUpdate(dice, relay, taken),
    attempt: (dice, scene, update) => attempt(scene, update, dice.once(4)),
  });

interface Scene {
  readonly relay: TestRelay;
  /** Knows only what the relay passed on. */
  readonly mirror: Y.Doc;
  /** Everything live of everybody but Eve, in order. */
  readonly others: string;
  readonly taken: Uint8Array[];
}

function setScene(): Scene {
  const relay = world({ maxClientIdsPerAccount: 10 });
  const mirror = new Y.Doc();
  logRoots(mirror);
  Y.applyUpdate(mirror, Y.encodeStateAsUpdate(relay.doc));
  return { relay, mirror, others: othersIn(relay), taken: [] };
}

function attempt({ relay, mirror, others, taken }: Scene, update: Uint8Array, step2: boolean): string {
  const disagreement = readersDisagree(update);
  hold(disagreement === null, disagreement ?? '');
  const before = JSON.stringify(relay.fingerprint());
  const { verdict, out } = relay.take(update, eve, step2);
  hold(!hasPending(relay.doc), 'something is pending');
  if (!verdict.ok || verdict.noop) {
    hold(JSON.stringify(relay.fingerprint()) === before, 'an update that was not taken left a trace');
    return verdict.ok ? 'nothing new' : verdict.refusal.code;
  }
  if (out !== null) Y.applyUpdate(mirror, out);
  taken.push(update);
  hold(othersIn(relay) === others, "somebody else's words were touched");
  checkShape(relay);
  hold(sameBytes(Y.encodeStateVector(mirror), Y.encodeStateVector(relay.doc)), 'a reader has another state');
  hold(isDeepStrictEqual(mirror.toJSON(), relay.doc.toJSON()), 'a reader sees something else');
  return 'taken';
}

/** Every live entry is valid, its author's own, named once, and behind what is history; every mark is its key's owner's. */
function checkShape(relay: TestRelay): void {
  hold([...relay.doc.share.keys()].toSorted().join() === 'entries,marks', 'there is another root');
  const ids = new Set<string>();
  let newSeen = false;
  for (let item = firstOf(relay.doc.getArray('entries')); item !== null; item = item.right) {
    const content = contentOf(item);
    hold(item.deleted || content.kind === 'values', 'another kind of content is live');
    if (item.deleted || content.kind !== 'values') continue;
    for (const entry of content.values as readonly LogEntry[]) {
      hold(TEST_SHAPE.entries[entry.kind]?.safeParse(entry).success === true, 'an invalid entry is live');
      hold(entry.author === relay.owners.ownerOf(item.id.client), 'a forged entry is live');
      hold(!ids.has(entry.id), 'an id is live twice');
      ids.add(entry.id);
      newSeen ||= entry.at > LONG_AGO_MS;
      hold(!newSeen || entry.at > LONG_AGO_MS, 'something new stands before what is history');
    }
  }
  for (const [key, mark] of relay.doc.getMap('marks')) {
    const name = parseMarkKey(key)?.name ?? '';
    hold(TEST_SHAPE.marks[name]?.value.safeParse(mark).success === true, 'an invalid mark is live');
  }
}

function othersIn(relay: TestRelay): string {
  const lines: string[] = [];
  for (let item = firstOf(relay.doc.getArray('entries')); item !== null; item = item.right) {
    const content = contentOf(item);
    if (item.deleted || content.kind !== 'values' || relay.owners.ownerOf(item.id.client) === EVE) continue;
    for (const value of content.values) lines.push(JSON.stringify(value));
  }
  for (const [key, mark] of relay.doc.getMap('marks')) {
    if (parseMarkKey(key)?.account !== EVE) lines.push(`${key}=${JSON.stringify(mark)}`);
  }
  return lines.join('\n');
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
