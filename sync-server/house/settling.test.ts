import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#shared/api/schemas.ts';
import type { EndpointName } from '#shared/api/contract.ts';
import type { OwnRestriction } from '#shared/people/keeping.ts';
import { createTestServer, type Answer, type TestServer } from '../http/testing.ts';
import { giveRole, saveRole } from './role-store.ts';
import { FIRST_ROLES } from '#shared/people/roles.ts';

const PASSWORD = 'tall pines beside a slow river';
const PLENTY = { burst: 10_000, refillMs: 1 };
const reason = 'because it was needed';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ rates: { command: PLENTY, newGuest: PLENTY } });
});
afterEach(() => server.close());

async function member(name: string, ...roles: string[]): Promise<Session> {
  const guest = await server.guest();
  const session = (await server.call('becomeMember', { token: guest.token, body: { name, password: PASSWORD } })).json as Session;
  await server.database.db.transaction().execute(async (trx) => {
    for (const role of roles) await giveRole(trx, { by: null, reason, nowMs: 1 }, role, session.me.account);
  });
  return session;
}
const as = (who: Session, name: EndpointName, body?: unknown): Promise<Answer> => server.call(name, { token: who.token, ...(body === undefined ? {} : { body }) });
const codeOf = (answer: Answer): string => (answer.status === 200 ? 'done' : `${answer.problem.code} ${answer.problem.rule ?? ''}`.trim());
const set = (name: string, values: object) => server.database.db.updateTable('accounts').set(values).where('name', '=', name).execute();

describe('F085: an application is granted to an adult listener alone, as they are then', () => {
  it.each([
    ['a teen', { age_group: 'teen' }],
    ['no listener any more', { type: 'member' }],
    ['banned', { banned: 1 }],
    ['held', { held: 1 }],
  ])('not to somebody who meanwhile is %s; declined it is all the same', async (_, since) => {
    const [admin, hazel] = [await member('Abelia', 'admin'), await member('Hazel')];
    await set('Hazel', { type: 'listener', age_group: 'adult' });
    const asked = { account: hazel.me.account, text: 'My check.', at_ms: 1, state: 'waiting', answer: null, answered_at_ms: null } as const;
    await server.database.db.insertInto('clearance_applications').values(asked).execute();
    await set('Hazel', since);
    const settle = async (grant: boolean) => codeOf(await as(admin, 'settleApplication', { name: 'Hazel', grant, reason }));
    expect(await settle(true)).toBe('denied P46-adult-listeners');
    expect(((await as(hazel, 'me')).json as Session['me']).clearedForTeens).toBe(false);
    expect(await settle(false)).toBe('done');
  });
});

describe('F206: appointing is no way to more than one has', () => {
  it('P44: nobody gives a role with a power that they do not hold; P42: nor takes one from somebody above', async () => {
    const lead = await member('Larkspur', 'mentor-leader');
    await member('Abelia', 'admin', 'supporter');
    await member('Rowan');
    const auditor = { ...FIRST_ROLES[0]!, id: 'auditor', rank: 2, capabilities: ['audit.read' as const] };
    await server.database.db.transaction().execute((trx) => saveRole(trx, { by: null, reason, nowMs: 1 }, auditor));
    const did = async (how: 'giveRole' | 'takeRole', role: string, name: string) => codeOf(await as(lead, how, { role, name, reason }));
    expect(await did('giveRole', 'auditor', 'Rowan')).toBe('denied P44-own-capabilities');
    expect(await did('giveRole', 'moderator', 'Rowan')).toBe('done');
    expect(await did('takeRole', 'moderator', 'Rowan')).toBe('done');
    expect(await did('takeRole', 'supporter', 'Abelia')).toBe('denied P42-from-above');
  });
});

it('P45: one text at a time; after the answer there is room for another', async () => {
  const [moderator, willow] = [await member('Marigold', 'moderator'), await member('Willow')];
  await as(moderator, 'banPerson', { name: 'Willow', reason });
  const say = async (text: string) => codeOf(await as(willow, 'writeAppeal', { text }));
  expect([await say('It was not me.'), await say('Really.')]).toEqual(['done', 'denied P45-one-appeal']);
  await as(moderator, 'answerAppeal', { name: 'Willow', answer: 'We looked again.' });
  expect([await say('Look at this too.'), await say('And at this.')]).toEqual(['done', 'denied P45-one-appeal']);
  expect(((await as(willow, 'readOwnRestriction')).json as OwnRestriction).appeal).toMatchObject({ text: 'Look at this too.', answer: null });
});
