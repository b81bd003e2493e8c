import { describe, expect, it } from 'vitest';
import { newId, type AccountId } from '../ids.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { apart, CHANNELS, doorsOf, meetings, opens, type MeetingCell } from './meeting.ts';
import { MEETING_CELLS } from './meeting.golden.ts';

const random = seededRandom(2);
const accounts = { from: newId<AccountId>(random), to: newId<AccountId>(random) };
const CELLS = [...meetings()];
const ways = (cell: MeetingCell): string[] => doorsOf(cell.channel).filter((door) => opens(cell, door, accounts));
const told = (cells: readonly MeetingCell[]): string[] =>
  cells.flatMap((cell) => ways(cell).map((door) => `${cell.from} reaches ${cell.to}: ${door}`));

describe('who may reach whom (D2)', () => {
  it('is asked of all 19 × 19 pairs of actors on 6 channels', () => {
    expect(CELLS.length).toBe(2_166);
    expect(CELLS.filter((cell) => apart(cell) === 'teen-and-adult').length).toBe(6 * 2 * 3 * 13);
  });

  it('F084: there is no way between a teen and an adult', () => {
    expect(told(CELLS.filter((cell) => apart(cell) === 'teen-and-adult'))).toEqual([]);
  });

  it('P3: there is no way to or from somebody who has not said their age', () => {
    expect(told(CELLS.filter((cell) => apart(cell) === 'of-no-age'))).toEqual([]);
  });

  it('F085: the one way across is to a cleared adult listener, and theirs to whom they may meet', () => {
    const across = CELLS.filter((cell) => apart(cell) === 'cleared' && ways(cell).length > 0);
    expect(across.length).toBeGreaterThan(0);
    expect(across.every(({ from, to }) => [from, to].includes('listener-cleared'))).toBe(true);
  });

  it('how many pairs each channel is open to changes in the golden file alone', () => {
    const open = (cells: readonly MeetingCell[]): number => cells.filter((cell) => ways(cell).length > 0).length;
    const counts = CHANNELS.map((channel) => {
      const all = CELLS.filter((cell) => cell.channel === channel);
      return [channel, { open: open(all), cleared: open(all.filter((cell) => apart(cell) === 'cleared')) }];
    });
    expect(Object.fromEntries(counts)).toEqual(MEETING_CELLS);
  });
});
