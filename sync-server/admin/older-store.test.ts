import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder, storeFile } from '../database/data-folder.ts';
import { openForReading } from '../database/open.ts';
import { AdminDesk } from './testing/desk.ts';

const RELEASES = join(import.meta.dirname, '../database/releases');

/** The name of the newest step of the store's shape. A release that has had it is not older than today's. */
const NEWEST = readdirSync(join(import.meta.dirname, '../database/migrations')).toSorted().at(-1)?.replace(/\.ts$/u, '') ?? '';
const textOf = (release: string): string => readFileSync(join(RELEASES, release), 'utf8');
const OLDER = readdirSync(RELEASES).filter((release) => !textOf(release).includes(`('${NEWEST}'`));

let desk: AdminDesk;

beforeEach(() => {
  desk = new AdminDesk();
});
afterEach(() => desk.close());

describe.each(OLDER)('a store as %s left it (A9)', (release) => {
  beforeEach(() => {
    mkdirSync(desk.data, { mode: 0o700 });
    const store = new DatabaseSync(storeFile(desk.data));
    store.exec(textOf(release));
    store.close();
  });

  // What an older relay writes into the newer shape has no checksums, and would be set aside as damaged.
  it('keeps its shape while a relay serves from it, and the operator is told what to do', async () => {
    const relay = lockDataFolder(desk.data);
    for (const line of ['list', 'listener Rowan', 'backup copy.db', 'ban Ann --reason for_a_test']) {
      expect(await desk.type(line)).toMatchObject({ code: 1, complaint: expect.stringMatching(/older version.*start the new one/) });
    }
    await expect(openForReading(storeFile(desk.data))).rejects.toThrow(/has not had/);
    if (relay.ok) relay.value.release();
  });

  it('is brought up to date where no relay runs, and the folder is free again', async () => {
    expect(await desk.type('ban Ann --reason for_a_test')).toMatchObject({ code: 0 });
    expect(lockDataFolder(desk.data)).toMatchObject({ ok: true });
  });
});
