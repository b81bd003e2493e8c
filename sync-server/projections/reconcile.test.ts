import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { RELAY, type EntryId } from '#shared/ids.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { isLevel, reconcile, type DesiredLog } from './reconcile.ts';

const entry = (name: string, at = 1): LogEntry => ({ id: `relay/${name}` as EntryId, author: RELAY, at, kind: 'x' });
const desired = (names: string, marks: Record<string, unknown> = {}): DesiredLog => ({
  entries: [...names].map((name) => entry(name)),
  marks: new Map(Object.entries(marks)),
});
const apply = (doc: Y.Doc, log: DesiredLog): number => {
  let bytes = 0;
  const count = (update: Uint8Array) => {
    bytes += update.length;
  };
  doc.on('update', count);
  doc.transact(() => reconcile(doc, log));
  doc.off('update', count);
  return bytes;
};
const namesIn = (doc: Y.Doc): string =>
  logRoots(doc)
    .entries.toArray()
    .map((each) => each.id.slice('relay/'.length))
    .join('');

describe('making a document level with the truth', () => {
  it('adds, removes and replaces in place, and keeps the order', () => {
    const doc = new Y.Doc();
    for (const names of ['abc', 'abcd', 'bd', 'xbyd', 'xbydz', 'z', '', 'qrs']) {
      apply(doc, desired(names));
      expect(namesIn(doc)).toBe(names);
    }
  });

  it('replaces an entry whose content changed, at its place', () => {
    const doc = new Y.Doc();
    apply(doc, desired('abc'));
    apply(doc, { entries: [entry('a'), entry('b', 2), entry('c')], marks: new Map() });
    expect(logRoots(doc).entries.toArray().map((each) => each.at)).toEqual([1, 2, 1]);
    expect(namesIn(doc)).toBe('abc');
  });

  it('puts an order right that should never have gone wrong, and drops doubles', () => {
    const doc = new Y.Doc();
    logRoots(doc).entries.push([entry('c'), entry('a'), entry('a'), entry('b')]);
    apply(doc, desired('abc'));
    expect(namesIn(doc)).toBe('abc');
  });

  it('sets, changes and clears marks', () => {
    const doc = new Y.Doc();
    for (const marks of [{ a: { n: 1 } }, { a: { n: 2 }, b: { n: 1 } }, { b: { n: 1 } }, {}]) {
      apply(doc, desired('', marks));
      expect(logRoots(doc).marks.toJSON()).toEqual(marks);
    }
  });

  it('writes nothing where nothing changed, and the difference alone where something did', () => {
    const doc = new Y.Doc();
    const log = desired('abcdefgh', { mark: { with: { name: 'x' }, n: null } });
    apply(doc, log);
    expect(isLevel(doc, log)).toBe(true);
    expect(apply(doc, log)).toBe(0);
    const other = desired('abdefgh', { mark: { with: { name: 'x' }, n: null } });
    expect(isLevel(doc, other)).toBe(false);
    expect(apply(doc, other)).toBeLessThan(40);
  });

  it('from any state to any other, and a second reader sees the same', () => {
    const seed = 20_261_122;
    const random = seededRandom(seed);
    const doc = new Y.Doc();
    const reader = new Y.Doc();
    doc.on('update', (update: Uint8Array) => Y.applyUpdate(reader, update));
    const draw = (): string => {
      const letters = [...random.bytes(random.bytes(1)[0]! % 12)].map((byte) => 'abcdefghijkl'[byte % 12]);
      return [...new Set(letters)].join('');
    };
    for (let round = 0; round < 2_000; round += 1) {
      const names = draw();
      const marks = Object.fromEntries([...draw()].map((key) => [key, random.bytes(1)[0]! % 3]));
      const log = desired(names, marks);
      apply(doc, log);
      expect(isLevel(doc, log), `seed ${seed}, round ${round}`).toBe(true);
      expect(namesIn(reader), `seed ${seed}, round ${round}`).toBe(names);
    }
    expect(logRoots(reader).marks.toJSON()).toEqual(logRoots(doc).marks.toJSON());
  });
});
