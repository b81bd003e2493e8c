import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId } from '#shared/ids.ts';
import { RELAY_LIMITS, SESSION } from '#shared/limits.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { insertAccount, newAccount } from './accounts/account-store.ts';
import { createSessions, type Sessions } from './accounts/sessions.ts';
import { openDatabase, type Database } from './database/open.ts';
import type { AccountRow } from './database/tables.ts';
import { createHousekeeping, type Housekeeping } from './housekeeping.ts';
import { createLiveSessions, type LiveSessions } from './http/live-sessions.ts';
import type { Timers } from '#shared/ports.ts';
import { createFakePorts, createMemoryLog, type FakePorts } from './testing/fake-ports.ts';

const HOUR_MS = 3_600_000;

let database: Database;
let fake: FakePorts;
let sessions: Sessions;
let live: LiveSessions;
let housekeeping: Housekeeping;
let closed: DeviceId[];
let sweptTries: number;
let forgotten: number;
let checkpoints: number;
let account: AccountRow;

beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
  fake = createFakePorts();
  sessions = createSessions({ db: database.db, ...fake });
  live = createLiveSessions();
  closed = [];
  checkpoints = 0;
  sweptTries = 0;
  forgotten = 0;
  const row = newAccount(fake.random, 'Rowan', 'member', fake.clock.nowMs());
  await insertAccount(database.db, row);
  account = row as AccountRow;
  housekeeping = await keepHouse(fake.timers);
});

const keepHouse = (timers: Timers): Promise<Housekeeping> =>
  createHousekeeping({
    services: {
      sessions,
      documents: { closeDevice: async (device: DeviceId) => void closed.push(device) } as never,
      accountChanged: async () => undefined,
      forgetOld: async () => void (forgotten += 1),
      finishErasures: async () => 0,
      house: { sweep: async () => undefined },
    },
    signInTries: { sweep: async () => void (sweptTries += 1) },
    database: { ...database, checkpoint: async () => ((checkpoints += 1), true) },
    timers,
    log: createMemoryLog().log,
    sessionsInUse: live.tokenHashes,
  });

/** With the hourly work alone: what runs twice a second would run ten million times in a season. */
const keepHouseByTheHour = async (): Promise<void> => {
  await housekeeping.close();
  const every: Timers['every'] = (intervalMs, run) =>
    intervalMs < HOUR_MS ? { cancel: () => undefined } : fake.timers.every(intervalMs, run);
  housekeeping = await keepHouse({ ...fake.timers, every });
};

afterEach(async () => {
  await housekeeping.close();
  await database.close();
});

const open = async () => {
  const opened = await sessions.open(account.id, 'laptop');
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
};

/** A socket that showed the token. */
const connect = (token: string): EventEmitter => {
  const socket = new EventEmitter();
  const headers = { 'sec-websocket-protocol': offeredSubprotocols(token).join(', ') };
  live.add({ headers } as unknown as IncomingMessage, socket as unknown as Duplex);
  return socket;
};

/** Lets hours pass, half a day at a time; a sweep that is due meanwhile ends before time goes on. */
const letHoursPass = async (hours: number): Promise<void> => {
  for (let left = hours; left > 0; left -= 12) {
    fake.advance(Math.min(left, 12) * HOUR_MS);
    await sessions.list({ account: account.id, device: '' as DeviceId });
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const DAY_HOURS = 24;

describe('what the relay does by itself', () => {
  it('E3: ends sessions that nobody used, and closes their devices', async () => {
    await keepHouseByTheHour();
    const { device } = await open();
    await letHoursPass(14 * DAY_HOURS - 1);
    expect(closed).toEqual([]);
    await letHoursPass(2);
    expect(closed).toEqual([device]);
  });

  it('E3: an app that stays connected is not idle; but 90 days are the end in any case', async () => {
    await keepHouseByTheHour();
    const { token, device } = await open();
    connect(token);
    await letHoursPass(60 * DAY_HOURS);
    expect(closed).toEqual([]);
    expect(await sessions.authenticate(token)).toEqual({ account: account.id, device });
    await letHoursPass(30 * DAY_HOURS + 1);
    expect(closed).toEqual([device]);
    expect(SESSION.absoluteMs).toBe(90 * DAY_HOURS * HOUR_MS);
  });

  it('a socket that has gone counts no more, and a token that is none never did', async () => {
    const { token } = await open();
    const socket = connect(token);
    connect('not a token');
    expect(live.tokenHashes()).toHaveLength(1);
    expect(live.tokenHashes()[0]).not.toContain(token);
    socket.emit('close');
    expect(live.tokenHashes()).toEqual([]);
  });

  it('H4: forgets every hour who tried to sign in, and what else is kept for a time', async () => {
    await keepHouseByTheHour();
    await letHoursPass(24);
    expect(sweptTries).toBeGreaterThan(0);
    expect(forgotten).toBe(sweptTries);
  });

  it('H3: empties the write-ahead log every few seconds, and owns no timer after its end', async () => {
    fake.advance(RELAY_LIMITS.walCheckpointIntervalMs);
    expect(checkpoints).toBe(1);
    await housekeeping.close();
    await housekeeping.close();
    expect(fake.running()).toBe(0);
  });
});
