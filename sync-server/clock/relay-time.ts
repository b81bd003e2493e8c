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
  const kept = believe ? null : await read(db);
  const fresh: Course = { nowMs: wallMs, atMonotonicMs, doubt: null };
  const asKept: Course = kept === null ? fresh : { ...kept, atMonotonicMs };
  // Ahead at the start is what a relay finds that was switched off for a while.
  const isBehind = wallMs < asKept.nowMs - CLOCK.maxStepMs;
  const shown = steer(isBehind ? asKept : fresh, now, () => undefined);
  const ageing = steer(asKept, now, (news, course) => {
    const hours = Math.round(((course.doubt?.stepMs ?? 0) / HOUR_MS));
    if (news === 'doubted') log.warn('clock-doubted', { hours });
    else log.info('clock-believed');
  });
  /** Also looks: a jump is noticed although nobody asks for the time. */
  const save = (): Promise<void> =>
    write(db, ageing.course()).catch((error: unknown) => log.error('clock-not-saved', errorFacts(error)));
  let saving = save();
  const ticking: TimerHandle = timers.every(CLOCK.saveEveryMs, () => {
    saving = saving.then(save);
  });
  let closing: Promise<void> | null = null;
  return {
    clock: { nowMs: () => Math.round(shown.course().nowMs) },
    ageing: { nowMs: () => Math.round(ageing.course().nowMs) },
    close: () => {
      ticking.cancel();
      closing ??= saving.then(save);
      return closing;
    },
  };
}

/** A course that looks at the machine's clocks whenever it is asked. */
function steer(start: Course, now: () => Moment, tell: (news: 'doubted' | 'believed', course: Course) => void): { course(): Course } {
  let course = start;
  return {
    course: () => {
      const next = follow(course, now());
      course = next.course;
      if (next.news !== null) tell(next.news, course);
      return course;
    },
  };
}

async function read(db: Sql): Promise<Omit<Course, 'atMonotonicMs'> | null> {
  const row = await db.selectFrom('relay_clock').selectAll().where('id', '=', ROW).executeTakeFirst();
  if (row === undefined) return null;
  const { now_ms: nowMs, doubt_step_ms: stepMs, doubt_held_ms: heldMs } = row;
  return { nowMs, doubt: stepMs === null || heldMs === null ? null : { stepMs, heldMs } };
}

async function write(db: Sql, { nowMs, doubt }: Course): Promise<void> {
  const row = {
    now_ms: Math.round(nowMs),
    doubt_step_ms: doubt === null ? null : Math.round(doubt.stepMs),
    doubt_held_ms: doubt === null ? null : Math.round(doubt.heldMs),
  };
  await db
    .insertInto('relay_clock')
    .values({ id: ROW, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}
