/* oxlint-disable unicorn/require-post-message-target-origin -- between threads there is no origin */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { sqliteCode } from './storage-error.ts';

/**
 * The thread behind `checkpointer.ts`: moves what is in the write-ahead log into the store whenever it is asked to. Passive:
 * it never holds a writer up. A connection of its own, which writes nothing else.
 */
const { file, busyTimeoutMs } = z.object({ file: z.string(), busyTimeoutMs: z.int() }).parse(workerData);
const connection = new DatabaseSync(file, { timeout: busyTimeoutMs });
connection.exec('pragma synchronous = normal; pragma secure_delete = on; pragma wal_autocheckpoint = 0; pragma checkpoint_fullfsync = on');
const checkpoint = connection.prepare('pragma wal_checkpoint(passive)');

/** Null when it went well, or SQLite's code for what went wrong. */
parentPort?.on('message', (what: 'checkpoint' | 'close') => {
  if (what === 'close') {
    connection.close();
    parentPort?.close();
    return;
  }
  try {
    checkpoint.get();
    parentPort?.postMessage(null);
  } catch (error) {
    parentPort?.postMessage(sqliteCode(error) ?? 0);
  }
});
