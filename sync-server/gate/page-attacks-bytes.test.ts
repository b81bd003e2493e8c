import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { testPageAttacks } from './testing/attack.ts';
import { at, eve, rootOf } from './testing/page-relay.ts';
import {
  CODE_END, element, EVE_ID, EVE_LOW, format, HEADING, one, PARAGRAPH, pageWorld, run, TEXT_END, textRun, TITLE_END, words,
} from './testing/page-world.ts';
import * as wire from './testing/wire.ts';
import { isPending } from './testing/world.ts';
import { stateOf } from './yjs-internals.ts';

const { REF, text, bytes, all, number, content, collected, tombstone, skip, encodeUpdate } = wire;
const END = { left: TEXT_END } as const;
const x = () => words(END, 'x');
const by = (write: wire.Write): Uint8Array => one(content(REF.string, END, write));

describe('GATE, Pages: bytes and clocks (G5, G6)', () => {
  testPageAttacks({ incomplete: 'G5', malformed: 'G6', 'too-large': 'G6', schema: 'G21' }, [
    { name: 'clock gap', update: one(x(), EVE_ID, 5), code: 'incomplete', stock: isPending },
    { name: 'huge clock', update: one(x(), EVE_ID, 2 ** 52), code: 'malformed' },
    { name: 'a clock past 2^31 at the end of a word', update: one(x(), EVE_ID, 0x7fff_ffff), code: 'malformed' },
    { name: 'missing left neighbour', update: one(words({ left: [4242, 7] }, 'x')), code: 'incomplete', stock: isPending },
    { name: 'missing right neighbour', update: one(words({ left: TEXT_END, right: [4242, 7] }, 'x')), code: 'incomplete', stock: isPending },
    { name: 'missing parent', update: one(textRun({ parent: [4242, 7] })), code: 'incomplete', stock: isPending },
    { name: 'a neighbour that is the struct itself', gate: 'G5', update: one(words({ left: [EVE_ID, 0] }, 'x')), code: 'malformed', stock: (_doc, thrown) => thrown instanceof Error },
    { name: 'a parent that is the struct itself', gate: 'G5', update: one(element({ parent: [EVE_ID, 0] }, 'paragraph')), code: 'malformed' },
    { name: 'a right neighbour in its own future, behind a good struct: stock leaves the half applied', gate: 'G5', update: run(x(), words({ right: [EVE_ID, 9] }, 'x')), code: 'malformed', stock: (doc, thrown) => thrown instanceof Error && stateOf(doc, EVE_ID) > 0 },
    {
      name: 'a circle through program order',
      update: encodeUpdate([
        { client: EVE_ID, clock: 0, structs: [words({ left: [EVE_LOW, 0] }, 'a')] },
        { client: EVE_LOW, clock: 0, structs: [words({ left: [EVE_ID, 0] }, 'b')] },
      ]),
      code: 'incomplete', stock: isPending,
    },
    { name: 'a client listed twice', update: encodeUpdate([{ client: EVE_ID, clock: 0, structs: [x()] }, { client: EVE_ID, clock: 1, structs: [x()] }]), code: 'malformed' },
    { name: 'a client block with no structs', update: encodeUpdate([{ client: EVE_ID, clock: 0, structs: [] }]), code: 'malformed' },
    { name: 'Skip struct', update: run(skip(3), x()), code: 'incomplete' },
    { name: 'Skip struct with stray info bits', update: run(skip(3, REF.skip | 32), x()), code: 'malformed' },
    { name: 'GC struct with stray info bits', update: run({ ...collected(3), info: 32 }), code: 'malformed' },
    { name: 'GC struct of 2^30', update: one(collected(2 ** 30)), code: 'too-large', stock: (doc) => stateOf(doc, EVE_ID) > 2 ** 29 },
    { name: 'GC struct of enormous length', update: one(collected(2 ** 50)), code: 'malformed' },
    { name: 'many GC structs that add up', update: run(...Array.from({ length: 11 }, () => collected(10_000))), code: 'too-large' },
    { name: 'deleted content of enormous length', update: one(tombstone(END, 2 ** 30)), code: 'too-large' },
    { name: 'deleted content of enormous length under an attribute', update: one(tombstone({ parent: HEADING, key: 'level' }, 2 ** 30)), code: 'too-large' },
    { name: 'deleted content of enormous length beside what is gone', update: run(collected(1), tombstone({ left: [EVE_ID, 0] }, 2 ** 30)), code: 'too-large' },
    { name: 'words of length zero', update: one(words(END, '')), code: 'malformed', stock: (doc) => doc.store.clients.get(EVE_ID)!.some((struct) => struct.length === 0) },
    { name: 'JSON of length zero', update: one(wire.values({ parent: HEADING, key: 'level' })), code: 'malformed' },
    { name: 'GC of length zero', update: one(collected(0)), code: 'malformed' },
    { name: 'words longer than they are', gate: 'G18', update: by(all(number(99), bytes(120))), code: 'malformed' },
    { name: 'words of 2^40 bytes', gate: 'G18', update: by(number(2 ** 40)), code: 'malformed' },
    { name: 'a lone surrogate', gate: 'G18', update: by(bytes(3, 0xed, 0xa0, 0x80)), code: 'malformed' },
    { name: 'bytes that are no UTF-8', gate: 'G18', update: by(bytes(1, 0xff)), code: 'malformed' },
    { name: 'a node whose name is cut off', gate: 'G18', update: one(content(REF.type, { root: 'page' }, all(number(3), number(40)))), code: 'malformed' },
    { name: 'a mark whose value is cut off', gate: 'G18', update: one(content(REF.format, END, all(text('bold'), number(40)))), code: 'malformed' },
    { name: 'struct count of 2^40', update: Uint8Array.of(1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 5, 0), code: 'too-large' },
    { name: 'client count of 2^40', update: Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 5, 0), code: 'too-large' },
    { name: 'delete range count of 2^40', gateInStep2: 'G18', update: Uint8Array.of(0, 1, 5, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1), code: 'too-large', codeInStep2: 'malformed' },
    { name: 'too large an update, whatever is in it', update: run(words(END, 'x'.repeat(35_000)), words({ left: CODE_END }, 'x'.repeat(35_000)), element({ root: 'page' }, 'script')), code: 'too-large', codeInStep2: 'schema' },
    { name: 'too large a sync step 2', update: run(...[TEXT_END, CODE_END, TITLE_END].map((left) => words({ left }, '語'.repeat(30_000)))), code: 'too-large' },
    { name: 'more structs than allowed', update: run(...Array.from({ length: 4_001 }, () => collected(1))), code: 'too-large' },
    { name: 'more clients than allowed', update: encodeUpdate(Array.from({ length: 65 }, (_, client) => ({ client, clock: 0, structs: [collected(1)] }))), code: 'too-large' },
    { name: 'empty bytes', gate: 'G18', update: new Uint8Array(0), code: 'malformed' },
    { name: 'random bytes', gate: 'G18', update: Uint8Array.from({ length: 200 }, (_, index) => (index * 7919 + 13) & 255), code: 'malformed' },
    { name: 'an empty update with trailing bytes', gate: 'G18', update: Uint8Array.of(0, 0, 1), code: 'malformed' },
    // Not empty when read as V1, as that of a log is: it has a name of a node, so that Yjs's V1 reader finds deletes there.
    { name: 'V2 bytes', update: v2(), code: 'malformed' },
  ]);

  function v2(): Uint8Array {
    const doc = new Y.Doc();
    rootOf(doc).push([new Y.XmlElement('paragraph')]);
    return Y.encodeStateAsUpdateV2(doc);
  }

  test('an update cut short at any byte is malformed, and leaves no trace', () => {
    const relay = pageWorld();
    const before = relay.fingerprint();
    const structs = [x(), format({ left: [EVE_ID, 0] }, 'bold', '{}'), element({ root: 'page' }, 'heading'), wire.values({ parent: [EVE_ID, 2], key: 'level' }, 1), textRun({ parent: PARAGRAPH })];
    const whole = encodeUpdate([{ client: EVE_ID, clock: 0, structs }], [[EVE_ID, [[0, 1]]]]);
    for (let length = 0; length < whole.length; length += 1) {
      expect(relay.take(whole.slice(0, length), eve).verdict).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
    }
    expect(relay.fingerprint()).toEqual(before);
    expect(relay.take(whole, eve).verdict.ok).toBe(true);
  });

  test('a fault of our own is thrown, not answered as if the sender were to blame (G18)', () => {
    const relay = pageWorld();
    relay.owners.ownerOf = () => {
      throw new Error('ours');
    };
    expect(() => relay.judge(one(x()), eve)).toThrow('ours');
  });

  test('a word that is split inside a sign of two units: both halves are well-formed, for everybody', () => {
    const relay = pageWorld();
    expect(relay.take(one(words(END, '😀')), eve).verdict.ok).toBe(true);
    expect(relay.take(one(words({ left: [EVE_ID, 0], right: [EVE_ID, 1] }, 'x'), EVE_LOW), eve).verdict.ok).toBe(true);
    const shown = at(rootOf(relay.doc), 0, 0).toString();
    expect(shown.isWellFormed()).toBe(true);
    const fresh = new Y.Doc();
    Y.applyUpdate(fresh, Y.encodeStateAsUpdate(relay.doc));
    expect(at(rootOf(fresh), 0, 0).toString()).toBe(shown);
  });
});
