import { afterEach, beforeEach, expect, it } from 'vitest';
import { KEEPING } from '#shared/limits.ts';
import { writeAct } from '../house/audit.ts';
import { AdminDesk } from './testing/desk.ts';

const LINES = KEEPING.auditPageSize * 2 + 7;

let desk: AdminDesk;

beforeEach(async () => {
  desk = new AdminDesk();
  await desk.type('admin Rowan');
  await desk.inStore(({ db }) =>
    db.transaction().execute(async (trx) => {
      for (let seq = 2; seq <= LINES; seq += 1) await writeAct(trx, seq, { act: 'ban', by: null, whom: null, reason: `line ${seq}` });
    }),
  );
});
afterEach(() => desk.close());

it('G3: the whole record can be read at the console, page by page, each line once, as each page says', async () => {
  const seen: number[] = [];
  let next: string | undefined = 'audit';
  for (let pages = 0; next !== undefined && pages < 10; pages += 1) {
    const { code, out } = await desk.type(next);
    expect(code).toBe(0);
    const page = out.split('\n').filter((line) => /^\d/.test(line)).map((line) => Number.parseInt(line, 10));
    expect(page.length).toBeLessThanOrEqual(KEEPING.auditPageSize);
    seen.unshift(...page);
    next = /npm run admin -- (audit --before \d+)/.exec(out)?.[1];
  }
  expect(seen).toEqual(Array.from({ length: LINES }, (_, n) => n + 1));
});

it('says nothing of older lines where the first one is shown', async () => {
  expect((await desk.type(`audit --before ${KEEPING.auditPageSize + 1}`)).out).not.toContain('--before');
  expect((await desk.type('audit --before 1')).out).toBe('none');
});

it.each(['audit --before', 'audit --before 0', 'audit --before two', 'audit --before 1.5', 'audit verify --before 3'])('"%s" is not understood', async (line) => {
  expect(await desk.type(line)).toMatchObject({ code: 2, out: '' });
});
