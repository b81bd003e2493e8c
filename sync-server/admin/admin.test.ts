import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entitlementsOf, toActor } from '../accounts/account-facts.ts';
import { createPasswordHasher } from '../accounts/password-hash.ts';
import { createSessions } from '../accounts/sessions.ts';
import { HELP, parseAdminCommand } from './command.ts';
import { AdminDesk } from './testing/desk.ts';

const PASSWORD = 'tall pines beside a slow river';

let desk: AdminDesk;

beforeEach(() => {
  desk = new AdminDesk();
});
afterEach(() => desk.close());

const opens = async (name: string, password: string): Promise<boolean> =>
  (await createPasswordHasher(desk.ports.random).check(password, (await desk.account(name)).password_hash)).matches;

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
    ['ban Rowan', /--reason/],
    ['role dance', /"role" knows list/],
    ['role give moderator Rowan', /--reason/],
    ['role give', /needs a role/],
    ['role add greeter --rank 9 --reason for_a_test', /1 to 7/],
    ['role add greeter --can dance --reason for_a_test', /not dance/],
    ['audit dance', /verify/],
    ['age Rowan', /adult or teen/],
    ['age Rowan old', /adult or teen/],
    ['age Rowan teen Hazel', /one too many/],
    ['clear', /needs a name/],
    ['grant Rowan', /premium-paths/],
    ['grant Rowan gold', /premium-paths/],
    ['revoke Rowan premium-paths Hazel', /one too many/],
    ['list everything', /knows counts, listeners/],
    ['backup', /needs a file/],
    ['verify a.db b.db', /one too many/],
  ])('"%s" is not understood, and says why', async (line, reason) => {
    const answer = await desk.type(line);
    expect(answer.code).toBe(2);
    expect(answer.complaint).toMatch(reason);
    expect(answer.complaint).toContain('help');
    expect(existsSync(desk.data)).toBe(false);
  });

  it.each(['help', '--help', 'listener --help', '-h'])('"%s" is answered with help', async (line) => {
    expect(await desk.type(line)).toEqual({ code: 0, out: HELP, complaint: '' });
  });

  it('knows in its help every command and option there is', () => {
    expect(parseAdminCommand([])).toEqual({ ok: true, value: { do: 'help' } });
    for (const word of ['listener', 'admin', 'list', 'ban', 'unban', 'release', 'age', 'clear', 'unclear', 'grant', 'revoke', 'role', 'audit', 'backup', 'restore', 'verify']) {
      expect(HELP).toContain(`\n  ${word}`);
    }
    for (const option of ['password', 'age', 'teens', 'consented', 'force', 'reason', 'rank', 'can']) expect(HELP).toContain(`--${option}`);
  });

  it.each(['list', 'ban Rowan --reason for_a_test', 'backup x.db', 'verify'])('"%s" without a store says where it looked', async (line) => {
    const answer = await desk.type(line);
    expect([answer.code, existsSync(desk.data)]).toEqual([1, false]);
    expect(answer.complaint).toContain(desk.data);
  });
});

describe('making listeners (F032, F088)', () => {
  it('a new one gets a password, shown once, and is asked for agreements by the app', async () => {
    const answer = await desk.type('listener Rowan');
    expect(answer.code).toBe(0);
    const password = /shown this once: (\S+)/.exec(answer.out)?.[1] ?? '';
    expect(await opens('Rowan', password)).toBe(true);
    expect(toActor(await desk.account('Rowan'))).toMatchObject({ type: 'listener', consent: 'missing', ageGroup: null });
    expect(answer.out).toContain('agreements');
  });

  it('one whose agreement the operator holds may listen at once', async () => {
    expect((await desk.type(`listener Rowan --password ${PASSWORD.replaceAll(' ', '_')} --consented`)).code).toBe(0);
    expect(toActor(await desk.account('rowan'))).toMatchObject({ consent: 'given', ageGroup: 'adult' });
    // Another password later on asks for nothing anew, and says so of nothing.
    expect((await desk.type('listener Rowan --password another_quiet_kettle_singing')).out).not.toContain('agreements');
    await desk.type('listener Hazel --age teen --consented');
    expect(toActor(await desk.account('Hazel'))).toMatchObject({ consent: 'given', ageGroup: 'teen', clearedForTeens: false });
    await desk.type('listener Linden --teens');
    expect(toActor(await desk.account('Linden'))).toMatchObject({ ageGroup: 'adult', clearedForTeens: true, consent: 'missing' });
  });

  it('E6: twice is once: the same password keeps sessions and recovery code, another one ends them', async () => {
    const line = `listener Rowan --password ${PASSWORD.replaceAll(' ', '_')}`;
    await desk.type(line);
    const { id } = await desk.account('Rowan');
    const token = await desk.inStore(async ({ db }) => {
      const opened = await createSessions({ db, ...desk.ports }).open(id, 'laptop');
      return opened.ok ? opened.value.token : '';
    });
    const signedIn = () => desk.inStore(({ db }) => createSessions({ db, ...desk.ports }).authenticate(token));
    const codes = () => desk.inStore(({ db }) => db.selectFrom('recovery_codes').selectAll().execute());
    await desk.inStore(({ db }) => db.insertInto('recovery_codes').values({ account: id, code_hash: 'h', made_at_ms: 1 }).execute());
    expect((await desk.type(line)).code).toBe(0);
    expect(await signedIn()).not.toBeNull();
    expect(await codes()).toHaveLength(1);
    expect((await desk.type('listener Rowan --password -', 'a quite different sentence\n')).code).toBe(0);
    expect(await signedIn()).toBeNull();
    expect(await codes()).toEqual([]);
    expect(await opens('Rowan', 'a quite different sentence')).toBe(true);
    const noted = await desk.inStore(({ db }) => db.selectFrom('account_changes').selectAll().execute());
    expect(noted.filter((change) => change.device !== null)).toHaveLength(1);
  });

  it('a member becomes one and keeps the password', async () => {
    await desk.type(`admin Rowan --password ${PASSWORD.replaceAll(' ', '_')}`);
    const answer = await desk.type('listener Rowan');
    expect(answer.out).not.toContain('Password');
    expect(await opens('Rowan', PASSWORD)).toBe(true);
    expect(toActor(await desk.account('Rowan'))).toMatchObject({ type: 'listener', admin: true });
  });

  it.each([
    ['listener Al', /too short/],
    ['listener Samovar', /kept free/],
    ['listener Rowan --password short', /at least 15/],
    ['listener Rowan --password passwordpassword', /easy to guess/],
  ])('"%s" is refused with a reason, and makes nothing', async (line, reason) => {
    const answer = await desk.type(line);
    expect([answer.code, answer.out]).toEqual([1, '']);
    expect(answer.complaint).toMatch(reason);
    expect(await desk.inStore(({ db }) => db.selectFrom('accounts').selectAll().execute())).toEqual([]);
  });

  it('an age group that was said is not changed', async () => {
    await desk.type('listener Rowan --age teen');
    expect((await desk.type('listener Rowan --age adult')).complaint).toMatch(/another age group/);
  });
});

describe('bans and lists', () => {
  it('ban, list, unban; and a running relay is told each time', async () => {
    await desk.type('listener Rowan --consented');
    expect((await desk.type('ban @ROWAN --reason for_a_test')).out).toBe('@Rowan is banned.');
    expect((await desk.type('list banned')).out).toContain('@Rowan');
    expect((await desk.type('list')).out).toMatch(/accounts\s+listener\s+1/);
    expect((await desk.type('list listeners')).out).toBe('@Rowan  listener, adult, banned');
    await desk.type('unban Rowan --reason for_a_test');
    expect((await desk.type('list banned')).out).toBe('none');
    expect((await desk.type('ban Nobody --reason for_a_test')).complaint).toMatch(/no account @Nobody/);
    expect(await desk.inStore(({ db }) => db.selectFrom('account_changes').selectAll().execute())).toHaveLength(3);
  });
});

describe('ages and clearances (F081, F082, F085, D2)', () => {
  it('are corrected, given and taken back; a clearance is an adult\'s; and a running relay is told each time', async () => {
    await desk.type('listener Rowan --teens --consented');
    expect((await desk.type('age rowan teen --reason for_a_test')).out).toBe('@Rowan is a teen.');
    const teen = { ageGroup: 'teen', clearedForTeens: false, consent: 'missing' };
    expect(toActor(await desk.account('Rowan'))).toMatchObject(teen);
    expect((await desk.type('clear Rowan --reason for_a_test')).complaint).toMatch(/no adult listener/);
    expect((await desk.type('age Rowan adult --reason for_a_test')).out).toBe('@Rowan is an adult.');
    expect((await desk.type('clear Rowan --reason for_a_test')).out).toBe('@Rowan may also talk to teens.');
    expect((await desk.type('unclear Rowan --reason for_a_test')).out).toBe('@Rowan talks to adults only.');
    expect(await desk.inStore(({ db }) => db.selectFrom('account_changes').selectAll().execute())).toHaveLength(5);
    for (const line of ['age Nobody adult', 'clear Nobody']) expect((await desk.type(`${line} --reason for_a_test`)).complaint).toMatch(/no account @Nobody/);
  });
});

describe('grants (F109)', () => {
  const PATHS = ['premium-paths'];

  it('are given and taken back by name, once each, with a line for each; and a running relay is told', async () => {
    await desk.type('listener Rowan');
    const changes = () => desk.inStore(({ db }) => db.selectFrom('account_changes').selectAll().execute());
    const before = (await changes()).length;
    expect(entitlementsOf(await desk.account('Rowan'))).toEqual([]);
    expect((await desk.type('list grants')).out).toBe('none');
    expect((await desk.type('grant rowan premium-paths --reason for_a_test')).out).toBe('premium-paths is open to @Rowan.');
    expect((await desk.type('grant @Rowan premium-paths --reason for_a_test')).code).toBe(0);
    expect(entitlementsOf(await desk.account('Rowan'))).toEqual(PATHS);
    expect((await desk.type('revoke Rowan premium-paths --reason for_a_test')).out).toBe('premium-paths is not open to @Rowan.');
    expect((await desk.type('revoke Rowan premium-paths --reason for_a_test')).code).toBe(0);
    expect(entitlementsOf(await desk.account('Rowan'))).toEqual([]);
    expect(await changes()).toHaveLength(before + 2);
    const lines = (await desk.type('list grants')).out.split('\n');
    expect(lines.map((line) => line.slice(26))).toEqual(['grant   premium-paths  @Rowan', 'revoke  premium-paths  @Rowan']);
    expect((await desk.type('grant Nobody premium-paths --reason for_a_test')).complaint).toMatch(/no account @Nobody/);
  });

  it('what cannot be read opens nothing', () => {
    for (const entitlements of ['', '{}', '[1]', 'null', '"premium-paths"']) expect(entitlementsOf({ entitlements })).toEqual([]);
    expect(entitlementsOf({ entitlements: '["premium-paths"]' })).toEqual(PATHS);
  });
});
