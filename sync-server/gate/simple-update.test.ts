import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import { createDice } from '#shared/testing/dice.ts';
import { MAX_ITEMS, readSimpleUpdate, Scratch } from './simple-update.ts';
import { hostileUpdate } from './testing/hostile.ts';
import { entryIdOf, EVE, message } from './testing/relay.ts';
import { readersDisagree } from './testing/readers.ts';
import * as wire from './testing/wire.ts';
import { append, appendByHand, deletes, EVES_KEY, evil, one, run, TAIL, world } from './testing/world.ts';
import { decodeUpdate } from './yjs-internals.ts';

const scratch = new Scratch();
const simply = (update: Uint8Array) => readSimpleUpdate(update, 8, scratch);
const { bytes, json, members } = wire;

/** What stock Yjs sends for one change of a document of its own. */
function sent(...acts: ((doc: Y.Doc) => void)[]): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const act of acts) doc.transact(() => act(doc));
  return updates;
}

describe('the short way for common updates (G6, G18)', () => {
  test('reads what people send most as Yjs reads it: a message, a mark set and set again, a deletion', () => {
    const updates = sent(
      (doc) => doc.getArray(ENTRIES).push([message(EVE, 'first')]),
      (doc) => doc.getArray(ENTRIES).push([message(EVE, 'ünï 🫖 \ufeff'.repeat(30))]),
      (doc) => doc.getArray(ENTRIES).push([message(EVE, 'x'.repeat(4_000))]),
      (doc) => doc.getMap(MARKS).set(EVES_KEY, { entry: entryIdOf(EVE) }),
      (doc) => doc.getMap(MARKS).set(EVES_KEY, { entry: entryIdOf(EVE) }),
      (doc) => doc.getArray(ENTRIES).delete(1, 1),
      (doc) => doc.getArray(ENTRIES).push([message(EVE), message(EVE), message(EVE)]),
      (doc) => {
        for (const words of ['one', 'two', 'three']) {
          doc.getArray(ENTRIES).push([message(EVE, words)]);
          doc.getMap(MARKS).set(`${EVES_KEY}${words}`, { entry: entryIdOf(EVE) });
        }
      },
    );
    for (const update of updates) {
      expect(simply(update)).not.toBeNull();
      expect(simply(update)).toEqual(decodeUpdate(update));
    }
  });

  test.each<[string, unknown]>([
    ['whole numbers', [0, -0, 1, -1, 63, 64, -64, 8_191, 8_192, 2 ** 31 - 1, -(2 ** 31) + 1]],
    ['other numbers', [0.5, -1.25, 0.1, 2 ** 31, 2 ** 53, 1.8e12, Number.NaN, Infinity, -Infinity]],
    ['text', ['', 'a', 'é', '\ufeff', '\0', '🫖', 'a word of 24 characters.', 'one of 25 characters, two']],
    ['the rest', [null, true, false, {}]],
  ])('reads %s as Yjs does, alone and in a field', (_name, list) => {
    expect(simply(append())).toEqual(decodeUpdate(append()));
    for (const value of list as unknown[]) {
      for (const update of [append(value), append({ field: value, '1': value, constructor: value })]) {
        expect(simply(update)).not.toBeNull();
        expect(simply(update)).toEqual(decodeUpdate(update));
      }
    }
  });

  test.each<[string, Uint8Array]>([
    ['nothing', Uint8Array.of()],
    ['an empty update', Uint8Array.of(0, 0)],
    ['V2', Y.encodeStateAsUpdateV2(new Y.Doc())],
    ['many structs', run(...Array.from({ length: 17 }, () => wire.values({ left: TAIL }, evil())))],
    ['a client without structs', run()],
    ['a right origin', one(wire.values({ right: TAIL }, evil()))],
    ['two clients', wire.encodeUpdate([1, 2].map((client) => ({ client, clock: 0, structs: [wire.values({ left: TAIL }, 1)] })))],
    ['two clients, cut short where the second could pass for a delete set', wire.encodeUpdate([
      { client: 1, clock: 0, structs: [wire.values({ left: TAIL }, 1)] },
      { client: 2, clock: 1, structs: [wire.collected(3)] },
    ]).slice(0, -1)],
    ['a tombstone', one(wire.tombstone({ left: TAIL }, 1))],
    ['collected space', one(wire.collected(1))],
    ['a gap', one(wire.skip(1))],
    ['another kind of content', one(wire.content(wire.REF.string, { left: TAIL }, wire.text('x')))],
    ['a list', append([1])],
    ['bytes', append(Uint8Array.of(1))],
    ['a big integer', append(1n)],
    ['undefined', append(undefined)],
    ['a whole number past 32 bits, which Yjs would write in another way', appendByHand(bytes(125, 128, 128, 128, 128, 128, 1))],
    ['__proto__', appendByHand(members(['__proto__', json({})]))],
    ['a lone surrogate', appendByHand(bytes(119, 3, 0xed, 0xa0, 0x80))],
    ['no UTF-8', appendByHand(bytes(119, 1, 0xff))],
    ['an integer past 32 bits', appendByHand(bytes(125, 0xff, 0xff, 0xff, 0xff, 0xff, 1))],
    ['too deep', append({ 1: { 2: { 3: { 4: { 5: { 6: { 7: { 8: { 9: 9 } } } } } } } } })],
    ['two delete ranges', deletes([1, [[0, 1], [2, 1]]])],
    ['deletes of two clients', deletes([1, [[0, 1]]], [2, [[0, 1]]])],
    ['a client without ranges', deletes([1, []])],
    ['trailing bytes', Uint8Array.from([...append(evil()), 0])],
  ])('leaves %s to the long way', (_name, update) => expect(simply(update)).toBeNull());

  test('reads as many structs as an everyday update has at most', () => {
    const update = run(...Array.from({ length: MAX_ITEMS }, () => wire.values({ left: TAIL }, evil())));
    expect(simply(update)).toEqual(decodeUpdate(update));
    expect(simply(update)).not.toBeNull();
  });

  test('leaves whatever is cut short to the long way', () => {
    const update = wire.encodeUpdate(
      [{ client: 300, clock: 7, structs: [wire.values({ root: MARKS, key: EVES_KEY }, { at: 0.5, text: 'é', n: -300 })] }],
      [[300, [[0, 1]]]],
    );
    expect(simply(update)).toEqual(decodeUpdate(update));
    for (let length = 0; length < update.length; length += 1) expect(simply(update.slice(0, length))).toBeNull();
  });

  test.each([append(evil()), one(wire.values({ root: MARKS, key: EVES_KEY }, 1))])('whatever the first byte of a struct says, reads as Yjs does or not at all', (update) => {
    const info = update.indexOf(8 | (update.length > 60 ? 128 : 32));
    for (let byte = 0; byte < 256; byte += 1) {
      const changed = update.with(info, byte);
      expect(readersDisagree(changed)).toBeNull();
      // All but content, key and left origin are the long way's.
      expect(simply(changed) === null || (byte & ~(128 | 32)) === 8).toBe(true);
    }
  });

  test.each([1, 2, 3])('never disagrees with Yjs on hostile bytes (seed %i; more with `npm run fuzz -- gate`)', (seed) => {
    const dice = createDice(seed);
    const relay = world();
    const taken = [append(evil())];
    let read = 0;
    for (let turn = 0; turn < 3_000; turn += 1) {
      const update = hostileUpdate(dice, relay, taken);
      expect(readersDisagree(update)).toBeNull();
      if (simply(update) !== null) read += 1;
    }
    expect(read).toBeGreaterThan(300); // or it has shown nothing
  });
});
