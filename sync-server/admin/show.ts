import type { PersonView } from '#shared/people/keeping.ts';
import { err } from '#shared/result.ts';
import { findAccountByName, type Sql } from '../accounts/account-store.ts';
import { viewOf } from '../house/look-up.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';
import { NOBODY } from './waiting.ts';

/**
 * One person, by the exact name (F024): what the app tells those who may do something about them, and not a word more. Of ages nothing:
 * looking leaves no line in the record, and a list of teenagers could be made of it.
 */
export async function show({ say }: AdminContext, db: Sql, name: string): Promise<Outcome> {
  const row = await findAccountByName(db, name);
  if (row === null) return err(`There is no account @${name.replace(/^@/, '')}.`);
  for (const line of linesOf(await viewOf(db, NOBODY, row))) say(line);
  return DONE;
}

const WIDTH = 'against it  '.length;
const fact = (what: string, ...words: readonly string[]): string => `${what.padEnd(WIDTH)}${words.join('  ')}`;
const dateOf = (atMs: number): string => new Date(atMs).toISOString();

function linesOf({ name, type, rank, roles, cleared, restriction, reason, told, sinceMs, appeal }: PersonView): readonly string[] {
  const since = sinceMs === null ? '' : ` since ${dateOf(sinceMs)}`;
  const stands = restriction === null ? 'nothing' : `${restriction}${since}${reason === null ? '' : `: ${JSON.stringify(reason)}`}`;
  return [
    `@${name}`,
    fact('type', type),
    fact('roles', roles.length === 0 ? 'none' : `${roles.map(({ en }) => en).join(', ')} (rank ${rank})`),
    fact('for teens', cleared ? 'cleared' : 'not cleared'),
    fact('against it', stands),
    ...(told === null ? [] : [fact('they read', JSON.stringify(told))]),
    ...(restriction === null ? [] : [fact('appeal', ...appealWords(appeal))]),
  ];
}

function appealWords(appeal: PersonView['appeal']): readonly string[] {
  if (appeal === null) return ['none'];
  const { text, atMs, answer, answeredAtMs } = appeal;
  const answered = answer === null ? 'waits for an answer' : `answered ${answeredAtMs === null ? '' : dateOf(answeredAtMs)}: ${JSON.stringify(answer)}`;
  return [dateOf(atMs), JSON.stringify(text), answered];
}
