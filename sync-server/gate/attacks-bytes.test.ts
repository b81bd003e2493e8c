import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ENTRIES } from '#shared/documents/log.ts';
import { testAttacks } from './testing/attack.ts';
import { EVE, entryIdOf, NOW_MS } from './testing/relay.ts';
import * as wire from './testing/wire.ts';
import {
  append, appendByHand, entriesOf, EVE_ID, EVE_LOW, eve, evil, isPending, one, run, TAIL, world,
} from './testing/world.ts';
import { findStruct, stateOf } from './yjs-internals.ts';

const { REF, text, bytes, json, all, number } = wire;
const entry = () => wire.values({ left: TAIL }, evil());
const kind = (ref: number, content: wire.Write): Uint8Array => one(wire.content(ref, { left: TAIL }, content));
const last = (doc: Y.Doc): unknown => doc.getArray(ENTRIES).toArray().at(-1);

describe('GATE, Kinds of content', () => {
  testAttacks({ 'wrong-kind': 'G7', malformed: 'G18' }, [
    {
      name: 'sub-document',
      update: kind(REF.document, all(text('guid'), json({ autoLoad: true }))),
      code: 'wrong-kind',
      stock: (doc) => doc.subdocs.size === 1,
    },
    { name: 'binary', update: kind(REF.binary, bytes(3, 1, 2, 3)), code: 'wrong-kind', stock: (doc) => last(doc) instanceof Uint8Array },
    { name: 'embed', update: kind(REF.embed, text('{"a":1}')), code: 'wrong-kind', stock: (doc) => last(doc) !== undefined },
    { name: 'format', update: kind(REF.format, all(text('bold'), text('true'))), code: 'wrong-kind' },
    {
      name: 'legacy JSON',
      update: kind(REF.json, all(bytes(1), text(JSON.stringify(evil())))),
      code: 'wrong-kind',
      stock: (doc) => (last(doc) as { text: string }).text === 'evil',
    },
    { name: 'string in an entry list', update: kind(REF.string, text('x')), code: 'wrong-kind', stock: (doc) => last(doc) === 'x' },
    ...([
      ['nested array', 0], ['nested map', 1], ['nested text', 2], ['XML element', 3, 'script'], ['XML fragment', 4],
      ['XmlHook', 5, 'hook'], ['XmlText', 6],
    ] as const).map(([name, type, tag]) => ({
      name,
      update: kind(REF.type, all(number(type), tag === undefined ? bytes() : text(tag))),
      code: 'wrong-kind' as const,
      stock: (doc: Y.Doc) => last(doc) instanceof Y.AbstractType,
    })),
    { name: 'type number out of range', update: kind(REF.type, number(9)), code: 'wrong-kind' },
    { name: 'content number out of range', update: kind(11, number(9)), code: 'malformed' },
  ]);
});

describe('GATE, Bytes and clocks', () => {
  const nested = (levels: number, write: wire.Write): wire.Write => all(...Array.from({ length: levels }, () => bytes(117, 1)), write);
  testAttacks({ incomplete: 'G5', 'too-large': 'G6', schema: 'G7', 'wrong-kind': 'G7', malformed: 'G6' }, [
    { name: 'clock gap (G5)', update: one(entry(), EVE_ID, 5), code: 'incomplete', stock: isPending },
    { name: 'clock gap of an id that nobody has', update: one(entry(), EVE_LOW, 5), code: 'incomplete', stock: isPending },
    { name: 'huge clock', update: one(entry(), EVE_ID, 2 ** 52), code: 'malformed', stock: isPending },
    { name: 'missing origin', update: one(wire.values({ left: [4242, 7] }, evil())), code: 'incomplete', stock: isPending },
    { name: 'missing right origin', update: one(wire.values({ right: [4242, 7] }, evil())), code: 'incomplete', stock: isPending },
    { name: 'missing parent', update: one(wire.values({ parent: [4242, 7], key: 'x' }, 1)), code: 'incomplete', stock: isPending },
    {
      name: 'an origin that is the struct itself', gate: 'G5',
      update: one(wire.values({ left: [EVE_ID, 1] }, evil())),
      code: 'malformed',
      stock: (_doc, thrown) => thrown instanceof Error,
    },
    {
      name: 'an origin that is its own future, behind a good struct: stock throws half-way and leaves the half', gate: 'G5',
      update: run(entry(), wire.values({ left: [EVE_ID, 9] }, evil())),
      code: 'malformed',
      stock: (doc, thrown) => thrown instanceof Error && entriesOf(doc).length === 10,
    },
    {
      name: 'a circle through program order',
      update: wire.encodeUpdate([
        {
          client: EVE_ID,
          clock: 1,
          structs: [entry(), wire.values({ left: [EVE_LOW, 0] }, evil()), wire.values({ left: [EVE_ID, 2] }, evil())],
        },
        { client: EVE_LOW, clock: 0, structs: [wire.values({ left: [EVE_ID, 3] }, evil())] },
      ]),
      code: 'incomplete',
      stock: isPending,
    },
    {
      name: 'a client listed twice: decodeUpdate sees both blocks, applyUpdate keeps the last',
      update: wire.encodeUpdate([
        { client: EVE_ID, clock: 1, structs: [entry()] },
        { client: EVE_ID, clock: 2, structs: [wire.values({ left: [EVE_ID, 1] }, evil())] },
      ]),
      code: 'malformed',
      stock: isPending,
    },
    {
      name: 'a client block with no structs',
      update: wire.encodeUpdate([
        { client: EVE_ID, clock: 1, structs: [] },
        { client: EVE_LOW, clock: 0, structs: [entry()] },
      ]),
      code: 'malformed',
    },
    { name: 'Skip struct', update: run(wire.skip(3), entry()), code: 'incomplete', stock: isPending },
    { name: 'Skip struct with stray info bits', update: run(wire.skip(3, REF.skip | 32), entry()), code: 'malformed', stock: isPending },
    { name: 'GC struct with stray info bits', update: run({ ...wire.collected(3), info: 32 }), code: 'malformed' },
    {
      name: 'GC struct of enormous length: burns the clock space',
      update: one(wire.collected(2 ** 50)),
      code: 'malformed',
      stock: (doc) => stateOf(doc, EVE_ID) > 2 ** 49,
    },
    { name: 'GC struct of 2^30', update: one(wire.collected(2 ** 30)), code: 'too-large', stock: (doc) => stateOf(doc, EVE_ID) > 2 ** 29 },
    { name: 'many GC structs that add up', update: run(...Array.from({ length: 11 }, () => wire.collected(10_000))), code: 'too-large' },
    { name: 'deleted content of enormous length', update: one(wire.tombstone({ left: TAIL }, 2 ** 30)), code: 'too-large' },
    {
      name: 'content of length zero',
      update: one(wire.values({ left: TAIL })),
      code: 'malformed',
      stock: (doc) => doc.store.clients.get(EVE_ID)!.some((struct) => struct.length === 0),
    },
    {
      name: 'GC of length zero',
      update: one(wire.collected(0)),
      code: 'malformed',
      stock: (doc) => doc.store.clients.get(EVE_ID)!.some((struct) => struct.length === 0),
    },
    { name: 'tombstone of length zero', update: one(wire.tombstone({ left: TAIL }, 0)), code: 'malformed' },
    { name: 'string of length zero', update: kind(REF.string, text('')), code: 'wrong-kind' },
    { name: 'struct count of 2^40', update: Uint8Array.of(1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 5, 0), code: 'too-large' },
    { name: 'client count of 2^40', update: Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 5, 0), code: 'too-large' },
    { name: 'value count of 2^40', gate: 'G18', update: one(wire.content(REF.any, { left: TAIL }, number(2 ** 40))), code: 'malformed' },
    { name: 'delete range count of 2^40', gateInStep2: 'G18', update: Uint8Array.of(0, 1, 5, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1), code: 'too-large', codeInStep2: 'malformed' },
    { name: 'too large a text', update: append(evil({ text: 'x'.repeat(4_001) })), code: 'schema' },
    { name: 'a text of nothing', update: append(evil({ text: ' \n' })), code: 'schema' },
    { name: 'too large an update', update: append(evil({ text: 'x'.repeat(70_000) })), code: 'too-large', codeInStep2: 'schema' },
    { name: 'too large a sync step 2', update: append(evil({ text: 'x'.repeat(230_000) })), code: 'too-large' },
    { name: 'more structs than allowed', update: run(...Array.from({ length: 4_001 }, () => wire.collected(1))), code: 'too-large' },
    {
      name: 'more clients than allowed',
      update: wire.encodeUpdate(Array.from({ length: 65 }, (_, client) => ({ client, clock: 0, structs: [wire.collected(1)] }))),
      code: 'too-large',
    },
    { name: 'JSON nested 30,000 deep', update: appendByHand(nested(30_000, json(null))), code: 'too-large' },
    { name: 'JSON nested 9 deep', update: appendByHand(nested(9, json(null))), code: 'too-large' },
    { name: 'JSON nested 8 deep, which no schema knows', update: appendByHand(nested(8, json(null))), code: 'schema' },
    { name: 'empty bytes', gate: 'G18', update: new Uint8Array(0), code: 'malformed' },
    { name: 'random bytes', gate: 'G18', update: Uint8Array.from({ length: 200 }, (_, index) => (index * 7919 + 13) & 255), code: 'malformed' },
    { name: 'V2 bytes: a V2 update begins like an empty V1 one', gate: 'G18', update: v2(), code: 'malformed' },
    { name: 'an empty update with trailing bytes', gate: 'G18', update: Uint8Array.of(0, 0, 1), code: 'malformed' },
    { name: 'an integer that lib0 cannot read', gate: 'G18', update: appendByHand(bytes(125, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1)), code: 'malformed' },
    { name: 'an unknown kind of value', gate: 'G18', update: appendByHand(bytes(100)), code: 'malformed' },
  ]);

  function v2(): Uint8Array {
    const doc = new Y.Doc();
    doc.getArray(ENTRIES).push([evil()]);
    return Y.encodeStateAsUpdateV2(doc);
  }

  test('an update cut short at any byte is malformed, and leaves no trace', () => {
    const relay = world();
    const before = relay.fingerprint();
    const whole = wire.encodeUpdate([{ client: EVE_ID, clock: 1, structs: [entry(), wire.collected(2)] }], [[EVE_ID, [[0, 1]]]]);
    for (let length = 0; length < whole.length; length += 1) {
      expect(relay.take(whole.slice(0, length), eve).verdict).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
    }
    expect(relay.fingerprint()).toEqual(before);
    expect(relay.take(whole, eve).verdict.ok).toBe(true);
  });

  test('trailing bytes after the delete set: taken, but they never leave the relay (G2)', () => {
    const relay = world();
    const update = new Uint8Array([...append(evil()), ...new TextEncoder().encode('SMUGGLED')]);
    const { verdict, out } = relay.take(update, eve);
    expect(verdict.ok && !Buffer.from(verdict.update).includes('SMUGGLED')).toBe(true);
    expect(Buffer.from(out!).includes('SMUGGLED')).toBe(false);
  });

  test('the first of a doubled JSON key never leaves the relay (G2)', () => {
    const relay = world();
    const update = appendByHand(
      wire.members(
        ['text', json('SMUGGLED')], ['id', json(entryIdOf(EVE))], ['author', json(EVE)], ['at', json(NOW_MS)],
        ['kind', json('message')], ['text', json('fine')],
      ),
    );
    const { out } = relay.take(update, eve);
    expect(Buffer.from(update).includes('SMUGGLED')).toBe(true);
    expect(Buffer.from(out!).includes('SMUGGLED')).toBe(false);
  });

  test('a fault of our own is thrown, not answered as if the sender were to blame', () => {
    const relay = world();
    relay.owners.ownerOf = () => {
      throw new Error('ours');
    };
    expect(() => relay.judge(append(evil()), eve)).toThrow('ours');
    expect(findStruct(relay.doc, { client: EVE_ID, clock: 1 })).toBeNull();
  });
});
