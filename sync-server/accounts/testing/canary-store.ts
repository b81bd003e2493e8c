import { sql } from 'kysely';
import { newId, type AccountId } from '#shared/ids.ts';
import type { Random } from '#shared/ports.ts';
import type { AccountType } from '#shared/words.ts';
import { DATA_CLASSES } from '../../database/data-classes.ts';
import { insertAccount, newAccount, type Sql } from '../account-store.ts';

/** What the store says of each column. */
export interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
  readonly notnull: number;
}

export async function columnsOf(db: Sql, table: string): Promise<readonly ColumnFacts[]> {
  return (await sql<ColumnFacts>`select name, type, pk, "notnull" from pragma_table_info(${table})`.execute(db)).rows;
}

export const rowsOf = async (db: Sql, table: string): Promise<Record<string, unknown>[]> =>
  (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db)).rows;

/** The store takes rows that say nothing sensible. */
export async function takeAnything(db: Sql): Promise<void> {
  for (const pragma of ['ignore_check_constraints = on', 'foreign_keys = off']) await sql`pragma ${sql.raw(pragma)}`.execute(db);
}

export async function insertAnything(db: Sql, table: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = sql.join(Object.keys(values).map((name) => sql.ref(name)));
  await sql`insert or ignore into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(values).map((value) => sql`${value}`))})`.execute(db);
}

/** Draws a number below another. */
export const diceOf = (random: Random) => (below: number): number => ((random.bytes(2)[0] ?? 0) * 256 + (random.bytes(1)[0] ?? 0)) % below;

interface Filling {
  readonly people: number;
  readonly rowsPerTable: number;
  /** Tables that somebody else fills. */
  readonly except?: readonly string[];
}

/** Columns that say who somebody is, by what they are called, so that a class that forgets one is noticed. */
const WHO = /^(?:account|seeker|listener|member|blocker|blocked|writer|recipient|by|whom|ended_by|opened_by)$/;

const TYPES: readonly AccountType[] = ['guest', 'member', 'listener', 'therapist'];

/**
 * A store full of rows that say nothing sensible and are about somebody all the same: in every text a canary, which names the table, the
 * column and whose row it is. Gives the people.
 */
export async function fillWithCanaries(db: Sql, random: Random, { people: count, rowsPerTable, except = [] }: Filling): Promise<AccountId[]> {
  const dice = diceOf(random);
  await takeAnything(db);
  const people: AccountId[] = [];
  for (let n = 0; n < count; n += 1) {
    const row = newAccount(random, `Person${n}x`, TYPES[dice(TYPES.length)] ?? 'member', 1);
    people.push(row.id);
    await insertAccount(db, row);
    await db.updateTable('accounts').set({ name: `accounts.name of ${row.id}` }).where('id', '=', row.id).execute();
  }
  const some = (): AccountId => people[dice(people.length)] as AccountId;
  for (const [table, data] of Object.entries(DATA_CLASSES)) {
    if (table === 'accounts' || except.includes(table)) continue;
    const columns = await columnsOf(db, table);
    const names = columns.flatMap(({ name }) => (WHO.test(name) || data.of.includes(name) || data.columns[name] === 'others' ? [name] : []));
    const first = data.of[0] ?? names[0];
    if (first === undefined) continue;
    for (let n = 0; n < rowsPerTable; n += 1) {
      const [whose, other] = [some(), some()];
      const values = columns.flatMap(({ name, type, pk }): (readonly [string, unknown])[] => {
        if (first === name) return [[name, whose]];
        if (names.includes(name)) return [[name, /text/i.test(type) ? other : dice(2)]];
        if (/int/i.test(type)) return pk === 1 && name === 'seq' ? [] : [[name, dice(1_000_000)]];
        if (/blob|bytea/i.test(type)) return [[name, random.bytes(8)]];
        return [[name, `${table}.${name} of ${whose} ${newId(random)}`]];
      });
      await insertAnything(db, table, Object.fromEntries(values));
    }
  }
  return people;
}
