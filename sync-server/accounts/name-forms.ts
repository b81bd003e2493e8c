import { createHash } from 'node:crypto';
import { lookAlikeMapping, nameSkeleton } from '#shared/people/look-alikes.ts';
import { errorFacts } from '../log/json-log.ts';
import type { Log } from '../ports.ts';
import type { Sql } from './account-store.ts';

/**
 * F012: a name is kept with what it looks like, and that is as old as the name. Since a mapping grows by scripts and signs, a store of an
 * older one would let in who looks like somebody who was there before. So each store says by which mapping its forms were made, and when
 * that is another than ours they are made anew as the relay starts, before anybody is served.
 *
 * Names stay as they are: whoever has one that looks like another's by now keeps it, and is not told; the next who asks for one of the
 * two is. Names of erased accounts are hashes, which nobody can make anew: they rest by the forms they had, for the days that are left.
 */

/** How letters are folded and taken apart is the runtime's: another Unicode is another mapping. */
export const mappingOf = (words: string, unicode: string): string => createHash('sha256').update(`${unicode} ${words}`).digest('hex');
const OURS = mappingOf(lookAlikeMapping, process.versions['unicode'] ?? '');

/** In one transaction: so long that many do not take long, so short that it holds nobody up. */
const BATCH = 500;
const ROW = 1;

interface Kept {
  readonly key: string;
  /** As it is shown or folded, which look the same. */
  readonly name: string;
  readonly name_skeleton: string | null;
}

/** Those that look like something else by now, with what they look like. Pure. */
export const changedForms = (kept: readonly Kept[]): readonly { readonly key: string; readonly form: string }[] =>
  kept.flatMap(({ key, name, name_skeleton }) => {
    const form = nameSkeleton(name);
    return form === name_skeleton ? [] : [{ key, form }];
  });

/**
 * Makes them anew where the store is of another mapping. Cut short at any moment, or refused by the disk, it begins again at the next
 * start: the mapping is written down last. Such a store serves as it did before. `batch` is for tests.
 */
export async function renewNameForms({ db, log }: { readonly db: Sql; readonly log: Log }, batch = BATCH): Promise<void> {
  try {
    const kept = await db.selectFrom('name_mapping').select('mapping').where('id', '=', ROW).executeTakeFirst();
    if (kept?.mapping === OURS) return;
    const names = (await throughAll((after) => renewAccounts(db, after, batch))) + (await throughAll((after) => renewGivenUp(db, after, batch)));
    await db
      .insertInto('name_mapping')
      .values({ id: ROW, mapping: OURS })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ mapping: OURS }))
      .execute();
    if (names > 0) log.info('name-forms-renewed', { names });
  } catch (error) {
    log.error('name-forms-not-renewed', errorFacts(error));
  }
}

/** One batch: how many it changed, and after which key the next one begins; null after the last. */
interface Step {
  readonly changed: number;
  readonly next: string | null;
}

async function throughAll(step: (after: string) => Promise<Step>): Promise<number> {
  let changed = 0;
  for (let after: string | null = ''; after !== null; ) {
    const done: Step = await step(after);
    changed += done.changed;
    after = done.next;
  }
  return changed;
}

const stepOf = (rows: readonly Kept[], batch: number, changed: number): Step => ({
  changed,
  next: rows.length < batch ? null : (rows.at(-1)?.key ?? null),
});

/** Of erased accounts no name is left. */
const renewAccounts = (db: Sql, after: string, batch: number): Promise<Step> =>
  db.transaction().execute(async (trx) => {
    const named = trx.selectFrom('accounts').select(['id as key', 'name', 'name_skeleton']).where('forgotten_at_ms', 'is', null);
    const rows = await named.where('id', '>', after as never).orderBy('id').limit(batch).execute();
    const changed = changedForms(rows);
    for (const { key, form } of changed) {
      await trx.updateTable('accounts').set({ name_skeleton: form }).where('id', '=', key as never).execute();
    }
    return stepOf(rows, batch, changed.length);
  });

const renewGivenUp = (db: Sql, after: string, batch: number): Promise<Step> =>
  db.transaction().execute(async (trx) => {
    const given = trx.selectFrom('names_given_up').select(['name_folded as key', 'name_folded as name', 'name_skeleton']);
    const rows = await given.where('name_folded', '>', after).orderBy('name_folded').limit(batch).execute();
    const changed = changedForms(rows);
    for (const { key, form } of changed) {
      await trx.updateTable('names_given_up').set({ name_skeleton: form }).where('name_folded', '=', key).execute();
    }
    return stepOf(rows, batch, changed.length);
  });
