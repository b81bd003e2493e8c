import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toActor } from '../accounts/account-facts.ts';
import { AdminDesk } from './testing/desk.ts';

let desk: AdminDesk;
beforeEach(() => {
  desk = new AdminDesk();
});
afterEach(() => desk.close());

const WHY = '--reason for_a_test';
const said = async (line: string): Promise<string> => {
  const answer = await desk.type(line);
  return answer.code === 0 ? answer.out : answer.complaint;
};
const standing = async (name: string) => toActor(await desk.account(name)).standing;

describe('roles from the console (F206, F209)', () => {
  it('are given and taken back; a running relay is told each time', async () => {
    await desk.type('listener Rowan --consented');
    expect(await said(`role give moderator @rowan ${WHY}`)).toBe('@Rowan is Moderator.');
    expect(await standing('Rowan')).toMatchObject({ rank: 2, capabilities: ['people.ban'] });
    expect(await said('role list')).toMatch(/2 {2}moderator +safety +people\.ban +@Rowan/);
    expect(await said(`role take moderator Rowan ${WHY}`)).toBe('@Rowan is no Moderator any more.');
    expect(await standing('Rowan')).toMatchObject({ rank: 0, capabilities: [] });
    expect(await desk.inStore(({ db }) => db.selectFrom('account_changes').selectAll().execute())).toHaveLength(3);
    expect(await said(`role give gardener Rowan ${WHY}`)).toMatch(/no role gardener/);
    expect(await said(`role give moderator Nobody ${WHY}`)).toMatch(/no account @Nobody/);
  });

  it('are made, changed and removed, with what is missing told; the admins\' stays', async () => {
    await desk.type('listener Rowan');
    const texts = '--en Greeter --es Anfitrión --purpose-en Says_hello. --purpose-es Saluda.';
    expect(await said(`role add greeter --track welcome --rank 2 ${texts} --can people.ban ${WHY}`)).toBe('greeter: Greeter, rank 2.');
    expect(await said(`role add greeter --track welcome --rank 2 ${texts} ${WHY}`)).toMatch(/already/);
    await desk.type(`role give greeter Rowan ${WHY}`);
    expect(await said(`role edit greeter --rank 4 --can none ${WHY}`)).toBe('greeter: Greeter, rank 4.');
    expect(await standing('Rowan')).toMatchObject({ rank: 4, capabilities: [] });
    expect(await said(`role add other --rank 2 ${WHY}`)).toMatch(/what is missing or too long: track, names en/);
    expect(await said(`role edit greeter --track nowhere ${WHY}`)).toMatch(/tracks are welcome, safety/);
    expect(await said(`role edit greeter --en Adult_teen_listener ${WHY}`)).toMatch(/clearance/);
    expect(await said(`role remove greeter ${WHY}`)).toBe('greeter is no role any more.');
    expect(await standing('Rowan')).toMatchObject({ rank: 0 });
    for (const act of ['remove', 'edit']) expect(await said(`role ${act} admin ${WHY}`)).toMatch(/needs its admins/);
  });

  it('an admin made here holds the admins\' role, and laying it down takes the flag with it', async () => {
    await desk.type('admin Rowan');
    expect(await standing('Rowan')).toMatchObject({ rank: 7 });
    expect((await desk.account('Rowan')).admin).toBe(1);
    await desk.type(`role take admin Rowan ${WHY}`);
    expect([(await desk.account('Rowan')).admin, (await standing('Rowan')).rank]).toEqual([0, 0]);
  });
});

describe('G3: what was done at the console is in the record, too', () => {
  it('every act with power, with its reason; and a line that was touched is named', async () => {
    await desk.type('listener Rowan --teens --consented');
    for (const line of ['ban Rowan', 'unban Rowan', 'unclear Rowan', 'age Rowan teen', 'grant Rowan premium-paths', 'revoke Rowan premium-paths']) {
      expect((await desk.type(`${line} ${WHY}`)).code).toBe(0);
    }
    await desk.type(`role give mentor Rowan ${WHY}`);
    const lines = (await said('audit')).split('\n').map((line) => line.split('  ')[2]);
    expect(lines).toEqual([
      'make-listener @Rowan', 'clear @Rowan', 'ban @Rowan', 'unban @Rowan', 'unclear @Rowan', 'correct-age @Rowan', 'grant @Rowan', 'revoke @Rowan',
      'give-role @Rowan',
    ]);
    expect(await said('audit')).toContain('"for a test"');
    expect(await said('audit verify')).toMatch(/whole: 9 lines, the last one [0-9a-f]{64}/);
    await desk.inStore(({ db }) => db.updateTable('audit').set({ reason: 'another' }).where('seq', '=', 3).execute());
    const tampered = await desk.type('audit verify');
    expect([tampered.code, tampered.complaint]).toEqual([1, 'The record of acts is not whole: line 3 was changed, or stands where another stood.']);
  });

  it('a line of a listener or an admin made names each fact that changed, and no other', async () => {
    const password = 'tall_pines_beside_a_slow_river';
    await desk.type(`listener Rowan --password ${password}`);
    await desk.type(`listener Rowan --password ${password} --age adult --teens ${WHY}`);
    await desk.type('listener Rowan --age adult --teens --consented');
    await desk.type('listener Rowan --password another_tall_row_of_pines');
    await desk.type('listener Hazel --age teen --consented');
    await desk.type('admin Rowan --password tall_pines_once_more_indeed');
    const lines = await desk.inStore(({ db }) => db.selectFrom('audit').select('after').orderBy('seq').execute());
    expect(lines.map(({ after }) => after)).toEqual([
      'listener, another password',
      'listener, age adult',
      'cleared',
      'listener, agreements noted',
      'listener, another password',
      'listener, age teen, agreements noted, parent\'s agreement noted, another password',
      'admin, another password',
    ]);
  });

  it('a role\'s other name is in it', async () => {
    await desk.type('listener Rowan');
    await desk.type(`role edit mentor --en Guide ${WHY}`);
    const line = await desk.inStore(({ db }) => db.selectFrom('audit').select(['before', 'after']).where('act', '=', 'edit-role').executeTakeFirstOrThrow());
    expect([line.before, line.after]).toEqual([expect.stringContaining('"Mentor" / "Mentor", teens: "Teen star"'), expect.stringContaining('"Guide" / "Mentor"')]);
  });

  it('F085: somebody who turns out to be a teen waits for no clearance any more', async () => {
    await desk.type('listener Rowan --age adult');
    const { id } = await desk.account('Rowan');
    const asked = { account: id, text: 'My check.', at_ms: 1, state: 'waiting', answer: null, answered_at_ms: null } as const;
    await desk.inStore(({ db }) => db.insertInto('clearance_applications').values(asked).execute());
    const state = () => desk.inStore(({ db }) => db.selectFrom('clearance_applications').select('state').execute());
    await desk.type(`age Rowan adult ${WHY}`);
    expect(await state()).toEqual([{ state: 'waiting' }]);
    await desk.type(`age Rowan teen ${WHY}`);
    expect(await state()).toEqual([{ state: 'declined' }]);
  });

  it('nothing that was refused or changed nothing is in it', async () => {
    await desk.type('listener Rowan');
    for (const line of ['unban Rowan', 'release Rowan', 'clear Rowan', 'ban Nobody', 'role take mentor Rowan']) await desk.type(`${line} ${WHY}`);
    expect((await said('audit')).split('\n')).toHaveLength(1);
  });
});
