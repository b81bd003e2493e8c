import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe('looking one person up at the console', () => {
  it('F024: by the exact name, and says what the app says to those who keep the house', async () => {
    await desk.type('listener Rowan --teens --consented');
    await desk.type(`role give mentor Rowan ${WHY}`);
    expect(await said('show @ROWAN')).toBe(['@Rowan', 'type        listener', 'roles       Mentor (rank 3)', 'for teens   cleared', 'against it  nothing'].join('\n'));
    expect(await said('show')).toMatch(/needs a name/);
    for (const name of ['Row', 'owan', 'Nobody']) expect(await said(`show ${name}`)).toBe(`There is no account @${name}.`);
  });

  it('says of an age nothing, like the app, and changes nothing: no line in the record, no word to a relay', async () => {
    const before = async () => desk.inStore(async ({ db }) => [
      await db.selectFrom('audit').selectAll().execute(), await db.selectFrom('account_changes').selectAll().execute(), await db.selectFrom('accounts').selectAll().execute(),
    ]);
    for (const [name, age] of [['Rowan', 'teen'], ['Hazel', 'adult']]) await desk.type(`listener ${name} --age ${age} --consented`);
    const was = await before();
    expect((await said('show Rowan')).replace('Rowan', 'Hazel')).toBe(await said('show Hazel'));
    expect(await before()).toEqual(was);
  });

  it('F103, F104: what stands against somebody, since when and why, and what they say to it, on one line each', async () => {
    await desk.type('listener Rowan');
    await desk.type(`ban Rowan ${WHY}`);
    const { id: account } = await desk.account('Rowan');
    expect(await said('show Rowan')).toMatch(/\nfor teens {3}not cleared\nagainst it {2}banned since \S+: "for a test"\nappeal {6}none$/);
    await desk.inStore(({ db }) => db.insertInto('appeals').values({ account, text: 'a\nword', at_ms: 1, state: 'waiting', answer: null, answered_at_ms: null }).execute());
    expect(await said('show Rowan')).toMatch(/\nappeal {6}1970-01-01T00:00:00.001Z {2}"a\\nword" {2}waits for an answer$/);
    await desk.type('answer Rowan --words We_looked_again.');
    expect(await said('show Rowan')).toMatch(/"a\\nword" {2}answered \S+: "We looked again\."$/);
    await desk.type(`unban Rowan ${WHY}`);
    expect(await said('show Rowan')).toMatch(/\nagainst it {2}nothing$/); // what is over is told by the record alone
  });

  it('nobody is found who has gone', async () => {
    await desk.type('listener Rowan');
    await desk.inStore(({ db }) => db.updateTable('accounts').set({ forgotten_at_ms: 1 }).execute());
    expect(await said('show Rowan')).toBe('There is no account @Rowan.');
  });
});
