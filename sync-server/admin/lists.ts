import { countAccounts, type Sql } from '../accounts/account-store.ts';
import { toldOf } from '../house/restriction-store.ts';
import type { ListTopic } from './command.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';
import { listGrants } from './grants.ts';
import { listAgeWishes, listAgreements, listAppeals, listApplications } from './waiting.ts';

/** Prints what is in the store: numbers, or names with what the operator has said about them. */
export async function list(context: AdminContext, db: Sql, what: ListTopic): Promise<Outcome> {
  for (const line of await linesOf(db, what)) context.say(line);
  return DONE;
}

function linesOf(db: Sql, what: ListTopic): Promise<string[]> {
  switch (what) {
    case 'counts':
      return counts(db);
    case 'grants':
      return listGrants(db);
    case 'appeals':
      return listAppeals(db);
    case 'applications':
      return listApplications(db);
    case 'ages':
      return listAgeWishes(db);
    case 'agreements':
      return listAgreements(db);
    default:
      return accounts(db, what);
  }
}

async function counts(db: Sql): Promise<string[]> {
  const byType = await countAccounts(db);
  const byState = await db
    .selectFrom('chats')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .orderBy('state')
    .execute();
  const waiting = await db.selectFrom('requests').select('id').where('state', '=', 'waiting').execute();
  const documents = await db.selectFrom('documents').select((eb) => eb.fn.countAll<number>().as('count')).execute();
  return [
    ...byType.map((row) => `accounts  ${row.type.padEnd(10)} ${row.count}`),
    ...byState.map((row) => `chats     ${row.state.padEnd(10)} ${row.count}`),
    `requests  waiting    ${waiting.length}`,
    `documents            ${documents[0]?.count ?? 0}`,
  ];
}

async function accounts(db: Sql, what: 'listeners' | 'admins' | 'banned' | 'held' | 'cleared'): Promise<string[]> {
  const all = db.selectFrom('accounts').selectAll().where('forgotten_at_ms', 'is', null).orderBy('name_folded');
  const query = {
    listeners: all.where('type', '=', 'listener'),
    admins: all.where('admin', '=', 1),
    banned: all.where('banned', '=', 1),
    held: all.where('held', '=', 1),
    // Of every kind that can be (F085).
    cleared: all.where('cleared_for_teens', '=', 1),
  }[what];
  const rows = await query.execute();
  if (rows.length === 0) return ['none'];
  return rows.map((row) => {
    const notes = [
      row.age_group ?? 'age not said',
      ...(row.consented_at_ms === null ? ['has not agreed yet'] : []),
      ...(row.cleared_for_teens === 1 ? ['also for teens'] : []),
      ...(row.admin === 1 ? ['admin'] : []),
      ...(row.banned === 1 ? ['banned'] : []),
      // On one line, whatever they are.
      ...(toldOf(row) === null ? [] : [`reads ${JSON.stringify(toldOf(row))}`]),
      ...(row.held === 1 ? ['held'] : []),
    ];
    return `@${row.name}  ${row.type}, ${notes.join(', ')}`;
  });
}
