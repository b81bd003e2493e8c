import { describe, expect, it } from 'vitest';
import type { Guide } from '../../content/library/schema.ts';
import { guideProgress, reached, standing, stopped, tried, tryId, underWay, type GuideProgress } from './progress.ts';

const guide = (id: string): Guide => ({
  id,
  topics: ['sleep'],
  title: id,
  summary: id,
  minutes: 3,
  reviewedOn: '2026-11-22',
  sections: ['one', 'two', 'three'].map((section) => ({ id: section, heading: section, blocks: [{ kind: 'text', text: 'x' }] })),
  whenMore: ['x'],
  sources: [],
  paths: [],
  meditations: [],
});

describe('F111, F236: private progress in a guide', () => {
  it('a section is read once, and keeps the first time', () => {
    const once = reached(null, ['one'], 10);
    expect(once?.read).toEqual({ one: 10 });
    expect(reached(once, ['one'], 20)).toBe(once);
    expect(reached(once, ['one', 'two'], 20)?.read).toEqual({ one: 10, two: 20 });
    expect(reached(null, [], 10)).toBeNull();
  });

  it('the place is kept, and whoever only looked at the beginning has not begun', () => {
    expect(stopped(null, null, 10)).toBeNull();
    const there = stopped(null, { section: 'two', share: 0.5 }, 10);
    expect(there?.place).toEqual({ section: 'two', share: 0.5 });
    expect(stopped(there, null, 20)?.place).toBeNull();
  });

  it('something tried has its date, and the mark can be taken back', () => {
    const done = tried(tried(null, tryId('one', 0), true, 10), tryId('two', 1), true, 20);
    expect(done.tried).toEqual({ 'one/0': 10, 'two/1': 20 });
    expect(tried(done, 'one/0', false, 30).tried).toEqual({ 'two/1': 20 });
  });

  it('what is kept fits the schema, also after a way through JSON', () => {
    const all = tried(stopped(reached(null, ['one'], 10), { section: 'two', share: 1 }, 11), 'one/0', true, 12);
    expect(guideProgress.parse(JSON.parse(JSON.stringify(all)))).toEqual(all);
  });

  it.each<[string, GuideProgress | null, number, string | null]>([
    ['nothing begun', null, 0, null],
    ['only tried something', tried(null, 'one/0', true, 1), 0, null],
    ['stopped in the second', stopped(null, { section: 'two', share: 0.2 }, 1), 0, 'two'],
    ['read the first', reached(null, ['one'], 1), 1, 'two'],
    ['read all', stopped(reached(null, ['one', 'two', 'three'], 1), { section: 'three', share: 0.2 }, 2), 3, null],
    ['stopped where there is no section any more', stopped(null, { section: 'gone', share: 0 }, 1), 0, null],
  ])('%s', (_title, progress, read, next) => {
    expect(standing(guide('g'), progress)).toEqual({ read, of: 3, next });
  });

  it('what is under way comes latest first', () => {
    const kept = new Map([
      ['a', reached(null, ['one'], 10)!],
      ['b', reached(null, ['one'], 30)!],
      ['c', reached(null, ['one', 'two', 'three'], 40)!],
    ]);
    expect(underWay(['a', 'b', 'c', 'd'].map(guide), kept).map((one) => one.guide.id)).toEqual(['b', 'a']);
  });
});
