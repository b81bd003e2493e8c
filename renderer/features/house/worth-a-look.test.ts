import { describe, expect, it } from 'vitest';
import { relayWatch } from '#shared/people/watching.ts';
import { BACKUP_LATE_MS, LITTLE_ROOM_BYTES, worthALook } from './worth-a-look.ts';

/** As a relay of before would say it. */
const OLDER = {
  version: '1', status: 'ready', storage: 'writable', uptimeMs: 1, sockets: 0, openDocuments: 0, waitingRequests: 0, openChats: 0, storeBytes: 1_000, accounts: [],
} as const;
const well = { ...relayWatch.parse(OLDER), backupAtMs: 0, freeBytes: 10 * LITTLE_ROOM_BYTES };

describe('what is worth a look', () => {
  it('nothing, when all is well', () => {
    expect(worthALook(well, BACKUP_LATE_MS)).toEqual([]);
  });

  it('each thing by itself, and the most pressing first', () => {
    expect(worthALook(well, BACKUP_LATE_MS + 1)).toEqual(['old-backup']);
    expect(worthALook({ ...well, backupAtMs: null }, 0)).toEqual(['no-backup']);
    expect(worthALook({ ...well, freeBytes: LITTLE_ROOM_BYTES + 999 }, 0)).toEqual(['room']);
    expect(worthALook({ ...well, freeBytes: LITTLE_ROOM_BYTES + 1_000 }, 0)).toEqual([]);
    const all = { ...well, status: 'storage', lostLog: true, damagedDocuments: 1, storageFailures: 2, freeBytes: 0, backupAtMs: null } as const;
    expect(worthALook(all, 0)).toEqual(['storage', 'log', 'damaged', 'failures', 'room', 'no-backup']);
  });
});
