import { expect, it } from 'vitest';
import { CHANNELS } from '#shared/policy/meeting.ts';
import { MEETING_CELLS } from '#shared/policy/meeting.golden.ts';
import { runMeetings } from './testing/run-meetings.ts';

it('D2: of 19 × 19 pairs on 6 channels at a whole relay, no teen and no adult reach each other but by a cleared listener', async () => {
  const report = await runMeetings();
  expect(report.differences).toEqual([]);
  expect(report.cells).toBe(2_166);
  expect(report.ways['teen-and-adult']).toBe(0);
  expect(report.ways['of-no-age']).toBe(0);
  expect(report.ways.cleared).toBeGreaterThan(0);
  expect(CHANNELS.filter((channel) => report.byChannel[channel] < MEETING_CELLS[channel].open)).toEqual([]);
}, 300_000);
