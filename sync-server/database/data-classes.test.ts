import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHAPES } from '#shared/documents/shapes.ts';
import { DATA_CLASSES, DOCUMENT_CLASSES } from './data-classes.ts';
import { IN_MEMORY, openDatabase, type Database } from './open.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ file: IN_MEMORY });
});
afterAll(() => database.close());

/** Every column of a fresh store, as `table.column`. */
const stored = async (): Promise<string[]> =>
  (await database.db.introspection.getTables()).flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`));

const classed = Object.entries(DATA_CLASSES).flatMap(([table, { columns }]) => Object.keys(columns).map((column) => `${table}.${column}`));

describe('H1: the classes of the data', () => {
  it('name every column that is stored, and none that is not', async () => {
    // A column that is missing here is one that nobody has said yet whose it is, and what becomes of it.
    expect(classed.toSorted()).toEqual((await stored()).toSorted());
  });

  it('say why and how long of every table', () => {
    for (const [table, { why, kept }] of Object.entries(DATA_CLASSES)) expect([table, why !== '', kept !== '']).toEqual([table, true, true]);
  });

  it('a row that is about somebody is erased, blanked, or names them by an id alone', () => {
    const staying = Object.entries(DATA_CLASSES).filter(([, { erasure }]) => erasure === 'stays').map(([table]) => table);
    // In review: whatever joins these outlives its person, under an id that leads to nobody.
    expect(staying.toSorted()).toEqual(['account_changes', 'audit', 'device_marks', 'document_clients']);
    for (const [table, { of, erasure, blank, columns }] of Object.entries(DATA_CLASSES)) {
      expect([table, erasure === 'none']).toEqual([table, of.length === 0]);
      expect(Object.keys(columns)).toEqual(expect.arrayContaining([...of, ...Object.keys(blank ?? {})]));
    }
  });

  it('no hash, token or salt is told', () => {
    const told = Object.entries(DATA_CLASSES).flatMap(([table, { columns }]) =>
      Object.entries(columns).flatMap(([column, kind]) => (kind === 'told' ? [`${table}.${column}`] : [])));
    expect(told.filter((name) => /hash|salt|token|skeleton/.test(name))).toEqual([]);
  });

  it('name every kind of document, every entry and every mark', () => {
    expect(Object.keys(DOCUMENT_CLASSES).toSorted()).toEqual(Object.keys(SHAPES).toSorted());
    for (const [kind, shape] of Object.entries(SHAPES)) {
      const data = DOCUMENT_CLASSES[kind];
      const [entries, marks] = shape.shape === 'log' ? [Object.keys(shape.entries), Object.keys(shape.marks)] : [[], []];
      expect([kind, Object.keys(data?.entries ?? {}).toSorted(), Object.keys(data?.marks ?? {}).toSorted()])
        .toEqual([kind, entries.toSorted(), marks.toSorted()]);
    }
  });
});
