import { describe, expect, it } from 'vitest';
import { presenceShown, STATUSES, type PresenceFacts } from './presence-shown.ts';

const NOW = 1_000_000;
const facts = (more: Partial<PresenceFacts> = {}): PresenceFacts => ({
  chosen: 'online', connected: true, noChats: false, away: 'no', awayUntilMs: null, awayNote: '', ...more,
});

describe('what others see of a listener being here (F159–F165)', () => {
  it.each([
    ['online', true, 'online', true],
    ['busy', true, 'busy', false],
    ['offline', true, 'offline', false],
    ['online', false, 'offline', false],
    ['busy', false, 'offline', false],
    ['offline', false, 'offline', false],
  ] as const)('F160: chose %s, connected %s: is shown as %s, personal requests %s', (chosen, connected, status, personalRequests) => {
    expect(presenceShown(facts({ chosen, connected }), NOW)).toEqual({ status, personalRequests, noChats: false, onBreak: null });
  });

  it('F160: offline is the same to the last byte whether chosen or truly away', () => {
    const ways = STATUSES.flatMap((chosen) => [true, false].map((connected) => presenceShown(facts({ chosen, connected }), NOW)));
    const offline = ways.filter((shown) => shown?.status === 'offline').map((shown) => JSON.stringify(shown));
    expect(offline).toHaveLength(4);
    expect(new Set(offline).size).toBe(1);
  });

  it('F162: no chats at present takes the personal requests away and says so', () => {
    expect(presenceShown(facts({ noChats: true }), NOW)).toMatchObject({ status: 'online', personalRequests: false, noChats: true });
  });

  it('F164: on a hidden break there is nothing to see, whatever else is so', () => {
    for (const chosen of STATUSES) expect(presenceShown(facts({ chosen, away: 'hidden', awayNote: 'x', awayUntilMs: NOW + 1 }), NOW)).toBeNull();
  });

  it('F165: a break that is said shows its day and note, and nothing of the status behind it', () => {
    const shown = STATUSES.map((chosen) => presenceShown(facts({ chosen, away: 'stated', awayUntilMs: NOW + 1, awayNote: 'Back soon' }), NOW));
    expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(shown[0]).toEqual({ status: 'offline', personalRequests: false, noChats: false, onBreak: { untilMs: NOW + 1, note: 'Back soon' } });
    expect(presenceShown(facts({ away: 'stated', awayUntilMs: NOW }), NOW)?.onBreak).toEqual({ untilMs: null, note: '' });
  });
});
