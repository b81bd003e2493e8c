import { expect, test } from 'vitest';
import { newEntryId, newId, type AccountId, type EntryId } from '#shared/ids.ts';
import { AGAIN, NOT_KNOWN, REFUSAL_CODES, type HeardRefusal, type RefusalCode } from '#shared/protocol/refusal.ts';
import { EMPTY_LANE, isHeldByRate, MAX_REBASES, nextLane, type Lane, type LaneEffect, type LaneEvent } from './outbox-lane.ts';
import { seeded } from './test-support/virtual-time.ts';

const { random } = seeded(3);
const me = newId<AccountId>(random);
const [a, b, c] = [0, 1, 2].map(() => newEntryId(me, random)) as [EntryId, EntryId, EntryId];

const refusal = (code: RefusalCode, n: number): LaneEvent => ({
  type: 'refusal',
  refusal: { n, code, again: AGAIN[code], detail: '' } satisfies HeardRefusal,
});
const opened = (present: EntryId[], rebuilt = false, step2: number | null = 1, receipted = 0): LaneEvent => ({
  type: 'opened',
  present: new Set(present),
  progress: { sent: step2 ?? 0, step2, receipted },
  rebuilt,
  full: false,
});

/** Runs events; `append` succeeds with the next update number. */
function play(events: LaneEvent[], start: Lane = EMPTY_LANE, budget = 100): { lane: Lane; did: string[] } {
  let lane = start;
  let n = 1;
  const did: string[] = [];
  const apply = (event: LaneEvent): void => {
    if (event.type === 'opened') n = event.progress.sent;
    const step = nextLane(lane, event, budget);
    lane = step.lane;
    for (const effect of step.effects) perform(effect);
  };
  const perform = (effect: LaneEffect): void => {
    did.push('id' in effect ? `${effect.do} ${'abc'[[a, b, c].indexOf(effect.id)]}` : effect.do);
    if (effect.do === 'append') apply({ type: 'appended', id: effect.id, n: (n += 1) });
  };
  events.forEach(apply);
  return { lane, did };
}
const added = (...ids: EntryId[]): LaneEvent[] => ids.map((id) => ({ type: 'added', id }));

test('Order: offline words go out in order, one update each, when the channel is synced', () => {
  expect(play([...added(a, b, c)]).did).toEqual([]);
  expect(play([...added(a, b), opened([])]).did).toEqual(['append a', 'append b']);
});

test('W7 an item leaves on its receipt and not before', () => {
  const { did, lane } = play([...added(a, b), opened([]), { type: 'receipt', count: 2 }]);
  expect(did.at(-1)).toBe('remove a');
  expect(lane.items.map(({ id }) => id)).toEqual([b]);
});

test('an item that is in the document already waits for the receipt of the step 2 and is not written again (B4)', () => {
  expect(play([...added(a), { type: 'loaded', present: new Set([a]) }, opened([a])]).did).toEqual([]);
  expect(play([...added(a), opened([a]), { type: 'receipt', count: 1 }]).did).toEqual(['remove a']);
  // The receipt, or the step 2 itself, may come before the first sync is told.
  expect(play([...added(a), opened([a], false, 1, 1)]).did).toEqual(['remove a']);
  expect(play([...added(a), opened([a], false, null), { type: 'step2-sent', n: 1 }, { type: 'receipt', count: 1 }]).did).toEqual(['remove a']);
});

test('what was delivered and then taken out over there is not said again', () => {
  expect(play([...added(a), { type: 'loaded', present: new Set([a]) }, opened([])]).did).toEqual(['remove a']);
});

test('never: the one in the update is given back once the document is rid of it, the others go out anew', () => {
  const { did } = play([...added(a, b), opened([]), refusal('schema', 2), { type: 'lost' }, opened([], true)]);
  expect(did).toEqual(['append a', 'append b', 'rebuild', 'refuse a', 'append b']);
});

test('never, with several in one step 2: nobody is blamed, and they go out one at a time', () => {
  const start = [...added(a, b), { type: 'loaded', present: new Set([a, b]) } as const, opened([a, b])];
  const { did } = play([...start, refusal('denied', 1), { type: 'lost' }, opened([], true)]);
  expect(did).toEqual(['rebuild', 'hush-marks', 'append a'].filter((one) => one !== 'hush-marks'));
  const more = play([...start, refusal('denied', 1), { type: 'lost' }, opened([], true), refusal('denied', 2), { type: 'lost' }, opened([], true)]);
  expect(more.did).toEqual(['rebuild', 'append a', 'rebuild', 'refuse a', 'append b']);
});

test('never, with no item in the update: a mark of ours was meant', () => {
  expect(play([...added(a), opened([]), refusal('denied', 9)]).did).toEqual(['append a', 'rebuild', 'hush-marks']);
});

test('rebase is tried a bounded number of times, then the words come back with the reason', () => {
  const round: LaneEvent[] = [refusal('clock', 2), { type: 'lost' }, opened([], true)];
  const { did, lane } = play([...added(a), opened([]), ...Array.from({ length: MAX_REBASES + 1 }, () => round).flat()]);
  expect(did.filter((one) => one === 'rebuild')).toHaveLength(MAX_REBASES + 1);
  expect(did.at(-1)).toBe('refuse a');
  expect(lane.items).toEqual([]);
});

test('later leaves the channel and comes back; the words stay in the document', () => {
  const { did } = play([...added(a), opened([]), refusal('too-fast', 2), { type: 'lost' }, opened([a]), { type: 'receipt', count: 1 }]);
  expect(did).toEqual(['append a', 'reopen', 'remove a']);
});

test('resync waits to be asked, and rebuilds when that leads nowhere', () => {
  const { did } = play([...added(a), opened([]), ...Array.from({ length: 4 }, () => refusal('incomplete', 2))]);
  expect(did).toEqual(['append a', 'expect-resync', 'expect-resync', 'expect-resync', 'rebuild']);
});

test('a document that is closed to us gives everything back', () => {
  const denied: LaneEvent = { type: 'denied', refusal: { n: 1, code: 'denied', again: 'never', detail: '' } };
  expect(play([...added(a, b), denied]).did).toEqual(['refuse a', 'refuse b']);
});

test('the rate holds back, and nothing overtakes', () => {
  const { lane, did } = play([...added(a, b), opened([])], EMPTY_LANE, 0);
  expect(did).toEqual([]);
  expect(play([{ type: 'pump' }], lane, 1).did).toEqual(['append a']);
});

test.each(REFUSAL_CODES)('no word is dropped on %s: it is still in the lane, or was handed back', (code) => {
  const { lane, did } = play([...added(a, b), opened([]), refusal(code, 2), { type: 'lost' }, opened([], true)]);
  const back = did.filter((one) => one.startsWith('refuse')).length;
  expect(did.filter((one) => one.startsWith('remove'))).toEqual([]);
  expect(lane.items.length + back).toBe(2);
});

test('W8: a reason that only a newer relay has gives the words back', () => {
  const unheardOf: LaneEvent = { type: 'refusal', refusal: { n: 2, code: NOT_KNOWN, again: 'never', detail: '' } };
  const { did } = play([...added(a), opened([]), unheardOf, { type: 'lost' }, opened([], true)]);
  expect(did).toContain('refuse a');
});

test('words that only the rate holds back are known as such, so that somebody looks again for them', () => {
  const held = play([opened([]), ...added(a)], EMPTY_LANE, 0).lane;
  expect(isHeldByRate(held)).toBe(true);
  expect(isHeldByRate(play([{ type: 'pump' }], held, 1).lane)).toBe(false);
  expect(isHeldByRate(play([...added(a)], EMPTY_LANE, 0).lane)).toBe(false); // not open: the next sync moves it
  const full = play([opened([]), ...added(a, b)], { ...EMPTY_LANE, window: 1 }, 100).lane;
  expect(isHeldByRate(full)).toBe(false); // a receipt moves it
});
