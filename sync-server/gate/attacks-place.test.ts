import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import { CONTINUED_KEY, continuedIn } from '#shared/documents/segments.ts';
import { testAttacks } from './testing/attack.ts';
import { ANN, BEN, entryIdOf, EVE, message, MODERATOR, NOW_MS, READER, WRITER, type TestRelay } from './testing/relay.ts';
import * as wire from './testing/wire.ts';
import {
  ANN_ID, append, BEN_ID, BENS_KEY, BENS_MARK, entriesOf, EVE_ID, EVE_LOW, EVES_KEY, eve, evil, LONG_AGO_MS, one, run, say,
  TAIL, textsOf, world,
} from './testing/world.ts';
import { findStruct, firstOf, newestUnder, stateOf } from './yjs-internals.ts';

const evilAt = (doc: Y.Doc): number => textsOf(doc).indexOf('evil');
const readMark = () => ({ entry: entryIdOf(BEN) });

/** The relay closes the segment. */
const close = (relay: TestRelay): void => void relay.doc.getMap(MARKS).set(CONTINUED_KEY, continuedIn(1));

/** An hour ago, two things in a row, which Yjs merges into one item. */
function annSaysTwice(relay: TestRelay): void {
  relay.nowMs = LONG_AGO_MS;
  const ann = { account: ANN, rights: WRITER };
  for (const words of ['first', 'second']) say(relay, ANN_ID, ann, message(ANN, words, { at: LONG_AGO_MS }));
  relay.nowMs = NOW_MS;
}

describe('G9 the verdict does not depend on where the relay\'s turns begin', () => {
  test('below an entry that was removed in the same turn', () => {
    const verdicts = [false, true].map((sameTurn) => {
      const relay = world();
      say(relay, EVE_ID, eve, message(EVE, 'to be removed'));
      const at = Y.getState(relay.doc.store, EVE_ID) - 1;
      const remove = wire.encodeUpdate([], [[EVE_ID, [[at, 1]]]]);
      const below = one(wire.values({ parent: [EVE_ID, at] }, evil()), EVE_ID, at + 1);
      const take = () => [remove, below].map((update) => relay.take(update, eve).verdict);
      const [, verdict] = sameTurn ? relay.doc.transact(take) : take();
      expect(textsOf(relay.doc)).not.toContain('evil');
      return verdict?.ok === true ? 'nowhere' : verdict?.refusal;
    });
    expect(verdicts).toEqual(['nowhere', 'nowhere']);
  });
});

describe('GATE, Place', () => {
  testAttacks({
    'not-append': 'G9', stale: 'G9', 'wrong-place': 'G7', 'wrong-kind': 'G7', schema: 'G7', 'forged-author': 'G16', 'segment-full': 'G26',
    denied: 'G17',
  }, [
    {
      name: 'into the middle with a right origin (G9)',
      update: one(wire.values({ left: [ANN_ID, 1], right: [BEN_ID, 1] }, evil())),
      code: 'not-append',
      stock: (doc) => evilAt(doc) === 3,
    },
    ...([['in another list', 0], ['under a key elsewhere', 1]] as const).map(([where, clock]) => ({
      name: `beside something outside the shape, ${where}, which only the relay itself could have made`,
      update: one(wire.values({ left: [88, clock] }, evil())),
      code: 'wrong-place' as const,
      scene: (relay: TestRelay) => {
        relay.doc.clientID = 88;
        relay.doc.getArray('evil').push([1]);
        relay.doc.getMap('more').set(EVES_KEY, 1);
        relay.doc.clientID = 99;
      },
    })),
    {
      name: 'into the middle without one: an old origin and a low client id (G9)',
      update: one(wire.values({ left: [ANN_ID, 1] }, evil()), EVE_LOW),
      code: 'stale',
      stock: (doc) => evilAt(doc) === 3,
    },
    {
      name: 'before the newest old entry without a right origin (G9)',
      update: one(wire.values({ left: [ANN_ID, 3] }, evil()), EVE_LOW),
      code: 'stale',
      stock: (doc) => evilAt(doc) === 7,
    },
    {
      name: 'at the very start (G9)',
      update: one(wire.values({ root: ENTRIES }, evil()), EVE_LOW),
      code: 'stale',
      stock: (doc) => evilAt(doc) === 0,
    },
    {
      name: 'further behind the tail than the bound, all entries being new (G9)',
      update: one(wire.values({ left: TAIL }, evil()), EVE_LOW),
      code: 'stale',
      limits: { maxEntriesBehindTail: 2 },
      scene: (relay) => [1, 2, 3].forEach((turn) => say(relay, EVE_ID, eve, message(EVE, `new ${turn}`))),
      stock: (doc) => evilAt(doc) === 9,
    },
    {
      name: 'a tombstone far behind the tail',
      update: one(wire.tombstone({ root: ENTRIES }, 1), EVE_LOW),
      code: 'stale',
    },
    {
      name: 'before the first entry by right origin',
      update: one(wire.values({ right: [ANN_ID, 0] }, evil())),
      code: 'not-append',
      stock: (doc) => evilAt(doc) === 0,
    },
    {
      name: 'left origin in one list and right origin in another',
      update: one(wire.values({ left: TAIL, right: BENS_MARK }, evil())),
      code: 'not-append',
    },
    {
      name: 'left origin in a map entry, so that an append overwrites a key',
      update: one(wire.values({ left: BENS_MARK }, evil())),
      code: 'forged-author',
      stock: (doc) => (doc.getMap(MARKS).get(BENS_KEY) as Record<string, unknown>)['text'] === 'evil',
    },
    {
      name: "left origin inside another's text: a string beside it",
      update: one(wire.content(wire.REF.string, { left: [ANN_ID, 1] }, wire.text('evil'))),
      code: 'wrong-kind',
    },
    {
      name: "left origin inside another's run of old entries (G9)",
      update: one(wire.values({ left: [ANN_ID, 4] }, evil()), EVE_LOW),
      code: 'stale',
      scene: annSaysTwice,
      stock: (doc) => evilAt(doc) === textsOf(doc).indexOf('second') - 1,
    },
    {
      name: 'list item into a map root',
      update: one(wire.values({ root: MARKS }, evil())),
      code: 'wrong-place',
      stock: (doc) => firstOf(doc.getMap(MARKS) as never) !== null,
    },
    {
      name: 'keyed item into a list root: hidden data',
      update: one(wire.values({ root: ENTRIES, key: 'hidden' }, evil())),
      code: 'wrong-place',
      stock: (doc) => newestUnder(doc.getArray(ENTRIES) as never, 'hidden') !== null,
    },
    {
      name: 'own clock 0 re-sent as a longer item whose parent is another list',
      update: one(wire.values({ root: MARKS, key: EVES_KEY }, readMark(), readMark()), EVE_ID, 0),
      code: 'schema',
      stock: (doc) => (findStruct(doc, { client: EVE_ID, clock: 1 }) as Y.Item).parent === doc.getMap(MARKS),
    },
    {
      name: 'unknown root',
      update: one(wire.values({ root: 'evil' }, evil())),
      code: 'wrong-place',
      stock: (doc) => doc.share.has('evil'),
    },
    { name: 'root named __proto__', update: one(wire.values({ root: '__proto__' }, evil())), code: 'wrong-place' },
    { name: 'root with an empty name', update: one(wire.values({ root: '' }, evil())), code: 'wrong-place' },
    {
      name: 'parent that is a plain JSON value',
      update: one(wire.values({ parent: [ANN_ID, 0], key: 'x' }, 1)),
      code: 'wrong-place',
      stock: (doc) => stateOf(doc, EVE_ID) === 2,
    },
    {
      name: 'parent that is an item of the same update',
      update: run(wire.values({ left: TAIL }, evil()), wire.values({ parent: [EVE_ID, 1], key: 'x' }, 1)),
      code: 'wrong-place',
    },
    {
      name: 'an entry into a closed segment (G26)',
      update: append(evil()),
      code: 'segment-full',
      scene: close,
    },
    {
      name: 'a tombstone into a closed segment (G26)',
      update: one(wire.tombstone({ left: TAIL }, 1)),
      code: 'segment-full',
      scene: close,
    },
    {
      name: 'content below what was removed, by one who may not write',
      update: one(wire.values({ parent: [ANN_ID, 0], key: 'x' }, 1)),
      code: 'denied',
      sender: { account: EVE, rights: READER },
      scene: (relay) => void relay.take(wire.encodeUpdate([], [[ANN_ID, [[0, 1]]]]), { account: BEN, rights: MODERATOR }),
    },
  ]);

  test('a parent that was removed, or an origin that was collected: taken for the owner, and nothing passed on', () => {
    const relay = world();
    const moderator = { account: BEN, rights: MODERATOR };
    expect(relay.take(wire.encodeUpdate([], [[ANN_ID, [[0, 1]]]]), moderator).verdict.ok).toBe(true);
    const ghosts = run(
      wire.values({ parent: [ANN_ID, 0], key: 'x' }, 'GHOST'),
      wire.values({ left: [EVE_ID, 1] }, 'GHOST'),
      wire.collected(1),
      wire.values({ left: [EVE_ID, 3] }, 'GHOST'),
    );
    const { verdict, out } = relay.take(ghosts, eve);
    expect(verdict).toMatchObject({ ok: true, noop: false });
    expect(Buffer.from(out!).includes('GHOST')).toBe(false);
    expect(findStruct(relay.doc, { client: EVE_ID, clock: 4 })).toBeInstanceOf(Y.GC);
    expect(entriesOf(relay.doc)).toHaveLength(8);
  });
});

describe('how far behind the tail an append may reach (G9)', () => {
  /** Eve's entries 0 (new), 1 and 2 (of an hour ago), 3 to 6 (new), merged into one item. */
  const scene = (maxEntriesBehindTail: number) => {
    const relay = world({ maxEntriesBehindTail });
    relay.nowMs = LONG_AGO_MS;
    const old = { at: LONG_AGO_MS };
    expect(relay.take(append(evil(old), evil(old)), eve).verdict.ok).toBe(true);
    relay.nowMs = NOW_MS;
    const more = Array.from({ length: 4 }, () => evil());
    expect(relay.take(one(wire.values({ left: [EVE_ID, 2] }, ...more), EVE_ID, 3), eve).verdict.ok).toBe(true);
    expect(relay.doc.store.clients.get(EVE_ID)).toHaveLength(1);
    return relay;
  };
  const late = (left: wire.Id): Uint8Array => one(wire.values({ left }, evil()), EVE_LOW);

  test.each([
    { behind: 0, after: 6, limit: 0, code: 'ok' },
    { behind: 1, after: 5, limit: 0, code: 'stale' },
    { behind: 3, after: 3, limit: 3, code: 'ok' },
    { behind: 4, after: 2, limit: 3, code: 'stale' },
    { behind: 4, after: 2, limit: 4, code: 'ok' },
    { behind: 5, after: 1, limit: 200, code: 'stale' },
  ] as const)('$behind entries behind it, $limit allowed: $code', ({ after, limit, code }) => {
    const { verdict } = scene(limit).take(late([EVE_ID, after]), eve);
    expect(verdict.ok ? 'ok' : verdict.refusal.code).toBe(code);
  });
});
