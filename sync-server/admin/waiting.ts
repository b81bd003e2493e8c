import { ASKED_TEXTS } from '#shared/people/watching.ts';
import type { Sql } from '../accounts/account-store.ts';
import { readAgreements } from '../house/agreements.ts';

/** What somebody said, on one line: whatever would move the cursor is written out. */
const line = (atMs: number, name: string, ...rest: readonly string[]): string => [new Date(atMs).toISOString(), `@${name}`, ...rest].join('  ');
const NONE = ['none'];

/** Appeals that wait for an answer, the longest waiting first. */
export async function listAppeals(db: Sql): Promise<string[]> {
  const rows = await db
    .selectFrom('appeals')
    .innerJoin('accounts', 'accounts.id', 'appeals.account')
    .select(['appeals.at_ms', 'appeals.text', 'accounts.name', 'accounts.banned'])
    .where('appeals.state', '=', 'waiting')
    .where('accounts.forgotten_at_ms', 'is', null)
    .orderBy('appeals.seq')
    .execute();
  const said = rows.map(({ at_ms: atMs, name, banned, text }) => line(atMs, name, banned === 1 ? 'banned' : 'held', JSON.stringify(text)));
  return said.length === 0 ? NONE : said;
}

/** Who asks to be cleared for teens (F085). */
export async function listClearances(db: Sql): Promise<string[]> {
  const rows = await db
    .selectFrom('clearance_applications as asked')
    .innerJoin('accounts', 'accounts.id', 'asked.account')
    .select(['asked.at_ms', 'asked.text', 'accounts.name'])
    .where('asked.state', '=', 'waiting')
    .where('accounts.forgotten_at_ms', 'is', null)
    .orderBy('asked.seq')
    .execute();
  const said = rows.map(({ at_ms: atMs, name, text }) => line(atMs, name, JSON.stringify(text)));
  return said.length === 0 ? NONE : said;
}

/** Who asks to be noted in the other age group (F082). */
export async function listAgeWishes(db: Sql): Promise<string[]> {
  const rows = await db
    .selectFrom('age_wishes as asked')
    .innerJoin('accounts', 'accounts.id', 'asked.account')
    .select(['asked.at_ms', 'asked.text', 'asked.wanted', 'accounts.name'])
    .where('asked.state', '=', 'waiting')
    .where('accounts.forgotten_at_ms', 'is', null)
    .orderBy('asked.seq')
    .execute();
  const said = rows.map(({ at_ms: atMs, name, wanted, text }) => line(atMs, name, `wishes to be noted as ${wanted}`, JSON.stringify(text)));
  return said.length === 0 ? NONE : said;
}

/** F089: which version of each agreement is in force, and how many have agreed to which. A new one comes with a new Samovar. */
export async function listAgreements(db: Sql): Promise<string[]> {
  const { texts } = await readAgreements(db);
  return ASKED_TEXTS.flatMap((name) => {
    const text = texts.find((one) => one.name === name);
    if (text === undefined) return [];
    return [
      ...text.agreed.map(({ version, count }) => `${name.padEnd(14)} ${version.padEnd(14)} ${count}${version === text.version ? '  in force' : ''}`),
      `${name.padEnd(14)} ${'no answer'.padEnd(14)} ${text.unanswered}`,
    ];
  });
}
