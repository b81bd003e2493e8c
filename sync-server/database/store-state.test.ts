import { describe, expect, it, test } from 'vitest';
import { diskFaultOf } from './storage-error.ts';
import { StoreGuard } from './store-guard.ts';
import { nextStoreState, WRITABLE, type StoreState } from './store-state.ts';

const FULL: StoreState = { at: 'read-only', reason: 'disk-full', sinceMs: 1 };
const FAILED: StoreState = { at: 'read-only', reason: 'disk-failed', sinceMs: 1 };
const full = { type: 'failed', fault: 'disk-full', nowMs: 2 } as const;
const failed = { type: 'failed', fault: 'disk-failed', nowMs: 2 } as const;
const took = { type: 'took' } as const;

test.each([
  ['A4 a full disk makes it read-only', WRITABLE, full, { ...FULL, sinceMs: 2 }],
  ['A3 so does one that fails', WRITABLE, failed, { ...FAILED, sinceMs: 2 }],
  ['a disk that takes writes is no news to a writable store', WRITABLE, took, WRITABLE],
  ['A4 space brings it back', FULL, took, WRITABLE],
  ['still full is no news: since when stays', FULL, full, FULL],
  ['A3 a full disk may fail as well', FULL, failed, { ...FAILED, sinceMs: 2 }],
  ['A3 nothing but a start brings back what failed', FAILED, took, FAILED],
  ['A3 failing is worse than full', FAILED, full, FAILED],
] as const)('%s', (_title, state, event, next) => expect(nextStoreState(state, event)).toEqual(next));

const sqlite = (errcode: number): Error => Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode });

test.each([
  [13, 'disk-full'],
  [4_874, 'disk-full'], // no room for the index beside the log
  [10, 'disk-failed'],
  [778, 'disk-failed'], // writing
  [1_034, 'disk-failed'], // flushing
  [8, 'disk-failed'], // mounted read-only by the system
  [1_032, 'disk-failed'], // the file was moved away
  [3_082, null], // no memory
  [5, null], // busy
  [11, null], // damaged: a matter of one document, perhaps
  [19, null],
  [1, null],
] as const)('SQLite\'s code %i says of the disk: %s', (code, fault) => {
  expect(diskFaultOf(sqlite(code))).toBe(fault);
  expect(diskFaultOf(new Error('wrapped', { cause: sqlite(code) }))).toBe(fault);
});

describe('the guard of an open store', () => {
  const make = () => {
    const refused: boolean[] = [];
    const heard: string[] = [];
    const guard = new StoreGuard({ nowMs: () => 7 }, (refuse) => refused.push(refuse));
    const stop = guard.subscribe((state) => heard.push(state.at));
    return { guard, refused, heard, stop };
  };

  it('A3: shuts the connection in the moment of the first failure, once', () => {
    const { guard, refused, heard } = make();
    for (const code of [5, 19, 13, 13, 8]) guard.failed(sqlite(code));
    expect(guard.state).toEqual({ at: 'read-only', reason: 'disk-full', sinceMs: 7 });
    expect([refused, heard]).toEqual([[true], ['read-only']]);
  });

  it('A4: its own refusals while it is full are no new fault, and it opens again', () => {
    const { guard, refused, heard, stop } = make();
    guard.failed(sqlite(13));
    guard.failed(sqlite(8));
    guard.took();
    stop();
    guard.failed(sqlite(10));
    expect([refused, heard]).toEqual([[true, false, true], ['read-only', 'writable']]);
    guard.took();
    expect(guard.state).toMatchObject({ reason: 'disk-failed' });
  });
});
