import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import { denied } from '#shared/policy/verdict.ts';
import { testAttacks } from './testing/attack.ts';
import { ANN, BEN, entryIdOf, EVE, message, MODERATOR, READER, WRITER } from './testing/relay.ts';
import * as wire from './testing/wire.ts';
import {
  ANN_ID, BEN_ID, BENS_KEY, change, deletes, entriesOf, EVE_ID, eve, evil, isPending, say, TAIL, textsOf, world,
} from './testing/world.ts';

const ben = { account: BEN, rights: WRITER };

describe('GATE, Deleting', () => {
  testAttacks({ 'not-yours': 'G17', denied: 'G17', 'wrong-kind': 'G7', 'too-large': 'G6', incomplete: 'G5', malformed: 'G6' }, [
    {
      name: "another's entry",
      update: deletes([ANN_ID, [[0, 1]]]),
      code: 'not-yours',
      stock: (doc) => entriesOf(doc).length === 8,
    },
    {
      name: 'everything of everyone',
      update: deletes([BEN_ID, [[0, 5]]], [ANN_ID, [[0, 4]]]),
      code: 'not-yours',
      stock: (doc) => entriesOf(doc).length === 1,
    },
    {
      name: "another's mark",
      update: deletes([BEN_ID, [[4, 1]]]),
      code: 'not-yours',
      stock: (doc) => !doc.getMap(MARKS).has(BENS_KEY),
    },
    {
      name: 'something in the marks that stands under no key, which only the relay itself could have put there',
      update: deletes([88, [[0, 1]]]),
      code: 'not-yours',
      scene: (relay) => Y.applyUpdate(relay.doc, wire.encodeUpdate([{ client: 88, clock: 0, structs: [wire.values({ root: MARKS }, 1)] }])),
    },
    {
      name: "one field out of another's record: in a log, one entry out of another's run",
      update: deletes([ANN_ID, [[5, 1]]]),
      code: 'not-yours',
      scene: (relay) => ['one', 'two', 'three'].forEach((words) => say(relay, ANN_ID, { account: ANN, rights: WRITER }, message(ANN, words))),
      stock: (doc) => textsOf(doc).includes('one') && !textsOf(doc).includes('two') && textsOf(doc).includes('three'),
    },
    {
      name: "one's own required field in the update that creates it: a record is no container",
      update: wire.encodeUpdate(
        [{
          client: EVE_ID,
          clock: 1,
          structs: [
            wire.content(wire.REF.type, { left: TAIL }, wire.number(1)),
            wire.values({ parent: [EVE_ID, 1], key: 'author' }, EVE),
          ],
        }],
        [[EVE_ID, [[2, 1]]]],
      ),
      code: 'wrong-kind',
      stock: (doc) => doc.getArray<Y.Map<unknown>>(ENTRIES).toArray().some((entry) => entry instanceof Y.Map && !entry.has('author')),
    },
    {
      name: '2,001 ranges, one more than allowed, each by itself in order',
      update: deletes([EVE_ID, Array.from({ length: 2_001 }, (_, index) => [2 * index, 1] as const)]),
      code: 'too-large', codeInStep2: 'incomplete',
    },
    {
      name: "a range that reaches past another's clock: it deletes what they will write next",
      update: deletes([BEN_ID, [[5, 100]]]),
      code: 'incomplete',
      stock: (doc) => isPending(doc),
    },
    {
      name: 'a range for a client id that nobody has yet',
      update: deletes([77_777, [[0, 1_000_000]]]),
      code: 'incomplete',
      stock: (doc) => isPending(doc),
    },
    {
      name: "a delete of another's entry hidden behind one's own new entry",
      update: wire.encodeUpdate(
        [{ client: EVE_ID, clock: 1, structs: [wire.values({ left: TAIL }, evil())] }],
        [[EVE_ID, [[1, 1]]], [ANN_ID, [[0, 1]]]],
      ),
      code: 'not-yours',
    },
    {
      name: 'the own next entry, not yet written',
      update: wire.encodeUpdate(
        [{ client: EVE_ID, clock: 1, structs: [wire.values({ left: TAIL }, evil())] }],
        [[EVE_ID, [[1, 2]]]],
      ),
      code: 'incomplete',
    },
    { name: 'the own entry by one who may only read', update: deletes([EVE_ID, [[0, 1]]]), code: 'denied', sender: { account: EVE, rights: READER } },
    { name: 'overlapping ranges', update: deletes([EVE_ID, [[0, 1], [0, 1], [0, 1]]]), code: 'malformed' },
    { name: 'unsorted ranges', update: deletes([BEN_ID, [[1, 1], [0, 1]]]), code: 'malformed', sender: ben },
    { name: 'a client listed twice, its ranges overlapping', update: deletes([EVE_ID, [[0, 1]]], [EVE_ID, [[0, 1]]]), code: 'malformed' },
    { name: 'an empty range, which splits an item', update: deletes([EVE_ID, [[0, 0]]]), code: 'malformed' },
    { name: 'a client without ranges', update: deletes([EVE_ID, []]), code: 'malformed' },
    { name: 'a range past 2^53', gate: 'G18', update: deletes([EVE_ID, [[0, 2 ** 53 + 2]]]), code: 'malformed' },
    { name: 'a range past the clock space', update: deletes([EVE_ID, [[0, 2 ** 31]]]), code: 'malformed' },
  ]);

  test('after a range past their clock was refused, the next words of that person stand', () => {
    const relay = world();
    const { verdict } = relay.take(deletes([BEN_ID, [[5, 100]]]), eve);
    expect(verdict.ok).toBe(false);
    say(relay, BEN_ID, ben, message(BEN, 'next'));
    expect(textsOf(relay.doc)).toContain('next');
  });

  test("another's entry: the refusal names code, rule and place (P14, W8)", () => {
    const { verdict } = world().take(deletes([ANN_ID, [[2, 1]]]), eve);
    expect(verdict).toMatchObject({
      ok: false,
      refusal: { code: 'not-yours', rule: 'P14-own-words', again: 'never', client: ANN_ID, clock: 2 },
    });
  });

  test('one who may delete own entries and not mark clears no mark of theirs', () => {
    const relay = world();
    const rights = { ...WRITER, mark: denied('P13-chat-closed') };
    expect(relay.take(deletes([BEN_ID, [[4, 1]]]), { account: BEN, rights }).verdict).toMatchObject({
      ok: false,
      refusal: { code: 'denied', rule: 'P13-chat-closed' },
    });
    expect(relay.take(deletes([BEN_ID, [[0, 1]]]), { account: BEN, rights }).verdict.ok).toBe(true);
  });

  test('own entries and marks, and for a moderator those of others', () => {
    const relay = world();
    expect(relay.take(deletes([BEN_ID, [[0, 1], [4, 1]]]), ben).out).not.toBeNull();
    expect(relay.doc.getMap(MARKS).has(BENS_KEY)).toBe(false);
    expect(relay.take(deletes([ANN_ID, [[0, 4]]]), { account: EVE, rights: MODERATOR }).out).not.toBeNull();
    expect(textsOf(relay.doc)).toEqual(['ben 1', 'ben 2', 'ben 3', 'hi']);
  });

  test("a mark is its key's owner's, whoever wrote it: here the relay", () => {
    const relay = world();
    relay.doc.getMap(MARKS).set(`-|${EVE}|delivered`, { entry: entryIdOf(BEN) });
    const update = deletes([relay.doc.clientID, [[0, 1]]]);
    expect(relay.take(update, ben).verdict).toMatchObject({ ok: false, refusal: { code: 'not-yours' } });
    expect(relay.take(update, eve).out).not.toBeNull();
  });

  test('what is deleted already is nothing, for anybody (G11)', () => {
    const relay = world();
    expect(relay.take(deletes([BEN_ID, [[0, 2]]]), ben).out).not.toBeNull();
    const { verdict } = relay.take(deletes([BEN_ID, [[0, 2]]]), { account: EVE, rights: READER }, true);
    expect(verdict).toMatchObject({ ok: true, noop: true });
  });

  test('a sync step 2 repeats more known deletes than an update may hold; new ones are counted (G6, G11)', () => {
    const limits = { maxDeleteRanges: 2 };
    const relay = world(limits);
    for (let turn = 0; turn < 8; turn += 1) say(relay, EVE_ID, eve, message(EVE, `new ${turn}`));
    const every = deletes([EVE_ID, [[1, 1], [3, 1], [5, 1]]]);
    expect(relay.judge(deletes([EVE_ID, [[1, 1], [3, 1]]]), eve, true)).toMatchObject({ ok: true, noop: false });
    expect(relay.take(every, eve).verdict).toMatchObject({ ok: false, refusal: { code: 'too-large' } });
    expect(relay.take(every, eve, true).verdict).toMatchObject({ ok: false, refusal: { code: 'too-large' } });
    change(relay, EVE_ID, eve, (doc) => doc.getArray(ENTRIES).delete(9, 1));
    change(relay, EVE_ID, eve, (doc) => doc.getArray(ENTRIES).delete(10, 1));
    expect(relay.take(every, eve, true).verdict).toMatchObject({ ok: true, noop: false });
    expect(relay.take(every, eve, true).verdict).toMatchObject({ ok: true, noop: true });
  });
});
