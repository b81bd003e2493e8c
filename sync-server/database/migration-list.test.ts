import { describe, expect, it } from 'vitest';
import { describeList, listFault, type AppliedMigration, type ListFault } from './migration-list.ts';

const OURS = ['0001-first', '0002-second', '0004-fourth-one', '0007-last'];

const list = (...names: unknown[]): AppliedMigration[] => names.map((name, at) => ({ name, timestamp: `2026-01-01T00:00:00.00${at}Z` }));
const changed = (at: number, name: unknown): unknown[] => OURS.with(at, name as string);

describe('what a store has had (A7, A9)', () => {
  it.each([[[]], [OURS.slice(0, 1)], [OURS.slice(0, 3)], [OURS], [OURS.toReversed()]])('%j is ours', (names) => {
    expect(listFault(list(...names.toSorted()), OURS.toReversed())).toBe(null);
  });

  it.each<[ListFault, string, unknown[]]>([
    ['newer', 'all of ours and one more', [...OURS, '0008-more']],
    ['newer', 'all of ours and several more', [...OURS, '0009-more', '0012-and-more']],
    ['damaged', 'a byte of a name in the middle', changed(1, '0002-secpnd')],
    ['damaged', 'a name in the middle that became a later one', changed(1, '0102-second')],
    ['damaged', 'a byte of the last name, which sorts before it', changed(3, '0007-lasp')],
    ['damaged', 'a byte of the last name, which sorts behind it', changed(3, '0007-lasv')],
    ['damaged', 'a byte that no name has', changed(3, '0007-l\u0001st')],
    ['damaged', 'something that is no text', changed(2, null)],
    ['damaged', 'a byte of the last name of an older store', ['0001-first', '0002-secont']],
    ['damaged', 'a row in the middle that is gone', ['0001-first', '0004-fourth-one']],
    ['newer-or-damaged', 'all of ours and one of another form', [...OURS, '0008-m\u0001re']],
    ['newer-or-damaged', 'all of ours and one that stands before the last', [...OURS, '0003-third']],
    ['newer-or-damaged', 'a newer one with a byte of ours changed', [...changed(1, '0002-secpnd'), '0008-more']],
  ])('%s: %s', (fault, _what, names) => {
    expect(listFault(list(...names), OURS)).toBe(fault);
  });

  it('dates say nothing once all was done, and where something is left to do they must be in order', () => {
    const [first, second] = list(...OURS) as [AppliedMigration, AppliedMigration];
    expect(listFault(list(...OURS).with(1, { ...second, timestamp: '2\u000126' }), OURS)).toBe(null);
    expect(listFault([first, { ...second, timestamp: '2\u000126' }], OURS)).toBe('damaged');
    expect(listFault([first, { ...second, timestamp: '1026-01-01T00:00:00.001Z' }], OURS)).toBe('damaged');
  });

  it('is described without a character that a terminal would obey', () => {
    expect(describeList(list(...changed(3, '0007-l\u001bst')), OURS)).toBe(
      'the list of what was done to the store has "0007-l?st", which this Samovar does not know, and lacks 0007-last',
    );
  });
});
