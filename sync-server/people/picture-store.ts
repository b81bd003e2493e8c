import { PICTURE } from '#shared/limits.ts';
import type { AccountId } from '#shared/ids.ts';
import { foldName } from '#shared/people/fold-name.ts';
import type { PictureId } from '#shared/people/pictures.ts';
import type { PictureType } from '#shared/pictures/forms.ts';
import type { Sql } from '../accounts/account-store.ts';
import { writeAct } from '../house/audit.ts';
import type { Doing } from '../house/role-store.ts';
import { isSeen, people, toPerson } from './profile-rows.ts';

export interface StoredPicture {
  readonly id: PictureId;
  readonly type: PictureType;
  readonly bytes: Uint8Array;
}

/** People with a picture, as far as this reader may see them: others as their profile is seen, oneself always. */
const shown = (db: Sql) => people(db).innerJoin('pictures', 'pictures.account', 'accounts.id').select('pictures.id as picture');

type ShownRow = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number];
const maySee = (row: ShownRow, reader: AccountId): boolean => row.id === reader || isSeen(toPerson(row));

/** Which of these names show a picture. */
export async function picturesOf(db: Sql, reader: AccountId, names: readonly string[]): Promise<{ name: string; picture: PictureId }[]> {
  const folded = [...new Set(names.map((name) => foldName(name.trim().replace(/^@/, ''))))];
  const rows = await shown(db).where('accounts.name_folded', 'in', folded).execute();
  return rows.filter((row) => maySee(row, reader)).map(({ name, picture }) => ({ name, picture }));
}

/**
 * Null for one that was taken away, was never there, or whose person is not shown: nobody can tell which (F164, D5). What `isSeen` will
 * not show is left in the store: to read it first would take longer than to find nothing, by as much as the picture is large.
 */
export async function pictureAt(db: Sql, reader: AccountId, id: PictureId): Promise<StoredPicture | null> {
  const row = await shown(db)
    .select(['pictures.type as form', 'pictures.bytes'])
    .where('pictures.id', '=', id)
    .where((eb) =>
      eb.or([
        eb('accounts.id', '=', reader),
        eb.and([eb('accounts.type', '!=', 'guest'), eb('accounts.banned', '=', 0), eb('accounts.held', '=', 0), eb('accounts.away', '!=', 'hidden')]),
      ]),
    )
    .executeTakeFirst();
  return row === undefined || !maySee(row, reader) ? null : { id: row.picture, type: row.form, bytes: row.bytes };
}

export const ownPictureId = async (db: Sql, account: AccountId): Promise<PictureId | null> =>
  (await db.selectFrom('pictures').select('id').where('account', '=', account).executeTakeFirst())?.id ?? null;

export async function putPicture(db: Sql, account: AccountId, { id, type, bytes }: StoredPicture, nowMs: number): Promise<void> {
  const values = { id, type, bytes, at_ms: nowMs };
  await db
    .insertInto('pictures')
    .values({ account, ...values })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(values))
    .execute();
}

/** False when there was none. */
export async function dropPicture(db: Sql, account: AccountId): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('pictures').where('account', '=', account).executeTakeFirst();
  return numDeletedRows > 0n;
}

/**
 * Taken away by the house, with its reason in the record (RELIABILITY G3). Also when it is not there any more: whoever takes it away
 * themselves a moment before waits as long for another (P63). False when there was none.
 */
export async function removePicture(trx: Sql, { by, reason, nowMs }: Doing, { id }: { readonly id: AccountId }): Promise<boolean> {
  const before = await ownPictureId(trx, id);
  if (before !== null) await dropPicture(trx, id);
  await writeAct(trx, nowMs, { act: 'remove-picture', by, whom: id, reason, before: before === null ? 'no picture' : `picture ${before}`, after: null });
  return before !== null;
}

/** P63: until when another picture waits; null when it does not. The record of acts says when one was taken away. */
export async function pausedUntilMs(db: Sql, account: AccountId, nowMs: number): Promise<number | null> {
  const taken = await db
    .selectFrom('audit')
    .select('at_ms')
    .where('whom', '=', account)
    .where('act', '=', 'remove-picture')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  const untilMs = taken === undefined ? 0 : taken.at_ms + PICTURE.pauseMs;
  return untilMs > nowMs ? untilMs : null;
}
