import { expect, test } from 'vitest';
import { chartOf, heightOf } from './chart.ts';
import { levelNear, newestFirst, weeksUntil, type MoodMark } from './mood.ts';

const MONDAY = 1;
const at = (month: number, day: number, hour = 12): number => new Date(2026, month - 1, day, hour).getTime();
const mark = (atMs: number, mood: MoodMark['mood'], energy: MoodMark['energy'] = null): MoodMark => ({ atMs, mood, energy, words: '' });
const box = { width: 600, height: 200, margin: 20, mirrored: false };

test('weeks up to this one, each with the middle of its marks; a week without a mark says nothing', () => {
  const marks = [mark(at(11, 2), 1, 2), mark(at(11, 4), 4), mark(at(11, 8), 5), mark(at(11, 22), 2), mark(at(10, 1), 1)];
  expect(weeksUntil(marks, at(11, 22), 3, MONDAY)).toEqual([
    { start: '2026-11-02', marks: 3, mood: 4, energy: 2 },
    { start: '2026-11-09', marks: 0, mood: null, energy: null },
    { start: '2026-11-16', marks: 1, mood: 2, energy: null },
  ]);
});

test('several marks on one day all count, and an even number has its middle between two', () => {
  const [week] = weeksUntil([mark(at(11, 22, 8), 1), mark(at(11, 22, 20), 4)], at(11, 22), 1, MONDAY);
  expect(week).toMatchObject({ marks: 2, mood: 2.5 });
});

test.each([[1, 1], [1.5, 2], [2.5, 3], [3, 3], [3.5, 3], [4.5, 4], [5, 5]])('the words for %d are those of %d', (middle, level) => {
  expect(levelNear(middle)).toBe(level);
});

test('newest first', () => {
  const kept = [mark(1, 1), mark(3, 2), mark(2, 3)].map((value, index) => ({ id: String(index), value }));
  expect(newestFirst(kept).map(({ value }) => value.atMs)).toEqual([3, 2, 1]);
});

test('the chart: dots in their place, a band over each week with a mark, nothing where there was none', () => {
  const marks = [mark(at(11, 2, 0), 5), mark(at(11, 22), 1)];
  const weeks = weeksUntil(marks, at(11, 22), 4, MONDAY);
  const chart = chartOf(marks, weeks, 'mood', box);
  expect(weeks[0]?.start).toBe('2026-10-26');
  expect(chart.dots[0]?.x).toBeCloseTo(150, 0);
  expect(chart.dots.map(({ y }) => y)).toEqual([heightOf(5, box), heightOf(1, box)]);
  expect(chart.bands.map(({ from, to, y }) => [Math.round(from), Math.round(to), y])).toEqual([
    [150, 300, heightOf(5, box)],
    [450, 600, heightOf(1, box)],
  ]);
});

test('from right to left, time does so too; what was not marked has no dot', () => {
  const marks = [mark(at(11, 16, 0), 3)];
  const weeks = weeksUntil(marks, at(11, 22), 1, MONDAY);
  expect(chartOf(marks, weeks, 'mood', { ...box, mirrored: true }).dots[0]?.x).toBe(600);
  expect(chartOf(marks, weeks, 'energy', box).dots).toEqual([]);
});
