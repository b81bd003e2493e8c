import { open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { IN_MEMORY } from './probe.ts';

/** All pages in one step: a copy in several begins again whenever another connection writes. */
const ALL_PAGES = 2 ** 31 - 1;

interface Source {
  readonly connection: DatabaseSync;
  readonly file: string;
  readonly busyTimeoutMs: number;
}

/** Copies a store as it is at one moment to a file that is whole, and on the disk, name and all, when this resolves (A8). */
export async function backup({ connection, file, busyTimeoutMs }: Source, toFile: string): Promise<void> {
  // A connection of its own: a copy under way keeps the source connection busy, and with it the whole relay.
  const source = file === IN_MEMORY ? connection : new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs });
  const partial = `${toFile}.partial`;
  try {
    await rm(partial, { force: true });
    // Made before it is filled, so that at no moment anybody else may read it.
    await writeFile(partial, '', { mode: 0o600, flag: 'wx' });
    await copyDatabase(source, partial, { rate: ALL_PAGES });
    await rename(partial, toFile);
    await flushFolder(dirname(toFile));
  } finally {
    if (source !== connection) source.close();
  }
}

/** A finished file, on the disk. */
export async function flushFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Names are in the folder, which has to reach the disk like any file. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // flushes them by itself, and opens no folder as a file
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
