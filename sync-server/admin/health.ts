import { stat, statfs } from 'node:fs/promises';
import { storeFile } from '../database/data-folder.ts';
import { lastBackup } from '../database/last-backup.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';

const MIB = 1_048_576;
const HOUR_MS = 3_600_000;

/** What can be seen of the relay's health from beside it: the store, its disk and the last copy. The rest is in `/healthz` and in the app. */
export async function health({ say, dataFolder, ports }: AdminContext): Promise<Outcome> {
  const store = storeFile(dataFolder);
  const free = await statfs(dataFolder).then(({ bavail, bsize }) => mib(bavail * bsize), () => 'not known');
  const last = await lastBackup(dataFolder);
  say(`store        ${await size(store)}, its log ${await size(`${store}-wal`)}`);
  say(`disk         ${free} free`);
  say(`last backup  ${last === null ? 'none was made yet' : `${new Date(last).toISOString()}, ${age(ports.clock.nowMs() - last)} ago`}`);
  say('Whether the running relay can write: /healthz. Whether the store is whole: "verify".');
  return DONE;
}

const size = async (file: string): Promise<string> => mib(await stat(file).then((found) => found.size, () => 0));
const mib = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;
const age = (ms: number): string => (ms < 48 * HOUR_MS ? `${Math.floor(ms / HOUR_MS)} hours` : `${Math.floor(ms / (24 * HOUR_MS))} days`);
