import * as Y from 'yjs';
import { PAGE_SHAPE } from '#shared/documents/page.ts';
import { PAGE } from '#shared/limits.ts';
import { hasPending } from '../yjs-internals.ts';
import { hold, runFuzzing, type FuzzReport } from './fuzz-run.ts';
import { hostilePageUpdate } from './page-hostile.ts';
import { eve, reader, rootOf, type PageRelay } from './page-relay.ts';
import { pageComplaint } from './page-valid.ts';
import { pageWorld } from './page-world.ts';

/** Small, so that hostile updates come against the bounds. */
const BOUNDS = { ...PAGE, maxNodes: 60, maxTextLength: 160, maxRunLength: 40, maxDepth: 6, maxFormatsPerRun: 12 };

/**
 * Sends seeded hostile updates of Eve's to a live page, now and then as a reader, and checks after each that nothing was
 * broken. Throws at the first broken invariant, naming the seed and the update. Test support; also `npm run fuzz -- page`.
 */
export const runPageFuzz = (seed: number, updates: number): FuzzReport =>
  runFuzzing(seed, updates, {
    setScene,
    sender: eve,
    next: (dice, { relay, taken }) => hostilePageUpdate(dice, relay, taken),
    attempt: (dice, scene, update) => (dice.once(8) ? attemptAsReader(scene, update) : attempt(scene, update, dice.once(4))),
    over: checkLateReaders,
  });

interface Scene {
  readonly relay: PageRelay;
  /** Knows only what the relay passed on. */
  readonly mirror: Y.Doc;
  readonly taken: Uint8Array[];
  /** What was passed on, from the start. */
  readonly passedOn: Uint8Array[];
}

function setScene(): Scene {
  const relay = pageWorld({ ...BOUNDS, maxClientIdsPerAccount: 10 });
  const whole = Y.encodeStateAsUpdate(relay.doc);
  return { relay, mirror: replica([whole]), taken: [], passedOn: [whole] };
}

function replica(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  rootOf(doc);
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

function attempt({ relay, mirror, taken, passedOn }: Scene, update: Uint8Array, step2: boolean): string {
  const before = JSON.stringify(relay.fingerprint());
  const { verdict, out } = relay.take(update, eve, step2);
  hold(!hasPending(relay.doc), 'something is pending');
  if (!verdict.ok || verdict.noop) {
    hold(JSON.stringify(relay.fingerprint()) === before, 'an update that was not taken left a trace');
    return verdict.ok ? 'nothing new' : verdict.refusal.code;
  }
  taken.push(update);
  if (out !== null) {
    Y.applyUpdate(mirror, out);
    passedOn.push(out);
  }
  const complaint = pageComplaint(relay.doc, PAGE_SHAPE, BOUNDS);
  hold(complaint === null, `the page is not valid: ${complaint}`);
  hold(shown(mirror) === shown(relay.doc), 'a reader sees something else');
  return 'taken';
}

function attemptAsReader({ relay }: Scene, update: Uint8Array): string {
  const before = JSON.stringify(relay.fingerprint());
  const { verdict, out } = relay.take(update, reader, true);
  hold(!verdict.ok || verdict.noop, 'a reader was let write');
  hold(out === null && JSON.stringify(relay.fingerprint()) === before, 'a reader left a trace');
  return verdict.ok ? 'nothing new' : verdict.refusal.code;
}

/** Whoever comes later, or hears of everything at once, sees the same: what was taken says where it goes, to everybody. */
function checkLateReaders({ relay, passedOn }: Scene): void {
  const readers = [replica([Y.encodeStateAsUpdate(relay.doc)]), replica([Y.mergeUpdates(passedOn)])];
  for (const doc of readers) hold(shown(doc) === shown(relay.doc), 'a late reader sees something else');
}

const shown = (doc: Y.Doc): string => rootOf(doc).toString();
