import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import type { AccountId } from '#shared/ids.ts';
import { Device } from './testing/device.ts';
import { ANN, BEN, EVE, MEG, entryIdOf, message, MODERATOR, NOW_MS, READER, TestRelay, WRITER } from './testing/relay.ts';
import { randomTraffic } from './testing/traffic.ts';
import { hasPending } from './yjs-internals.ts';

let relay: TestRelay;
let devices: Device[];
beforeEach(() => {
  relay = new TestRelay();
  devices = [];
});
const device = (account: AccountId, rights = WRITER): Device => new Device(relay, devices, account, rights);
const length = (): number => relay.doc.getArray(ENTRIES).length;
const contents = (doc: Y.Doc): unknown => ({ entries: doc.getArray(ENTRIES).toJSON(), marks: doc.getMap(MARKS).toJSON() });

/** Nothing refused, nothing pending, and everybody sees the same. */
function expectAgreement(): void {
  for (const each of devices) {
    each.pull();
    expect(each.refused).toEqual([]);
    expect(contents(each.doc)).toEqual(contents(relay.doc));
  }
  expect(hasPending(relay.doc)).toBe(false);
}

describe('GATE, What must still pass', () => {
  test('live pushes by several accounts and devices', () => {
    const [ann, annToo, ben] = [device(ANN), device(ANN), device(BEN)];
    for (let turn = 0; turn < 51; turn += 1) [ann, ben, annToo][turn % 3]!.say(`message ${turn}`);
    expect(length()).toBe(51);
    expect([ann, annToo, ben].map(({ doc }) => relay.owners.ownerOf(doc.clientID))).toEqual([ANN, ANN, BEN]);
    expectAgreement();
  });

  test('several entries in one push and in one transaction, with marks between them', () => {
    const ann = device(ANN);
    ann.entries.push([message(ANN), message(ANN), message(ANN)]);
    ann.doc.transact(() => {
      for (let turn = 0; turn < 50; turn += 1) {
        ann.say('x');
        ann.mark('read', { entry: entryIdOf(BEN) });
        ann.mark('delivered', { entry: entryIdOf(BEN) });
      }
    });
    expect(length()).toBe(53);
    expectAgreement();
  });

  test('an offline batch one by one, and merged', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.say('1');
    ann.online = false;
    for (const words of ['2', '3']) ann.say(words);
    for (const words of ['x', 'y']) ben.say(words);
    ann.say('4');
    const merged = Y.mergeUpdates(ann.queue.splice(0));
    ann.online = true;
    ann.pull();
    expect(ann.send(merged).ok).toBe(true);
    expectAgreement();
    ann.online = false;
    for (const words of ['5', '6']) ann.say(words);
    ann.online = true;
    ann.flush();
    expect(length()).toBe(8);
    expectAgreement();
  });

  test('an offline batch as sync step 2 with known structs and the whole delete set', () => {
    const [ann, ben, meg] = [device(ANN), device(BEN), device(MEG, MODERATOR)];
    for (let turn = 0; turn < 20; turn += 1) [ann, ben][turn % 2]!.say(`message ${turn}`);
    meg.entries.delete(3, 5); // Ann hears of deletes of Ben's entries, which she may not make herself
    ann.online = false;
    for (const words of ['offline 1', 'offline 2']) ann.say(words);
    ben.say('meanwhile');
    ann.online = true;
    ann.pull();
    ann.queue = [];
    expect(ann.send(Y.encodeStateAsUpdate(ann.doc), true)).toMatchObject({ ok: true, noop: false });
    expect(length()).toBe(18);
    expect(ann.send(Y.encodeStateAsUpdate(ann.doc), true)).toMatchObject({ ok: true, noop: true });
    expectAgreement();
  });

  test('a resent update whose one item holds known and new entries', () => {
    const ann = device(ANN);
    for (const words of ['1', '2']) ann.say(words);
    ann.online = false;
    for (const words of ['3', '4']) ann.say(words);
    const whole = Y.encodeStateAsUpdate(ann.doc);
    expect(Y.decodeUpdate(whole).structs).toHaveLength(1);
    expect(ann.send(whole, true).ok).toBe(true);
    expect(length()).toBe(4);
  });

  test('tombstones and GC structs of what was made and removed offline (G11)', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.say('keep');
    ben.say('hello');
    ann.online = false;
    ann.say('oops');
    ann.entries.delete(ann.entries.length - 1, 1);
    ann.doc.getArray(ENTRIES).push([new Y.Map([['nested', 1]])]);
    ann.entries.delete(ann.entries.length - 1, 1);
    for (let turn = 0; turn < 3; turn += 1) ann.mark('read', { entry: entryIdOf(BEN) });
    ann.say('after');
    const kinds = new Set(Y.decodeUpdate(Y.encodeStateAsUpdate(ann.doc)).structs.map((struct) => struct.constructor));
    expect(kinds).toContain(Y.GC);
    expect(ann.sync().ok).toBe(true);
    expect(length()).toBe(3);
    expectAgreement();
  });

  test("own deletes from another device; a moderator's deletes", () => {
    const [ann, annToo, meg] = [device(ANN), device(ANN), device(MEG, MODERATOR)];
    for (const words of ['1', '2', '3']) ann.say(words);
    ann.mark('read', { entry: entryIdOf(BEN) });
    annToo.entries.delete(0, 1);
    annToo.marks.delete(`-|${ANN}|read`);
    meg.entries.delete(0, 2);
    expect(length()).toBe(0);
    expectAgreement();
  });

  test('appends after trailing tombstones', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.say('1');
    ben.say('2');
    ben.entries.delete(1, 1);
    ann.say('3');
    ben.say('4');
    ben.entries.delete(2, 1);
    ann.entries.delete(0, 2);
    ben.say('5');
    expect(length()).toBe(1);
    expectAgreement();
  });

  test('overwriting own keys from two devices at once', () => {
    const [ann, annToo, ben] = [device(ANN), device(ANN), device(BEN)];
    const id = entryIdOf(BEN);
    ann.mark('heart', 1, id);
    ann.online = false;
    annToo.online = false;
    ann.mark('read', { entry: id });
    annToo.mark('read', { entry: entryIdOf(BEN) });
    annToo.mark('read', { entry: entryIdOf(BEN) });
    annToo.marks.delete(`${id}|${ANN}|heart`);
    expect(ann.sync().ok).toBe(true);
    expect(annToo.sync().ok).toBe(true);
    ben.mark('heart', 1, id);
    ben.marks.delete(`${id}|${BEN}|heart`);
    ben.mark('heart', 1, id);
    expectAgreement();
  });

  test('several client ids of one account in one update, referring to each other', () => {
    const [ann, annToo] = [device(ANN), device(ANN)];
    ann.online = false;
    annToo.online = false;
    for (let turn = 0; turn < 20; turn += 1) {
      const [from, to] = turn % 2 === 0 ? [ann, annToo] : [annToo, ann];
      from.say(`message ${turn}`);
      to.hear(Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)));
    }
    expect(annToo.sync()).toMatchObject({ ok: true, fresh: expect.any(Array) });
    expect(ann.sync().ok).toBe(true);
    expect(length()).toBe(20);
    expectAgreement();
  });

  test('two who write at once without having heard each other', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.say('hello');
    ann.online = false;
    ben.online = false;
    for (let turn = 0; turn < 30; turn += 1) [ann, ben][turn % 2]!.say(`message ${turn}`);
    ann.online = true;
    ann.flush();
    ben.online = true;
    ben.flush();
    expect(length()).toBe(31);
    expectAgreement();
  });

  test('a reader who merely syncs; and what the reader writes is refused', () => {
    const [ann, reader] = [device(ANN), device(EVE, READER)];
    ann.say('1');
    ann.entries.delete(0, 1);
    ann.say('2');
    expect(reader.sync()).toMatchObject({ ok: true, noop: true, fresh: [] });
    expect(reader.send(Y.encodeStateAsUpdate(reader.doc), true)).toMatchObject({ ok: true, noop: true });
    expect(reader.send(Uint8Array.of(0, 0), true)).toMatchObject({ ok: true, noop: true });
    reader.online = false;
    reader.say('no');
    expect(reader.send(reader.queue[0]!)).toMatchObject({ ok: false, refusal: { code: 'denied' } });
  });

  test('updates of one tick, judged one by one and applied in one Yjs transaction', () => {
    const [ann, ben] = [device(ANN), device(BEN)];
    ann.say('before');
    ann.online = false;
    ben.online = false;
    for (const words of ['1', '2']) ann.say(words);
    ann.entries.delete(0, 1);
    ann.mark('read', { entry: entryIdOf(BEN) });
    ann.mark('read', { entry: entryIdOf(BEN) });
    for (const words of ['3', '4']) ben.say(words);
    relay.doc.transact(() => {
      for (const each of [ann, ben]) for (const update of each.queue.splice(0)) expect(each.send(update).ok).toBe(true);
    });
    for (const each of [ann, ben]) each.online = true;
    expect(length()).toBe(4);
    expectAgreement();
  });

  test('dates at the very edges', () => {
    const ann = device(ANN);
    ann.entries.push([message(ANN, 'ahead', { at: NOW_MS + 60_000 }), message(ANN, 'behind', { at: NOW_MS - 600_000 })]);
    expect(length()).toBe(2);
    expectAgreement();
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'random traffic of four devices with disconnects converges, and nothing is refused (seed %i)',
    (seed) => {
      const traffic = randomTraffic(seed, 250);
      expect(traffic.refused).toEqual([]);
      for (const replica of traffic.replicas) expect(contents(replica)).toEqual(contents(traffic.relay.doc));
      expect(hasPending(traffic.relay.doc)).toBe(false);
    },
  );
});
