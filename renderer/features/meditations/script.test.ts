import { describe, expect, it } from 'vitest';
import { readShelf } from '../../content/library/library.ts';
import { LIBRARY_LANGUAGES } from '../../content/library/schema.ts';
import { at, clockText, lengthMs, minutesOf, stepFrom } from './script.ts';

const all = await readShelf('meditations', 'en');
const two = all.find(({ id }) => id === 'two-minutes')!;

describe('a meditation after so long (F113)', () => {
  it('there are at least 12, in both languages', async () => {
    for (const language of LIBRARY_LANGUAGES) expect((await readShelf('meditations', language)).length).toBeGreaterThanOrEqual(12);
  });

  it('shows nothing before the first words, then each from its second until the next', () => {
    expect(at(two, 0)).toMatchObject({ line: -1, text: '' });
    expect(at(two, 2_999).line).toBe(-1);
    expect(at(two, 3_000).line).toBe(0);
    expect(at(two, 16_999).line).toBe(0);
    expect(at(two, 17_000).text).toContain('Look at one thing');
    expect(at(two, lengthMs(two)).line).toBe(two.script.length - 1);
  });

  it('the breath begins and ends at its own seconds', () => {
    expect(at(two, 44_999).breath).toBeNull();
    expect(at(two, 45_000).breath).toMatchObject({ phase: 'in', round: 1, count: 1 });
    expect(at(two, 45_000 + 7 * 9_000 - 1).breath).toMatchObject({ phase: 'out', round: 7 });
    expect(at(two, 45_000 + 7 * 9_000).breath).toBeNull();
  });

  it('every line of every meditation comes up, in order, looked at once a second', () => {
    for (const meditation of all) {
      const lines = Array.from({ length: meditation.seconds + 1 }, (_, second) => at(meditation, second * 1_000).line);
      expect([...new Set(lines)].filter((line) => line >= 0)).toEqual(meditation.script.map((_, line) => line));
    }
  });

  it('steps by the script: on to the next words, back to where these began, or to those before', () => {
    expect(stepFrom(two, 0, 1)).toBe(3_000);
    expect(stepFrom(two, 20_000, 1)).toBe(31_000);
    expect(stepFrom(two, 115_000, 1)).toBe(115_000);
    expect(stepFrom(two, 25_000, -1)).toBe(17_000);
    expect(stepFrom(two, 18_000, -1)).toBe(3_000);
    expect(stepFrom(two, 4_000, -1)).toBe(0);
  });

  it('says time as people do', () => {
    expect(clockText(185_000, 'en')).toBe('3:05');
    expect(clockText(0, 'es')).toBe('0:00');
    expect(minutesOf(all.find(({ id }) => id === 'the-wave')!)).toBe(7);
  });
});
