import { stat, statfs } from 'node:fs/promises';
import type { RelayWatch } from '#shared/people/watching.ts';
import type { Timers } from '#shared/ports.ts';
import { storeFile } from './database/data-folder.ts';
import { lastBackup } from './database/last-backup.ts';
import type { DocumentStats } from './documents/live-documents.ts';
import type { RelayFacts } from './house/house.ts';
import type { SyncStats } from './sync/server.ts';

export interface FactSources {
  readonly dataFolder: string;
  readonly version: string;
  /** Whether this start found the store's log damaged (RELIABILITY A7). */
  readonly lostLog: boolean;
  readonly health: () => Promise<Pick<RelayFacts, 'status' | 'storage'>>;
  readonly sync: () => SyncStats;
  readonly documents: () => DocumentStats;
  readonly timers: Timers;
}

/** What those see who watch over the relay: numbers and codes, no id, no name, no address, no word (DESIGN promise 6). */
export async function relayFacts({ dataFolder, version, lostLog, health, sync, documents, timers }: FactSources): Promise<RelayFacts> {
  const store = storeFile(dataFolder);
  const { sockets, upgradesRefused, closedByRelay } = sync();
  const { openDocuments, sessions, damagedDocuments, counters } = documents();
  return {
    version,
    node: process.versions.node,
    ...(await health()),
    uptimeMs: Math.round(timers.monotonicMs()),
    sockets,
    sessions,
    openDocuments,
    storeBytes: await sizeOf(store),
    logBytes: await sizeOf(`${store}-wal`),
    freeBytes: await statfs(dataFolder).then(({ bavail, bsize }) => bavail * bsize, () => null),
    backupAtMs: await lastBackup(dataFolder),
    lostLog,
    damagedDocuments,
    storageFailures: counters.storageFailures,
    refused: [...countsOf('update', counters.refused), ...countsOf('upgrade', upgradesRefused), ...countsOf('socket', closedByRelay)],
  };
}

const sizeOf = (file: string): Promise<number | null> => stat(file).then(({ size }) => size, () => null);

type Refused = RelayWatch['refused'][number];

const countsOf = (what: Refused['what'], counts: Readonly<Record<string, number | undefined>>): Refused[] =>
  Object.entries(counts).flatMap(([code, count]) => (count === undefined || count === 0 ? [] : [{ what, code, count }]));
