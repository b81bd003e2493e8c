import type { AccountId } from '#shared/ids.ts';
import { ASKED_TEXTS } from '#shared/people/watching.ts';
import type { Sql } from '../accounts/account-store.ts';
import { readAgreements } from '../house/agreements.ts';
import { earlierNo } from '../house/earlier.ts';
import { therapistApplications } from '../house/therapists.ts';
import { earlierWords, licenceWords, line, NONE } from './words.ts';

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

/** More than will ever wait at once. */
export const MANY = 1_000;

/** Nobody: whoever sits at the console has no chats, and is none of those who apply. */
export const NOBODY = '' as AccountId;

/** Who asks to be cleared for teens (F085), and who to be a therapist (F042), the longest waiting first. */
export async function listApplications(db: Sql): Promise<string[]> {
  const therapists = await therapistApplications.waiting(db, null, MANY);
  const all = [
    ...(await clearances(db)),
    ...therapists.map(({ name, text, atMs, licence, earlier }) =>
      ({ atMs, said: line(atMs, name, `to be a therapist${licence === null ? '' : `: ${licenceWords(licence)}`}`, JSON.stringify(text), ...earlierWords(earlier)) })),
  ];
  return all.length === 0 ? NONE : all.toSorted((one, other) => one.atMs - other.atMs).map(({ said }) => said);
}

async function clearances(db: Sql): Promise<{ atMs: number; said: string }[]> {
  const rows = await db
    .selectFrom('clearance_applications as asked')
    .innerJoin('accounts', 'accounts.id', 'asked.account')
    .select(['asked.at_ms', 'asked.text', 'asked.account', 'accounts.name'])
    .where('asked.state', '=', 'waiting')
    .where('accounts.forgotten_at_ms', 'is', null)
    .orderBy('asked.seq')
    .execute();
  const said: { atMs: number; said: string }[] = [];
  for (const { at_ms: atMs, name, text, account } of rows) {
    const earlier = earlierWords(await earlierNo(db, 'clearance_applications', account));
    said.push({ atMs, said: line(atMs, name, 'to be cleared for teens', JSON.stringify(text), ...earlier) });
  }
  return said;
}

/** Who asks to be noted in the other age group (F082). */
export async function listAgeWishes(db: Sql): Promise<string[]> {
  const rows = await db
    .selectFrom('age_wishes as asked')
    .innerJoin('accounts', 'accounts.id', 'asked.account')
    .select(['asked.at_ms', 'asked.text', 'asked.wanted', 'asked.account', 'accounts.name'])
    .where('asked.state', '=', 'waiting')
    .where('accounts.forgotten_at_ms', 'is', null)
    .orderBy('asked.seq')
    .execute();
  const said: string[] = [];
  for (const { at_ms: atMs, name, wanted, text, account } of rows) {
    const earlier = earlierWords(await earlierNo(db, 'age_wishes', account));
    said.push(line(atMs, name, `wishes to be noted as ${wanted}`, JSON.stringify(text), ...earlier));
  }
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
