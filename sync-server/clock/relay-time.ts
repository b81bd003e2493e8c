import type { Clock, TimerHandle, Timers } from '#shared/ports.ts';
import { CLOCK } from '#shared/limits.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Log } from '../ports.ts';
import type { Sql } from '../accounts/account-store.ts';
import { follow, type Course, type Moment } from './course.ts';

/** The two readings of the time that the relay goes by. Whoever opens it closes it. */
export interface RelayTime {
  /**
   * For people, and for what is dated: the machine's clock, but for a jump while the relay runs, or a start before the
   * time at which this store was last served.
   */
  readonly clock: Clock;
  /**
   * For whatever ends or erases by age. Also doubts a machine that starts far ahead of when this store was last served: a
   * clock that is wrong by a year must not take a year's words with it (RELIABILITY A6).
   */
  readonly ageing: Clock;
  /**
   * As `ageing`, without the steps that were believed: time in which people could come. A relay that was off for a month, or whose clock
   * was put right, has waited for nobody meanwhile (F016).
   */
  readonly steady: Clock;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface RelayTimeParts {
  readonly db: Sql;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** The operator says that the machine's clock is right. */
  readonly believe: boolean;
}

const HOUR_MS = 3_600_000;
const ROW = 1;

export async function openRelayTime({ db, clock, timers, log, believe }: RelayTimeParts): Promise<RelayTime> {
  const now = (): Moment => ({ wallMs: clock.nowMs(), monotonicMs: timers.monotonicMs() });
  const { wallMs, monotonicMs: atMonotonicMs } = now();
  const stored = await read(db);
  const kept = believe ? null : stored;
  const fresh: Course = { nowMs: wallMs, atMonotonicMs, doubt: null };
  const asKept: Course = kept === null ? fresh : { nowMs: kept.nowMs, doubt: kept.doubt, atMonotonicMs };
  // Ahead at the start is what a relay finds that was switched off for a while.
  const isBehind = wallMs < asKept.nowMs - CLOCK.maxStepMs;
  const shown = steer(isBehind ? asKept : fresh, now, () => undefined);
  // What an operator says is right is a step as well.
  const saidMs = believe && stored !== null ? beyond(wallMs - stored.nowMs) : 0;
  const ageing = steer(asKept, now, (news, course) => {
    const hours = Math.round(((course.doubt?.stepMs ?? 0) / HOUR_MS));
    if (news === 'doubted') log.warn('clock-doubted', { hours });
    else log.info('clock-believed');
  }, (stored?.steppedMs ?? 0) + saidMs);
  /** Also looks: a jump is noticed although nobody asks for the time. */
  const save = (): Promise<void> =>
    write(db, ageing.course(), ageing.steppedMs()).catch((error: unknown) => log.error('clock-not-saved', errorFacts(error)));
  let saving = save();
  const ticking: TimerHandle = timers.every(CLOCK.saveEveryMs, () => {
    saving = saving.then(save);
  });
  let closing: Promise<void> | null = null;
  return {
    clock: { nowMs: () => Math.round(shown.course().nowMs) },
    ageing: { nowMs: () => Math.round(ageing.course().nowMs) },
    steady: { nowMs: () => Math.round(ageing.course().nowMs - ageing.steppedMs()) },
    close: () => {
      ticking.cancel();
      closing ??= saving.then(save);
      return closing;
    },
  };
}

interface Steered {
  course(): Course;
  /** How far steps that were believed have moved it. */
  steppedMs(): number;
}

/** A move that is a step, and not the pace of a clock. */
const beyond = (moveMs: number): number => (Math.abs(moveMs) > CLOCK.maxStepMs ? moveMs : 0);

/** A course that looks at the machine's clocks whenever it is asked. */
function steer(start: Course, now: () => Moment, tell: (news: 'doubted' | 'believed', course: Course) => void, steppedBeforeMs = 0): Steered {
  let course = start;
  let steppedMs = steppedBeforeMs;
  return {
    steppedMs: () => steppedMs,
    course: () => {
      const moment = now();
      const next = follow(course, moment);
      steppedMs += beyond(next.course.nowMs - course.nowMs - (moment.monotonicMs - course.atMonotonicMs));
      course = next.course;
      if (next.news !== null) tell(next.news, course);
      return course;
    },
  };
}

async function read(db: Sql): Promise<(Omit<Course, 'atMonotonicMs'> & { readonly steppedMs: number }) | null> {
  const row = await db.selectFrom('relay_clock').selectAll().where('id', '=', ROW).executeTakeFirst();
  if (row === undefined) return null;
  const { now_ms: nowMs, doubt_step_ms: stepMs, doubt_held_ms: heldMs, stepped_ms: steppedMs } = row;
  return { nowMs, steppedMs, doubt: stepMs === null || heldMs === null ? null : { stepMs, heldMs } };
}

async function write(db: Sql, { nowMs, doubt }: Course, steppedMs: number): Promise<void> {
  const row = {
    now_ms: Math.round(nowMs),
    doubt_step_ms: doubt === null ? null : Math.round(doubt.stepMs),
    doubt_held_ms: doubt === null ? null : Math.round(doubt.heldMs),
    stepped_ms: Math.round(steppedMs),
  };
  await db
    .insertInto('relay_clock')
    .values({ id: ROW, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}
