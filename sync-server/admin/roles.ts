import { err, ok, type Result } from '#shared/result.ts';
import { ADMIN_ROLE, soundsLikeClearance } from '#shared/people/roles.ts';
import { findAccountByName, noteChange, type Sql } from '../accounts/account-store.ts';
import type { AccountId } from '#shared/ids.ts';
import { findRole, giveRole, readRoles, readTracks, removeRole, saveRole, takeRole, type Doing } from '../house/role-store.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';
import { changedRole, type RoleCommand } from './role-command.ts';

/** Roles from the console (F206). Whoever runs the relay stands above every rank; the record of acts says that it was them. */
export async function roleCommand(context: AdminContext, db: Sql, command: RoleCommand): Promise<Outcome> {
  if (command.act === 'list') return listRoles(context, db);
  const doing: Doing = { by: null, reason: command.reason, nowMs: context.ports.clock.nowMs() };
  const done = await db.transaction().execute((trx) => perform(trx, doing, command));
  if (!done.ok) return done;
  context.say(done.value);
  return DONE;
}

type Change = Exclude<RoleCommand, { act: 'list' }>;

async function perform(trx: Sql, doing: Doing, command: Change): Promise<Result<string, string>> {
  switch (command.act) {
    case 'give':
    case 'take':
      return appoint(trx, doing, command);
    case 'add':
    case 'edit':
      return save(trx, doing, command);
    case 'remove': {
      const role = await findRole(trx, command.role);
      if (role === null) return noRole(command.role);
      if (role.id === ADMIN_ROLE) return err('The house needs its admins: that role stays.');
      await tell(trx, doing, await removeRole(trx, doing, role));
      return ok(`${role.id} is no role any more.`);
    }
  }
}

async function appoint(trx: Sql, doing: Doing, { act, role: id, name }: Extract<Change, { act: 'give' | 'take' }>): Promise<Result<string, string>> {
  const [role, account] = [await findRole(trx, id), await findAccountByName(trx, name)];
  if (role === null) return noRole(id);
  if (account === null) return err(`There is no account @${name.replace(/^@/, '')}.`);
  if (act === 'give' && account.type === 'guest') return err(`@${account.name} is a guest; roles are for those who stay.`);
  await (act === 'give' ? giveRole : takeRole)(trx, doing, id, account.id);
  await tell(trx, doing, [account.id]);
  return ok(act === 'give' ? `@${account.name} is ${role.names.en}.` : `@${account.name} is no ${role.names.en} any more.`);
}

async function save(trx: Sql, doing: Doing, command: Extract<Change, { act: 'add' | 'edit' }>): Promise<Result<string, string>> {
  const before = await findRole(trx, command.role);
  if (command.act === 'add' && before !== null) return err(`There is a role ${command.role} already; "role edit" changes it.`);
  if (command.act === 'edit' && before === null) return noRole(command.role);
  if (command.role === ADMIN_ROLE) return err('The house needs its admins: that role stays as it is.');
  const role = changedRole(command.role, before, command.change);
  if (!role.ok) return role;
  const tracks = await readTracks(trx);
  if (!tracks.some(({ id }) => id === role.value.track)) return err(`The tracks are ${tracks.map(({ id }) => id).join(', ')}.`);
  if (soundsLikeClearance(role.value)) return err('That name would be taken for the clearance of adult listeners for teens, which is no role.');
  await tell(trx, doing, await saveRole(trx, doing, role.value));
  return ok(`${role.value.id}: ${role.value.names.en}, rank ${role.value.rank}.`);
}

const noRole = (id: string): Result<never, string> => err(`There is no role ${id}. "role list" has them all.`);

/** A running relay judges them anew within half a second. */
async function tell(trx: Sql, { nowMs }: Doing, accounts: readonly AccountId[]): Promise<void> {
  for (const account of accounts) await noteChange(trx, account, nowMs);
}

async function listRoles({ say }: AdminContext, db: Sql): Promise<Outcome> {
  const held = await db
    .selectFrom('role_holders')
    .innerJoin('accounts', 'accounts.id', 'role_holders.account')
    .select(['role_holders.role', 'accounts.name'])
    .orderBy('accounts.name_folded')
    .execute();
  for (const role of await readRoles(db)) {
    const holders = held.filter((one) => one.role === role.id).map(({ name }) => `@${name}`);
    say(`${role.rank}  ${role.id.padEnd(18)} ${role.track.padEnd(10)} ${role.capabilities.join(',') || 'no powers'}  ${holders.join(' ') || 'nobody'}`);
  }
  return DONE;
}
