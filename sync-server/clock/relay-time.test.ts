import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOCK } from '#shared/limits.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { ManualTime } from '../documents/testing/manual-time.ts';
import { openRelayTime, type RelayTime } from './relay-time.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const START = 1_800_000_000_000;

let database: Database;
let said: string[];
const opened: RelayTime[] = [];

beforeEach(async () => {
  database = await openDatabase({ file: IN_MEMORY });
  said = [];
});
afterEach(async () => {
  for (const time of opened.splice(0)) await time.close();
  await database.close();
});

/** A relay's time on a machine whose wall clock is this far from the true one. */
async function start(machine: ManualTime, offset: { ms: number }, believe = false): Promise<RelayTime> {
  const note = (event: string, facts: object = {}): void => void said.push(`${event} ${JSON.stringify(facts)}`);
  const time = await openRelayTime({
    db: database.db,
    clock: { nowMs: () => machine.nowMs() + offset.ms },
    timers: machine,
    log: { info: note, warn: note, error: note },
    believe,
  });
  opened.push(time);
  return time;
}

/** Served for an hour and ended in good order, or killed. */
async function served(machine: ManualTime, end: 'closed' | 'killed' = 'closed'): Promise<void> {
  const time = await start(machine, { ms: 0 });
  machine.advance(HOUR);
  if (end === 'closed') await time.close();
}

const aheadOf = (time: RelayTime, machine: ManualTime): readonly number[] => [
  (time.clock.nowMs() - machine.nowMs()) / DAY,
  (time.ageing.nowMs() - machine.nowMs()) / DAY,
];

describe('the time that a relay goes by (A6)', () => {
  it('is the machine\'s at the first start, wherever that is', async () => {
    const machine = new ManualTime(START);
    expect(aheadOf(await start(machine, { ms: -YEAR }), machine)).toEqual([-365, -365]);
  });

  it.each([1, -1])('follows a step of %i h while it runs', async (hours) => {
    const machine = new ManualTime(START);
    const offset = { ms: 0 };
    const time = await start(machine, offset);
    offset.ms = hours * HOUR;
    machine.advance(HOUR);
    expect(aheadOf(time, machine)).toEqual([hours / 24, hours / 24]);
    expect(said).toEqual([]);
  });

  it.each([400, -400])('goes on by the time that passes when the clock jumps by %i d while it runs, and says so once', async (days) => {
    const machine = new ManualTime(START);
    const offset = { ms: 0 };
    const time = await start(machine, offset);
    offset.ms = days * DAY;
    machine.advance(HOUR);
    expect(aheadOf(time, machine)).toEqual([0, 0]);
    expect(said).toEqual([`clock-doubted {"hours":${days * 24}}`]);
    machine.advance(CLOCK.believeAfterMs);
    expect(aheadOf(time, machine)).toEqual([days, days]);
    expect(said.at(-1)).toBe('clock-believed {}');
  });

  it('started far ahead of its last service it shows that time, and erases by its own until a day has passed', async () => {
    const machine = new ManualTime(START);
    await served(machine);
    const time = await start(machine, { ms: 400 * DAY });
    expect(aheadOf(time, machine)).toEqual([400, 0]);
    machine.advance(DAY);
    expect(aheadOf(time, machine)).toEqual([400, 400]);
  });

  it('started long before its last service it goes on from there: a machine without a clock of its own begins in 1970', async () => {
    const machine = new ManualTime(START);
    await served(machine);
    const offset = { ms: -machine.nowMs() };
    const time = await start(machine, offset);
    expect(aheadOf(time, machine)).toEqual([0, 0]);
    offset.ms = HOUR;
    expect(aheadOf(time, machine)).toEqual([1 / 24, 1 / 24]);
  });

  it('switched off for a night it doubts nothing; killed, it has forgotten a minute at most', async () => {
    const machine = new ManualTime(START);
    await served(machine, 'killed');
    await database.db.selectFrom('relay_clock').selectAll().execute(); // behind what was written
    machine.advance(12 * HOUR);
    expect(aheadOf(await start(machine, { ms: 0 }), machine)).toEqual([0, 0]);
    expect(said).toEqual([]);
  });

  it.each([400, -400])('F016: time in which people could come goes on by what passed, also past a step of %i d that is believed, and a restart', async (days) => {
    const machine = new ManualTime(START);
    const offset = { ms: 0 };
    const time = await start(machine, offset);
    offset.ms = days * DAY;
    machine.advance(HOUR);
    expect(time.steady.nowMs() - machine.nowMs()).toBe(0);
    machine.advance(CLOCK.believeAfterMs);
    expect([aheadOf(time, machine)[1], time.steady.nowMs() - machine.nowMs()]).toEqual([days, 0]);
    await time.close();
    machine.advance(12 * HOUR);
    const again = await start(machine, offset);
    expect(again.steady.nowMs() - machine.nowMs()).toBe(0);
    await again.close();
    machine.advance(40 * DAY); // switched off
    const back = await start(machine, offset);
    expect((back.steady.nowMs() - machine.nowMs()) / DAY).toBe(-40);
    machine.advance(CLOCK.believeAfterMs);
    expect([aheadOf(back, machine)[1], (back.steady.nowMs() - machine.nowMs()) / DAY]).toEqual([days, -40]);
    await back.close();
    machine.advance(40 * DAY);
    const told = await start(machine, offset, true);
    expect([aheadOf(told, machine)[1], (told.steady.nowMs() - machine.nowMs()) / DAY]).toEqual([days, -80]);
  });

  it('the operator may say that the clock is right', async () => {
    const machine = new ManualTime(START);
    await served(machine);
    expect(aheadOf(await start(machine, { ms: YEAR }, true), machine)).toEqual([365, 365]);
    expect(aheadOf(await start(machine, { ms: YEAR }), machine)).toEqual([365, 365]);
  });
});
