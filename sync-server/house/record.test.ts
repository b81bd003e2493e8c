import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEEPING } from '#shared/limits.ts';
import type { AuditPage } from '#shared/people/keeping.ts';
import type { TestServer } from '../http/testing.ts';
import { verifyAudit } from './audit.ts';
import { codeOf, openKeptHouse, reason, type KeptHouse } from './testing/kept-house.ts';

let server: TestServer;
let member: KeptHouse['member'];
let as: KeptHouse['as'];
beforeEach(async () => {
  ({ server, member, as } = await openKeptHouse());
});
afterEach(() => server.close());

describe('G3: every act with power leaves its line', () => {
  it('who, what, whom and why; nothing that was refused, and nothing of what anybody said', async () => {
    const [admin, willow] = [await member('Abelia', 'admin'), await member('Willow')];
    await as(admin, 'giveRole', { role: 'supporter', name: 'Willow', reason: 'kind to newcomers' });
    await as(willow, 'giveRole', { role: 'supporter', name: 'Abelia', reason: 'refused' });
    await as(admin, 'banPerson', { name: 'Willow', reason: 'unkind words' });
    await as(willow, 'writeAppeal', { text: 'a canary in my appeal' });
    await as(admin, 'answerAppeal', { name: 'Willow', answer: 'a canary in the answer' });
    await as(admin, 'banPerson', { name: 'Willow', reason: 'twice is once' });
    const page = (await as(admin, 'readAudit')).json as AuditPage;
    expect(page.lines.map(({ act, by, whom }) => `${act} ${by} ${whom}`)).toEqual([
      'answer-appeal Abelia Willow', 'ban Abelia Willow', 'give-role Abelia Willow', 'give-role null Abelia',
    ]);
    expect(page.lines[1]).toMatchObject({ reason: 'unkind words', because: null, before: null, after: 'banned' });
    expect(page.lines[0]).toMatchObject({ because: 'appeal-waited', before: 'appeal 1', after: 'answered' });
    expect(JSON.stringify(page)).not.toContain('canary');
    expect(codeOf(await as(willow, 'readAudit'))).toMatch(/^denied/);
    expect(await verifyAudit(server.database.db)).toMatchObject({ whole: true, lines: 4 });
  });

  it('a reason is required', async () => {
    const admin = await member('Abelia', 'admin');
    await member('Willow');
    for (const why of [undefined, '', '  ', 'x'.repeat(KEEPING.maxReasonLength + 1)]) {
      expect(codeOf(await as(admin, 'banPerson', { name: 'Willow', reason: why }))).toBe('bad-request');
    }
  });

  it('is paged', async () => {
    const admin = await member('Abelia', 'admin');
    await member('Willow');
    for (let n = 0; n < KEEPING.auditPageSize; n += 1) {
      await as(admin, n % 2 === 0 ? 'giveRole' : 'takeRole', { role: 'supporter', name: 'Willow', reason });
    }
    const first = (await as(admin, 'readAudit')).json as AuditPage;
    expect([first.lines.length, first.lines[0]?.seq, first.next]).toEqual([KEEPING.auditPageSize, 51, 2]);
    const response = await server.app.inject({ method: 'GET', url: `/api/house/audit?before=${first.next}`, headers: { authorization: `Bearer ${admin.token}` } });
    expect(response.json<AuditPage>()).toMatchObject({ lines: [{ seq: 1 }], next: null });
  });
});
