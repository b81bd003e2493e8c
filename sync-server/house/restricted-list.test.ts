import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import { restrictedPlace } from '#shared/people/keeping.ts';
import { insertAccount, newAccount } from '../accounts/account-store.ts';
import { openDatabase, type Database } from '../database/open.ts';
import { createFakePorts } from '../testing/fake-ports.ts';
import { listRestricted } from './restricted-list.ts';

const BY = 'moderator' as AccountId;
const { random } = createFakePorts();

let database: Database;
beforeEach(async () => {
  database = await openDatabase({ file: ':memory:' });
});
afterEach(() => database.close());

/** Accounts made at a few moments only, so that many share one; some wait for an answer. */
async function restrict(count: number, waiting: number): Promise<void> {
  await database.db.transaction().execute(async (trx) => {
    for (let n = 0; n < count; n += 1) {
      const row = newAccount(random, `person${n}`, 'guest', 1_000 + (n % 3));
      await insertAccount(trx, row);
      await trx.updateTable('accounts').set(n % 2 === 0 ? { banned: 1 } : { held: 1 }).where('id', '=', row.id).execute();
      const appeal = { account: row.id, text: 'words', at_ms: n, answer: null, answered_at_ms: null };
      if (n < waiting) await trx.insertInto('appeals').values({ ...appeal, state: 'waiting' }).execute();
    }
  });
}

async function pages(): Promise<string[][]> {
  const all: string[][] = [];
  for (let after: string | null = null; all.length < 10; ) {
    const page = await listRestricted(database.db, BY, after);
    all.push(page.people.map(({ name }) => name));
    if (page.next === null) return all;
    expect(restrictedPlace.safeParse(page.next).success).toBe(true);
    after = page.next;
  }
  throw new Error('it does not end');
}

describe('F103, F104: who is banned or held, page after page', () => {
  it.each([
    ['fewer than a page', 3, 1, [3]],
    ['exactly a page', KEEPING.maxListed, 0, [200]],
    ['a page that ends among those who wait', 450, 250, [200, 200, 50]],
    ['a page that ends among accounts of one moment', 450, 10, [200, 200, 50]],
  ])('%s: everybody once', async (_what, count, waiting, sizes) => {
    await restrict(count, waiting);
    const shown = await pages();
    expect(shown.map(({ length }) => length)).toEqual(sizes);
    expect(new Set(shown.flat()).size).toBe(count);
    // The longest waiting first, before everybody else.
    expect(shown.flat().slice(0, waiting)).toEqual(Array.from({ length: waiting }, (_, n) => `person${n}`));
  });

  it('nobody is passed over who is banned before and after, whatever is done between two pages', async () => {
    await restrict(500, 250);
    const { db } = database;
    const id = async (name: string) => (await db.selectFrom('accounts').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
    const free = async (name: string) => db.updateTable('accounts').set({ banned: 0, held: 0 }).where('id', '=', await id(name)).execute();
    const seen = new Set<string>();
    const gone = new Set<string>();
    const begun = new Set<string>();
    for (let after: string | null = null, turn = 0; ; turn += 1) {
      const page: Awaited<ReturnType<typeof listRestricted>> = await listRestricted(db, BY, after);
      for (const { name } of page.people) seen.add(name);
      if (page.next === null) break;
      after = page.next;
      const [first, second, last] = [page.people[0]!.name, page.people[1]!.name, page.people.at(-1)!.name];
      // Those at both ends are let go, one is answered, and somebody whom no page has shown begins to wait.
      for (const name of [first, last]) {
        await free(name);
        gone.add(name);
      }
      await db.updateTable('appeals').set({ state: 'answered' }).where('account', '=', await id(second)).execute();
      const unseen = Array.from({ length: 250 }, (_, n) => `person${499 - n}`).find((name) => !seen.has(name) && !begun.has(name));
      if (unseen !== undefined) {
        begun.add(unseen);
        await db.insertInto('appeals').values({ account: await id(unseen), text: 'words', at_ms: turn, state: 'waiting', answer: null, answered_at_ms: null }).execute();
      }
      const late = newAccount(random, `late${turn}`, 'guest', 1_001);
      await db.transaction().execute((trx) => insertAccount(trx, { ...late, banned: 1 }));
    }
    expect(begun.size).toBeGreaterThan(1);
    for (let n = 0; n < 500; n += 1) expect(seen).toContain(`person${n}`);
    expect(gone.size).toBeGreaterThan(3);
  });

  it('in the place of a page nobody is named, and one of another form begins at the beginning', async () => {
    await restrict(KEEPING.maxListed + 1, 0);
    const { next } = await listRestricted(database.db, BY, null);
    expect(next).toMatch(/^r1000-[0-9a-f]{16}-0$/);
    expect((await listRestricted(database.db, BY, 'elsewhere')).people.length).toBe(KEEPING.maxListed);
  });
});
