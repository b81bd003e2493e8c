import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import type { PersonView } from '#shared/people/keeping.ts';
import type { TestServer } from '../http/testing.ts';
import { codeOf, openKeptHouse, reason, type KeptHouse } from './testing/kept-house.ts';

let server: TestServer;
let member: KeptHouse['member'];
let as: KeptHouse['as'];
beforeEach(async () => {
  ({ server, member, as } = await openKeptHouse());
});
afterEach(() => server.close());

const set = (name: string, values: object) => server.database.db.updateTable('accounts').set(values).where('name', '=', name).execute();
const CLEARED = { type: 'listener', age_group: 'adult', cleared_for_teens: 1 };
const WHY = { reason: 'their check has lapsed' };
async function cleared(name: string, ...roles: string[]): Promise<Session> {
  const session = await member(name, ...roles);
  await set(name, CLEARED);
  return session;
}
const listed = async (by: Session, text?: string): Promise<string[]> => {
  const path = await server.app.inject({ method: 'GET', url: `/api/house/cleared${text === undefined ? '' : `?text=${text}`}`, headers: { authorization: `Bearer ${by.token}` } });
  return (path.json() as { people: { name: string }[] }).people.map(({ name }) => name);
};

describe('F085: a clearance is taken back in the app', () => {
  it('who is cleared is listed, by the beginning of a name; one is taken back at once, and its person reads why', async () => {
    const [keeper, hazel] = [await member('Magnolia', 'community-manager'), await cleared('Hazel')];
    await cleared('Rowan');
    expect(await listed(keeper)).toEqual(['Hazel', 'Rowan']);
    expect(await listed(keeper, '@haz')).toEqual(['Hazel']);
    expect(codeOf(await as(keeper, 'endClearance', { name: 'Hazel', ...WHY }))).toBe('done');
    expect(((await as(hazel, 'me')).json as Session['me']).clearedForTeens).toBe(false);
    expect((await as(hazel, 'readOwnClearance')).json).toMatchObject({ cleared: false, takenBack: { reason: WHY.reason, because: null } });
    expect(await listed(keeper)).toEqual(['Rowan']);
    expect(codeOf(await as(keeper, 'endClearance', { name: 'Hazel', ...WHY }))).toBe('not-found');
    const { act, by, whom, before, after } = await server.database.db.selectFrom('audit').selectAll().orderBy('seq', 'desc').executeTakeFirstOrThrow();
    expect({ act, by, whom, before, after }).toEqual({ act: 'unclear', by: keeper.me.account, whom: hazel.me.account, before: 'cleared', after: 'not cleared' });
  });

  it('why is told until something was asked for since, or the clearance is there again', async () => {
    const [keeper, hazel] = [await member('Magnolia', 'community-manager'), await cleared('Hazel')];
    await as(keeper, 'endClearance', { name: 'Hazel', ...WHY });
    server.fake.advance(1_000);
    const asked = { account: hazel.me.account, text: 'A newer check.', at_ms: server.fake.clock.nowMs(), state: 'waiting', answer: null, answered_at_ms: null } as const;
    await server.database.db.insertInto('clearance_applications').values(asked).execute();
    expect((await as(hazel, 'readOwnClearance')).json).toMatchObject({ takenBack: null });
    expect(codeOf(await as(keeper, 'settleApplication', { name: 'Hazel', grant: true, reason }))).toBe('done');
    expect((await as(hazel, 'readOwnClearance')).json).toMatchObject({ cleared: true, takenBack: null });
  });

  it('P59: it protects others, so that an open chat with them is no reason to wait', async () => {
    const [keeper, hazel] = [await member('Magnolia', 'community-manager'), await cleared('Hazel')];
    await server.database.db.insertInto('chats').values({
      id: 'c'.repeat(20) as never, seeker: keeper.me.account, listener: hazel.me.account, topic: null, language: 'en', state: 'open', opened_at_ms: 1,
      ended_at_ms: null, ended_by: null, opened_by: hazel.me.account,
    }).execute();
    expect(codeOf(await as(keeper, 'endClearance', { name: 'Hazel', ...WHY }))).toBe('done');
  });

  it('P41–P43: from above alone, never one\'s own, and D5: to whoever may not, everybody is nobody', async () => {
    const [keeper, plain] = [await cleared('Magnolia', 'community-manager'), await member('Plain')];
    await cleared('Hazel', 'community-manager');
    await cleared('Rowan');
    const end = async (by: Session, name: string) => codeOf(await as(by, 'endClearance', { name, ...WHY }));
    expect(await end(keeper, 'Magnolia')).toBe('denied P43-not-oneself');
    expect(await end(keeper, 'Hazel')).toBe('denied P42-from-above');
    const blind = await Promise.all(['Rowan', 'Nobody'].map((name) => as(plain, 'endClearance', { name, ...WHY })));
    expect(new Set(blind.map(({ bytes }) => bytes)).size).toBe(1);
    expect(codeOf(await as(plain, 'readCleared'))).toBe('denied P41-needs-role');
    expect(codeOf(await as(await member('Marigold', 'moderator'), 'readCleared'))).toBe('denied P41-needs-role');
  });

  it('F024: looked up by their exact name, it is seen', async () => {
    const moderator = await member('Marigold', 'moderator');
    await cleared('Hazel');
    await member('Rowan');
    const seen = async (name: string) => ((await as(moderator, 'lookUpPerson', { name })).json as PersonView).cleared;
    expect([await seen('Hazel'), await seen('Rowan')]).toEqual([true, false]);
  });
});
