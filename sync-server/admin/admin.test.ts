import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toActor } from '../accounts/account-facts.ts';
import { findAccountByName } from '../accounts/account-store.ts';
import { createPasswordHasher } from '../accounts/password-hash.ts';
import { createSessions } from '../accounts/sessions.ts';
import { lockDataFolder, storeFile } from '../database/data-folder.ts';
import { openDatabase, type Database } from '../database/open.ts';
import type { AccountRow } from '../database/tables.ts';
import { createFakePorts, type FakePorts } from '../testing/fake-ports.ts';
import { HELP, parseAdminCommand } from './command.ts';
import { runAdmin } from './run.ts';

const PASSWORD = 'tall pines beside a slow river';

let folder: string;
let data: string;
let fake: FakePorts;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samovar-admin-'));
  data = join(folder, 'data');
  fake = createFakePorts();
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = async (line: string, input = ''): Promise<{ code: number; out: string; complaint: string }> => {
  const out: string[] = [];
  const complaints: string[] = [];
  const context = {
    dataFolder: data,
    cwd: folder,
    ports: fake,
    say: (text: string) => void out.push(text),
    readInput: async () => input,
  };
  // A stroke stands for a space inside one argument.
  const argv = line.split(' ').map((argument) => argument.replaceAll('_', ' '));
  const code = await runAdmin(argv, context, (text) => void complaints.push(text));
  return { code, out: out.join('\n'), complaint: complaints.join('\n') };
};

const inStore = async <T>(look: (database: Database) => Promise<T>): Promise<T> => {
  const database = await openDatabase({ file: storeFile(data) });
  try {
    return await look(database);
  } finally {
    await database.close();
  }
};

const account = (name: string): Promise<AccountRow> =>
  inStore(async ({ db }) => {
    const row = await findAccountByName(db, name);
    if (row === null) throw new Error(`no account ${name}`);
    return row;
  });

const opens = async (name: string, password: string): Promise<boolean> =>
  (await createPasswordHasher(fake.random).check(password, (await account(name)).password_hash)).matches;

describe('the command line', () => {
  it.each([
    ['dance', /no command "dance"/],
    ['listener', /needs a name/],
    ['listener Rowan Hazel', /one too many/],
    ['listener Rowan --age old', /adult or teen/],
    ['listener Rowan --age teen --teens', /adults/],
    ['listener Rowan --loud', /--loud/],
    ['ban Rowan --force', /no option --force/],
    ['ban Rowan Hazel', /one too many/],
    ['age Rowan', /adult or teen/],
    ['age Rowan old', /adult or teen/],
    ['age Rowan teen Hazel', /one too many/],
    ['clear', /needs a name/],
    ['list everything', /knows counts, listeners/],
    ['backup', /needs a file/],
    ['verify a.db b.db', /one too many/],
  ])('"%s" is not understood, and says why', async (line, reason) => {
    const answer = await run(line);
    expect(answer.code).toBe(2);
    expect(answer.complaint).toMatch(reason);
    expect(answer.complaint).toContain('help');
    expect(existsSync(data)).toBe(false);
  });

  it.each(['help', '--help', 'listener --help', '-h'])('"%s" is answered with help', async (line) => {
    expect(await run(line)).toEqual({ code: 0, out: HELP, complaint: '' });
  });

  it('knows in its help every command and option there is', () => {
    expect(parseAdminCommand([])).toEqual({ ok: true, value: { do: 'help' } });
    for (const word of ['listener', 'admin', 'list', 'ban', 'unban', 'age', 'clear', 'unclear', 'backup', 'restore', 'verify']) {
      expect(HELP).toContain(`\n  ${word}`);
    }
    for (const option of ['password', 'age', 'teens', 'consented', 'force']) expect(HELP).toContain(`--${option}`);
  });

  it.each(['list', 'ban Rowan', 'backup x.db', 'verify'])('"%s" without a store says where it looked', async (line) => {
    const answer = await run(line);
    expect([answer.code, existsSync(data)]).toEqual([1, false]);
    expect(answer.complaint).toContain(data);
  });
});

describe('making listeners (F032, F088)', () => {
  it('a new one gets a password, shown once, and is asked for agreements by the app', async () => {
    const answer = await run('listener Rowan');
    expect(answer.code).toBe(0);
    const password = /shown this once: (\S+)/.exec(answer.out)?.[1] ?? '';
    expect(await opens('Rowan', password)).toBe(true);
    expect(toActor(await account('Rowan'))).toMatchObject({ type: 'listener', consent: 'missing', ageGroup: null });
    expect(answer.out).toContain('agreements');
  });

  it('one whose agreement the operator holds may listen at once', async () => {
    expect((await run(`listener Rowan --password ${PASSWORD.replaceAll(' ', '_')} --consented`)).code).toBe(0);
    expect(toActor(await account('rowan'))).toMatchObject({ consent: 'given', ageGroup: 'adult' });
    await run('listener Hazel --age teen --consented');
    expect(toActor(await account('Hazel'))).toMatchObject({ consent: 'given', ageGroup: 'teen', clearedForTeens: false });
    await run('listener Linden --teens');
    expect(toActor(await account('Linden'))).toMatchObject({ ageGroup: 'adult', clearedForTeens: true, consent: 'missing' });
  });

  it('twice is once: the same password keeps the sessions, another one ends them', async () => {
    const line = `listener Rowan --password ${PASSWORD.replaceAll(' ', '_')}`;
    await run(line);
    const { id } = await account('Rowan');
    const token = await inStore(async ({ db }) => {
      const opened = await createSessions({ db, ...fake }).open(id, 'laptop');
      return opened.ok ? opened.value.token : '';
    });
    const signedIn = () => inStore(({ db }) => createSessions({ db, ...fake }).authenticate(token));
    expect((await run(line)).code).toBe(0);
    expect(await signedIn()).not.toBeNull();
    expect((await run('listener Rowan --password -', 'a quite different sentence\n')).code).toBe(0);
    expect(await signedIn()).toBeNull();
    expect(await opens('Rowan', 'a quite different sentence')).toBe(true);
    const noted = await inStore(({ db }) => db.selectFrom('account_changes').selectAll().execute());
    expect(noted.filter((change) => change.device !== null)).toHaveLength(1);
  });

  it('a member becomes one and keeps the password', async () => {
    await run(`admin Rowan --password ${PASSWORD.replaceAll(' ', '_')}`);
    const answer = await run('listener Rowan');
    expect(answer.out).not.toContain('Password');
    expect(await opens('Rowan', PASSWORD)).toBe(true);
    expect(toActor(await account('Rowan'))).toMatchObject({ type: 'listener', admin: true });
  });

  it.each([
    ['listener Al', /too short/],
    ['listener Samovar', /kept free/],
    ['listener Rowan --password short', /at least 15/],
    ['listener Rowan --password passwordpassword', /easy to guess/],
  ])('"%s" is refused with a reason, and makes nothing', async (line, reason) => {
    const answer = await run(line);
    expect([answer.code, answer.out]).toEqual([1, '']);
    expect(answer.complaint).toMatch(reason);
    expect(await inStore(({ db }) => db.selectFrom('accounts').selectAll().execute())).toEqual([]);
  });

  it('an age group that was said is not changed', async () => {
    await run('listener Rowan --age teen');
    expect((await run('listener Rowan --age adult')).complaint).toMatch(/another age group/);
  });
});

describe('bans and lists', () => {
  it('ban, list, unban; and a running relay is told each time', async () => {
    await run('listener Rowan --consented');
    expect((await run('ban @ROWAN')).out).toBe('@Rowan is banned.');
    expect((await run('list banned')).out).toContain('@Rowan');
    expect((await run('list')).out).toMatch(/accounts\s+listener\s+1/);
    expect((await run('list listeners')).out).toBe('@Rowan  listener, adult, banned');
    await run('unban Rowan');
    expect((await run('list banned')).out).toBe('none');
    expect((await run('ban Nobody')).complaint).toMatch(/no account @Nobody/);
    expect(await inStore(({ db }) => db.selectFrom('account_changes').selectAll().execute())).toHaveLength(3);
  });
});

describe('ages and clearances (F081, F082, F085, D2)', () => {
  it('are corrected, given and taken back; a clearance is an adult\'s; and a running relay is told each time', async () => {
    await run('listener Rowan --teens --consented');
    expect((await run('age rowan teen')).out).toBe('@Rowan is a teen.');
    const teen = { ageGroup: 'teen', clearedForTeens: false, consent: 'missing' };
    expect(toActor(await account('Rowan'))).toMatchObject(teen);
    expect((await run('clear Rowan')).complaint).toMatch(/no adult listener/);
    expect((await run('age Rowan adult')).out).toBe('@Rowan is an adult.');
    expect((await run('clear Rowan')).out).toBe('@Rowan may also talk to teens.');
    expect((await run('unclear Rowan')).out).toBe('@Rowan talks to adults only.');
    expect(await inStore(({ db }) => db.selectFrom('account_changes').selectAll().execute())).toHaveLength(5);
    for (const line of ['age Nobody adult', 'clear Nobody']) expect((await run(line)).complaint).toMatch(/no account @Nobody/);
  });
});

describe('backup and restore (A8)', () => {
  it('a backup restores to what was there, on an empty machine, too', async () => {
    await run('listener Rowan --consented');
    expect((await run('backup copy.db')).code).toBe(0);
    expect((await run('backup copy.db')).complaint).toMatch(/--force/);
    const before = await account('Rowan');
    rmSync(data, { recursive: true });
    expect((await run('restore copy.db')).code).toBe(0);
    expect(await account('Rowan')).toEqual(before);
    expect((await run('verify')).out).toBe('The store is whole.');
  });

  it('a store is not replaced unless asked to, and then kept beside', async () => {
    await run('listener Rowan');
    await run('backup copy.db');
    await run('listener Hazel');
    expect((await run('restore copy.db')).complaint).toMatch(/--force/);
    expect((await account('Hazel')).name).toBe('Hazel');
    expect((await run('restore copy.db --force')).code).toBe(0);
    await expect(account('Hazel')).rejects.toThrow(/no account/);
    expect(readFileSync(`${storeFile(data)}.replaced`, 'latin1')).toContain('Hazel');
  });

  it('nothing is restored under a running relay, whatever is asked', async () => {
    await run('listener Rowan');
    await run('backup copy.db');
    const lock = lockDataFolder(data);
    const answer = await run('restore copy.db --force');
    if (lock.ok) lock.value.release();
    expect([answer.code, /Stop it first/.test(answer.complaint)]).toEqual([1, true]);
  });

  it('what is no backup is refused before anything is touched', async () => {
    await run('listener Rowan');
    writeFileSync(join(folder, 'letters.txt'), 'x'.repeat(5_000));
    await run('backup copy.db');
    const bytes = readFileSync(join(folder, 'copy.db'));
    writeFileSync(join(folder, 'cut.db'), bytes.subarray(0, bytes.length / 2));
    for (const file of ['letters.txt', 'cut.db', 'missing.db']) {
      expect((await run(`restore ${file} --force`)).code).toBe(1);
    }
    expect((await account('Rowan')).name).toBe('Rowan');
  });

  it('A8: a backup is looked at by itself, never taken for the store beside it', async () => {
    await run('listener Rowan');
    await run('backup copy.db');
    expect((await run('verify copy.db')).out).toMatch(/copy\.db is whole/);
    writeFileSync(join(folder, 'copy.db'), readFileSync(join(folder, 'copy.db')).fill(0xff, 4_096, 5_000));
    expect(await run('verify copy.db')).toMatchObject({ code: 1, complaint: expect.stringMatching(/copy\.db is damaged/) });
    expect((await run('verify missing.db')).complaint).toMatch(/no file .*missing\.db/);
    expect((await run('verify')).out).toBe('The store is whole.');
  });

  it('a place that cannot be written is named in words', async () => {
    await run('listener Rowan');
    const answer = await run('backup missing/copy.db');
    expect(answer).toMatchObject({ code: 1, complaint: expect.stringMatching(/missing\/copy\.db.* no such folder/) });
  });

  it('A7: damage is found and named', async () => {
    await run('listener Rowan');
    const bytes = readFileSync(storeFile(data));
    bytes.fill(0xff, 4_096, 5_000);
    writeFileSync(storeFile(data), bytes);
    const answer = await run('verify');
    expect(answer.code).toBe(1);
  });
});
