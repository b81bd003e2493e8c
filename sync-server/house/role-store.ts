import { z } from 'zod';
import type { AccountId } from '#shared/ids.ts';
import { ADMIN_ROLE, powersOf, role as roleShape, track as trackShape, type Role, type Track } from '#shared/people/roles.ts';
import type { Sql } from '../accounts/account-store.ts';
import { renewAtRise } from '../accounts/session-rise.ts';
import { toFlag } from '../database/tables.ts';
import { writeAct } from './audit.ts';

/** Who does it, why and when; `by` is null for whoever runs the relay. */
export interface Doing {
  readonly by: AccountId | null;
  readonly reason: string;
  readonly nowMs: number;
}

const json = (text: string | null): unknown => (text === null ? null : (JSON.parse(text) as unknown));

export async function readTracks(db: Sql): Promise<readonly Track[]> {
  const rows = await db.selectFrom('role_tracks').selectAll().orderBy('position').orderBy('id').execute();
  return z.array(trackShape).parse(rows.map(({ id, names }) => ({ id, names: json(names) })));
}

/** From the lowest rank upwards. */
export async function readRoles(db: Sql): Promise<readonly Role[]> {
  const rows = await db.selectFrom('roles').selectAll().orderBy('rank').orderBy('id').execute();
  return rows.map((row) =>
    roleShape.parse({
      id: row.id, track: row.track, rank: row.rank, names: json(row.names), teenNames: json(row.teen_names),
      purposes: json(row.purposes), capabilities: json(row.capabilities),
    }),
  );
}

export const findRole = async (db: Sql, id: string): Promise<Role | null> => (await readRoles(db)).find((role) => role.id === id) ?? null;

/**
 * Brings what an account may level with the roles that it holds. Everything that changes those calls it, in its transaction. Where that
 * is more than before, its sessions are renewed (RELIABILITY E3).
 */
export async function settleStanding(trx: Sql, account: AccountId, nowMs: number): Promise<void> {
  const before = await trx.selectFrom('accounts').select(['rank', 'capabilities']).where('id', '=', account).executeTakeFirst();
  const held = await trx.selectFrom('role_holders').select('role').where('account', '=', account).execute();
  const ids = new Set(held.map(({ role }) => role));
  const { rank, capabilities } = powersOf((await readRoles(trx)).filter(({ id }) => ids.has(id)));
  await trx
    .updateTable('accounts')
    .set({ rank, capabilities: JSON.stringify(capabilities), admin: toFlag(ids.has(ADMIN_ROLE)) })
    .where('id', '=', account)
    .execute();
  const had = z.array(z.string()).safeParse(json(before?.capabilities ?? null)).data ?? [];
  const rises = rank > (before?.rank ?? 0) || capabilities.some((one) => !had.includes(one));
  if (rises) await renewAtRise(trx, account, nowMs);
}

/** False when the account holds it already. */
export async function giveRole(trx: Sql, doing: Doing, role: string, account: AccountId): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('role_holders')
    .values({ role, account, at_ms: doing.nowMs })
    .onConflict((conflict) => conflict.columns(['role', 'account']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await settleStanding(trx, account, doing.nowMs);
  await writeAct(trx, doing.nowMs, { act: 'give-role', whom: account, after: role, ...why(doing) });
  return true;
}

/** False when the account does not hold it. */
export async function takeRole(trx: Sql, doing: Doing, role: string, account: AccountId): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('role_holders').where('role', '=', role).where('account', '=', account).executeTakeFirst();
  if (numDeletedRows !== 1n) return false;
  await settleStanding(trx, account, doing.nowMs);
  await writeAct(trx, doing.nowMs, { act: 'take-role', whom: account, before: role, ...why(doing) });
  return true;
}

export const holdersOf = async (db: Sql, role: string): Promise<readonly AccountId[]> =>
  (await db.selectFrom('role_holders').select('account').where('role', '=', role).execute()).map(({ account }) => account);

/** Makes a role or changes it; gives the accounts whose powers follow. */
export async function saveRole(trx: Sql, doing: Doing, role: Role): Promise<readonly AccountId[]> {
  const before = await findRole(trx, role.id);
  const row = {
    track: role.track,
    rank: role.rank,
    names: JSON.stringify(role.names),
    teen_names: role.teenNames === null ? null : JSON.stringify(role.teenNames),
    purposes: JSON.stringify(role.purposes),
    capabilities: JSON.stringify(role.capabilities),
  };
  if (before === null) await trx.insertInto('roles').values({ id: role.id, ...row }).execute();
  else await trx.updateTable('roles').set(row).where('id', '=', role.id).execute();
  const holders = await holdersOf(trx, role.id);
  for (const holder of holders) await settleStanding(trx, holder, doing.nowMs);
  const act = before === null ? 'add-role' : 'edit-role';
  await writeAct(trx, doing.nowMs, { act, whom: null, before: before && inShort(before), after: inShort(role), ...why(doing) });
  return holders;
}

/** Gives the accounts that held it. */
export async function removeRole(trx: Sql, doing: Doing, role: Role): Promise<readonly AccountId[]> {
  const holders = await holdersOf(trx, role.id);
  await trx.deleteFrom('role_holders').where('role', '=', role.id).execute();
  await trx.deleteFrom('roles').where('id', '=', role.id).execute();
  for (const holder of holders) await settleStanding(trx, holder, doing.nowMs);
  await writeAct(trx, doing.nowMs, { act: 'remove-role', whom: null, before: inShort(role), after: null, ...why(doing) });
  return holders;
}

const why = ({ by, reason }: Doing) => ({ by, reason });

/** A role's powers and names, for the record: another name is another role to everybody who reads it. */
function inShort({ id, track, rank, names, teenNames, capabilities }: Role): string {
  const called = [names, teenNames].flatMap((texts) => (texts === null ? [] : [`"${texts.en}" / "${texts.es}"`])).join(', teens: ');
  return `${id} ${track}/${rank} ${called} ${[...capabilities].join(',')}`.trim();
}
