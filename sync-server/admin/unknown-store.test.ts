import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storeFile } from '../database/data-folder.ts';
import { openStore } from '../opening.ts';
import { createMemoryLog } from '../testing/fake-ports.ts';
import { AdminDesk } from './testing/desk.ts';

let desk: AdminDesk;

beforeEach(async () => {
  desk = new AdminDesk();
  mkdirSync(desk.data, { mode: 0o700 });
  await desk.inStore(async () => undefined);
});
afterEach(() => desk.close());

const inList = (change: string): void => {
  const store = new DatabaseSync(storeFile(desk.data));
  store.exec(change);
  store.close();
};

const startsWith = (): Promise<string | null> =>
  openStore(desk.data, { log: createMemoryLog().log, timers: desk.ports.timers }).then(
    ({ database }) => database.close().then(() => null),
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  );

const MORE = "insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')";
const MIDDLE = "update kysely_migration set name = '0012-hplds' where name = '0012-holds'";
/** The last name, one byte of which is another: behind it, before it, and nothing that any name has. */
const LAST = (byte: string): string =>
  `update kysely_migration set name = substr(name, 1, length(name) - 1) || ${byte} where name = (select max(name) from kysely_migration)`;

describe('a store whose list of migrations is not ours (A7)', () => {
  it('of a newer Samovar is said to be that, and nothing else', async () => {
    inList(MORE);
    expect(await desk.run(['verify'])).toMatchObject({ code: 1, out: '', complaint: expect.stringMatching(/^The store was made by a newer Samovar: use/) });
    expect(await desk.run(['list'])).toMatchObject({ code: 1, complaint: expect.stringMatching(/^The store was made by a newer Samovar: use/) });
    expect(await startsWith()).toMatch(/^CannotStart: The store in .* was made by a newer Samovar: run that one\.$/);
  });

  it.each([
    ['in the middle', MIDDLE],
    ['at the end, sorting behind it', LAST("'z'")],
    ['at the end, sorting before it', LAST("'a'")],
    ['at the end, of no name', LAST('char(1)')],
  ])('with one byte of a name changed %s is said to be damaged, by verify, every command and the relay', async (_where, change) => {
    inList(change);
    const looked = await desk.run(['verify']);
    expect(looked).toMatchObject({ code: 1, complaint: expect.stringMatching(/^The store is damaged\..*restore the newest backup/) });
    expect(looked.out).toMatch(/^kysely_migration: the list of what was done to the store has ".*", which this Samovar does not know, and lacks 00/);
    expect(await desk.run(['list'])).toMatchObject({ code: 1, complaint: expect.stringMatching(/^The store is damaged, and nothing was changed/) });
    const refused = await startsWith();
    expect(refused).toMatch(/^CannotStart: The store in .* is damaged.*verify.*restore/);
    expect(refused).not.toContain('newer');
  });

  it('of a newer Samovar and with a changed byte is said to be either, where nobody can tell', async () => {
    inList(`${MORE}; ${MIDDLE}`);
    for (const command of ['verify', 'list']) {
      expect(await desk.run([command])).toMatchObject({ code: 1, complaint: expect.stringMatching(/either was made by a newer Samovar or is damaged/) });
    }
    expect(await startsWith()).toMatch(/^CannotStart: .*either was made by a newer Samovar or is damaged.*restore/);
  });

  it('opens with a damaged date, which nobody needs once all was done', async () => {
    inList("update kysely_migration set timestamp = '2\u000126' where name = '0012-holds'");
    expect(await startsWith()).toBe(null);
    expect(await desk.run(['verify'])).toMatchObject({ code: 0 });
  });

  it('is replaced by a backup, whatever is wrong with its list', async () => {
    expect(await desk.run(['backup', 'copy.db'])).toMatchObject({ code: 0 });
    inList(MIDDLE);
    expect(await desk.run(['restore', 'copy.db', '--force'])).toMatchObject({ code: 0 });
    expect(await startsWith()).toBe(null);
  });

  it.each([
    ['of a changed byte', MIDDLE, /copy\.db is damaged, and nothing was changed: .* has "0012-hplds".*lacks 0012-holds.*verify <file>.*older backup/],
    ['of a newer Samovar', MORE, /copy\.db was made by a newer Samovar, and nothing was changed.*admin command of that one/],
    ['that may be either', `${MORE}; ${MIDDLE}`, /copy\.db either was made by a newer Samovar or is damaged, and nothing was changed: .*9999-later.*older backup/],
  ])('a backup %s is told from the store: what is wrong with it, and what to do', async (_what, change, told) => {
    expect(await desk.run(['backup', 'copy.db'])).toMatchObject({ code: 0 });
    const copy = new DatabaseSync(join(desk.folder, 'copy.db'));
    copy.exec(change);
    copy.close();
    const before = readFileSync(storeFile(desk.data));
    const answer = await desk.run(['restore', 'copy.db', '--force']);
    expect(answer).toMatchObject({ code: 1, complaint: expect.stringMatching(told) });
    expect(answer.complaint).not.toMatch(/The store/);
    expect(readFileSync(storeFile(desk.data)).equals(before)).toBe(true);
    expect(readdirSync(desk.data).filter((name) => /restoring|replaced|looking/.test(name))).toEqual([]);
  });
});
