import { describe, expect, test } from 'vitest';
import { WIRE } from '#shared/limits.ts';
import { createDice } from '#shared/testing/dice.ts';
import { BACKOFF, backoffMs } from './come-back.ts';
import { next, RESTING, wakeAtMs, type ConnectionEvent, type ConnectionState } from './connection.ts';

const NOW = 1_000_000;
const at = (nowMs: number, jitter = 0.5) => ({ nowMs, jitter });

const STATES = {
  resting: RESTING,
  dialing: { at: 'dialing', attempt: 2, giveUpAtMs: NOW + 10 },
  greeting: { at: 'greeting', attempt: 2, giveUpAtMs: NOW + 10 },
  live: { at: 'live', attempt: 2, sinceMs: NOW - 60_000, heardAtMs: NOW, pingAtMs: NOW + 10, answerByMs: null },
  waiting: { at: 'waiting', attempt: 2, retryAtMs: NOW + 10, because: 'lost' },
  refused: { at: 'refused', because: 'signed-out' },
} as const satisfies Record<ConnectionState['at'], ConnectionState>;

const EVENTS = {
  connect: { type: 'connect' },
  rest: { type: 'rest' },
  opened: { type: 'opened' },
  welcomed: { type: 'welcomed', protocol: 1 },
  'welcomed-newer': { type: 'welcomed', protocol: 2 },
  heard: { type: 'heard' },
  'closed-1006': { type: 'closed', code: 1006 },
  'closed-4401': { type: 'closed', code: 4401 },
  'closed-4429': { type: 'closed', code: 4429 },
  'closed-4503': { type: 'closed', code: 4503 },
  'signed-out': { type: 'signed-out' },
  'hint-online': { type: 'hint', hint: 'online' },
  'hint-offline': { type: 'hint', hint: 'offline' },
  'hint-visible': { type: 'hint', hint: 'visible' },
  'woke-early': { type: 'woke' },
  'woke-due': { type: 'woke' },
} as const satisfies Record<string, ConnectionEvent>;

/** `=`: the very same state and nothing to do. Otherwise the new state, what it is because of, and the effects. */
const TABLE: Record<keyof typeof STATES, Record<keyof typeof EVENTS, string>> = {
  resting: {
    connect: 'dialing +dial', rest: '=', opened: '=', welcomed: '=', 'welcomed-newer': '=', heard: '=',
    'closed-1006': '=', 'closed-4401': '=', 'closed-4429': '=', 'closed-4503': '=', 'signed-out': 'refused signed-out',
    'hint-online': '=', 'hint-offline': '=', 'hint-visible': '=', 'woke-early': '=', 'woke-due': '=',
  },
  dialing: {
    connect: 'dialing', rest: 'resting +hang-up', opened: 'greeting', welcomed: '=', 'welcomed-newer': '=', heard: '=',
    'closed-1006': 'waiting unreachable +check-session', 'closed-4401': 'refused signed-out',
    'closed-4429': 'waiting crowded +check-session', 'closed-4503': 'waiting relay-down +check-session',
    'signed-out': 'refused signed-out +hang-up', 'hint-online': 'dialing', 'hint-offline': '=', 'hint-visible': '=',
    'woke-early': '=', 'woke-due': 'waiting unreachable +hang-up',
  },
  greeting: {
    connect: 'greeting', rest: 'resting +hang-up', opened: '=', welcomed: 'live', 'welcomed-newer': 'refused protocol +hang-up',
    heard: '=', 'closed-1006': 'waiting lost', 'closed-4401': 'refused signed-out', 'closed-4429': 'waiting crowded',
    'closed-4503': 'waiting relay-down', 'signed-out': 'refused signed-out +hang-up', 'hint-online': 'greeting',
    'hint-offline': '=', 'hint-visible': '=', 'woke-early': '=', 'woke-due': 'waiting silent +hang-up',
  },
  live: {
    connect: 'live +ping', rest: 'resting +hang-up', opened: '=', welcomed: '=', 'welcomed-newer': '=', heard: 'live',
    'closed-1006': 'waiting lost', 'closed-4401': 'refused signed-out', 'closed-4429': 'waiting crowded',
    'closed-4503': 'waiting relay-down', 'signed-out': 'refused signed-out +hang-up', 'hint-online': 'live +ping',
    'hint-offline': 'live +ping', 'hint-visible': 'live +ping', 'woke-early': '=', 'woke-due': 'live +ping',
  },
  waiting: {
    connect: 'dialing +dial', rest: 'resting', opened: '=', welcomed: '=', 'welcomed-newer': '=', heard: '=',
    'closed-1006': '=', 'closed-4401': '=', 'closed-4429': '=', 'closed-4503': '=', 'signed-out': 'refused signed-out',
    'hint-online': 'dialing +dial', 'hint-offline': '=', 'hint-visible': 'dialing +dial', 'woke-early': '=',
    'woke-due': 'dialing +dial',
  },
  refused: {
    connect: 'dialing +dial', rest: 'resting', opened: '=', welcomed: '=', 'welcomed-newer': '=', heard: '=',
    'closed-1006': '=', 'closed-4401': '=', 'closed-4429': '=', 'closed-4503': '=', 'signed-out': '=',
    'hint-online': '=', 'hint-offline': '=', 'hint-visible': '=', 'woke-early': '=', 'woke-due': '=',
  },
};

const names = <Key extends string>(record: Record<Key, unknown>): Key[] => Object.keys(record) as Key[];

describe.each(names(TABLE))('%s', (state) => {
  test.each(names(EVENTS))('on %s', (event) => {
    const before = STATES[state];
    const { state: after, effects } = next(before, EVENTS[event], at(event === 'woke-due' ? NOW + 10 : NOW + 1));
    const because = 'because' in after ? ` ${after.because}` : '';
    const written = [`${after.at}${because}`, ...effects.map((effect) => `+${effect.do}`)].join(' ');
    expect(after === before && effects.length === 0 ? '=' : written).toBe(TABLE[state][event]);
  });
});

test('F12 the back-off doubles from 1 s to 30 s, the last quarter by lot', () => {
  expect([0, 1, 2, 3, 4, 5, 60].map((attempt) => backoffMs(attempt, 1))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
  expect(backoffMs(0, 0)).toBe(750);
});

/** When a thousand devices dial, with a relay that says goodbye at 0 and serves again from `servesAtMs`, in ms. */
function herd(servesAtMs: number): { readonly came: readonly number[]; readonly dialled: readonly number[] } {
  const came: number[] = [];
  const dialled: number[] = [];
  const dice = createDice(servesAtMs);
  const jitter = (): number => dice.below(256) / 256; // as coarse as the hub's own lot
  for (let device = 0; device < 1_000; device += 1) {
    const live: ConnectionState = { ...STATES.live, attempt: 0, sinceMs: -60_000 };
    let { state } = next(live, EVENTS['closed-4503'], { nowMs: 0, jitter: jitter() });
    for (;;) {
      const nowMs = wakeAtMs(state) ?? Infinity;
      ({ state } = next(state, { type: 'woke' }, { nowMs, jitter: jitter() }));
      dialled.push(nowMs);
      if (nowMs >= servesAtMs) {
        came.push(nowMs);
        break;
      }
      ({ state } = next(state, EVENTS['closed-1006'], { nowMs, jitter: jitter() }));
    }
  }
  return { came, dialled };
}

/** The most of these moments that lie within one second. */
function mostInASecond(moments: readonly number[]): number {
  const sorted = moments.toSorted((a, b) => a - b);
  let from = 0;
  let most = 0;
  sorted.forEach((moment, upTo) => {
    while (moment - (sorted[from] ?? moment) >= 1_000) from += 1;
    most = Math.max(most, upTo - from + 1);
  });
  return most;
}

test.each([0, 1_500, 2_500, 4_000, 7_000, 12_000, 20_000, 40_000])(
  'A5, B2 a thousand devices are back within 9 s of a relay that was away for %i ms, at most 200 of them in any second',
  (servesAtMs) => {
    const { came, dialled } = herd(servesAtMs);
    expect(came).toHaveLength(1_000);
    expect(Math.max(...came) - servesAtMs).toBeLessThanOrEqual(9_000);
    expect(mostInASecond(dialled)).toBeLessThanOrEqual(200);
  },
);

test('A5 a relay that stays away is asked ever more rarely', () => {
  const waits: number[] = [];
  let { state } = next(STATES.live, EVENTS['closed-4503'], at(0));
  for (let nowMs = 0; waits.length < 9; ) {
    const wakeMs = wakeAtMs(state) ?? Infinity;
    waits.push(wakeMs - nowMs);
    nowMs = wakeMs;
    ({ state } = next(state, { type: 'woke' }, at(nowMs)));
    ({ state } = next(state, EVENTS['closed-1006'], at(nowMs)));
  }
  expect(waits).toEqual([4_500, 8_000, 8_000, 8_000, 8_000, 8_000, 26_250, 26_250, 26_250]);
});

test('asked for by the person, or on a new network, the back-off begins anew; by a mere look it does not', () => {
  const attempt = (event: keyof typeof EVENTS) => {
    const { state } = next(STATES.waiting, EVENTS[event], at(NOW));
    return state.at === 'dialing' ? state.attempt : null;
  };
  expect([attempt('connect'), attempt('hint-online'), attempt('hint-visible')]).toEqual([0, 0, 2]);
});

test('a connection that breaks right away does not start the back-off anew; one that held does', () => {
  const attemptAfter = (sinceMs: number) => {
    const { state } = next({ ...STATES.live, sinceMs }, EVENTS['closed-1006'], at(NOW));
    return state.at === 'waiting' ? state.attempt : null;
  };
  expect(attemptAfter(NOW - 100)).toBe(3);
  expect(attemptAfter(NOW - BACKOFF.steadyAfterMs)).toBe(0);
});

test('B2 however often it was cut before, a device is back within ten seconds once nothing cuts it any more', () => {
  let state: ConnectionState = { ...STATES.live, attempt: 0, sinceMs: 0 };
  for (let nowMs = 1_000, cut = 0; cut < 20; cut += 1) {
    ({ state } = next(state, EVENTS['closed-1006'], at(nowMs, 0.999)));
    // The network is still gone at the first try, and there at the second.
    for (const event of ['closed-1006', 'opened'] as const) {
      const wakeMs = wakeAtMs(state) ?? Infinity;
      expect(wakeMs - nowMs).toBeLessThan(9_500);
      nowMs = wakeMs;
      ({ state } = next(state, { type: 'woke' }, at(nowMs, 0.999)));
      ({ state } = next(state, EVENTS[event], at(nowMs, 0.999)));
    }
    ({ state } = next(state, EVENTS.welcomed, at(nowMs, 0.999)));
    nowMs += 1_000;
  }
});

test('silence ends a connection, and a hint only shortens the time to prove it alive', () => {
  const live: ConnectionState = { ...STATES.live, heardAtMs: NOW, pingAtMs: NOW + WIRE.pingIntervalMs };
  const silent = next(live, EVENTS['woke-due'], at(NOW + WIRE.silenceTimeoutMs));
  expect(silent).toMatchObject({ state: { at: 'waiting', because: 'silent' }, effects: [{ do: 'hang-up' }] });
  const hinted = next(live, EVENTS['hint-offline'], at(NOW)).state;
  expect(wakeAtMs(hinted)).toBe(NOW + WIRE.handshakeTimeoutMs);
  expect(next(hinted, EVENTS['woke-due'], at(NOW + WIRE.handshakeTimeoutMs)).state).toMatchObject({ because: 'silent' });
  expect(wakeAtMs(next(hinted, EVENTS.heard, at(NOW + 1)).state)).toBe(NOW + WIRE.pingIntervalMs);
});
