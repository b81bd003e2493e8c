import { parseName } from '#shared/people/names.ts';
import { RELAY_REASONS } from '#shared/people/reasons.ts';
import { ADMIN_ROLE } from '#shared/people/roles.ts';
import type { Random } from '#shared/ports.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { currentVersions } from '../accounts/accounts.ts';
import { agreedNow } from '../accounts/listeners.ts';
import { findAccountByName, insertAccount, newAccount, noteChange, type Sql } from '../accounts/account-store.ts';
import { createPasswordHasher } from '../accounts/password-hash.ts';
import { parseNewPassword } from '../accounts/password-rules.ts';
import type { AccountRow } from '../database/tables.ts';
import { writeAct, type Act } from '../house/audit.ts';
import { ban, release, unban } from '../house/restriction-store.ts';
import { settleStanding } from '../house/role-store.ts';
import { removePicture } from '../people/picture-store.ts';
import { changedFacts } from './changed-facts.ts';
import type { ListenerCommand, Reasoned } from './command.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';
import { onAccount } from './on-account.ts';

/** Why, where the operator says nothing more: making somebody a listener or an admin is what they are there for. */
const AT_CONSOLE = RELAY_REASONS['at-the-console'];

/** F032: an operator may say who listens without the course, for people whom they have trained themselves. */
export async function makeListener(context: AdminContext, db: Sql, command: ListenerCommand): Promise<Outcome> {
  const found = await findOrMake(context, db, command.name, 'member');
  if (!found.ok) return found;
  const { account } = found.value;
  if (account.type === 'therapist') return err(`@${account.name} is a therapist and stays one.`);
  if (command.ageGroup !== null && account.age_group !== null && account.age_group !== command.ageGroup) {
    return err(`@${account.name} has said another age group. The command "age" corrects it.`);
  }
  const password = await choosePassword(context, account, command.password);
  if (!password.ok) return password;
  const set: Partial<AccountRow> = {
    type: 'listener',
    ...password.value.set,
    ...(command.ageGroup === null ? {} : { age_group: command.ageGroup }),
    ...(command.clearedForTeens ? { cleared_for_teens: 1 as const } : {}),
    ...(command.consented ? consentNow(context, command) : {}),
  };
  const after = changedFacts('listener', account, set);
  await save(context, db, found.value, set, { act: 'make-listener', reason: command.reason ?? AT_CONSOLE, before: account.type, after });
  context.say(`@${account.name} is a listener.`);
  if (!command.consented) context.say('The app asks for age group and agreements before the first chat.');
  tellPassword(context, password.value);
  return DONE;
}

export async function makeAdmin(
  context: AdminContext,
  db: Sql,
  command: { readonly name: string; readonly password: string | null; readonly reason: string | null },
): Promise<Outcome> {
  const found = await findOrMake(context, db, command.name, 'member');
  if (!found.ok) return found;
  const password = await choosePassword(context, found.value.account, command.password);
  if (!password.ok) return password;
  const type = found.value.account.type === 'guest' ? { type: 'member' as const } : {};
  const set = { ...type, ...password.value.set };
  const after = changedFacts(ADMIN_ROLE, found.value.account, set);
  await save(context, db, found.value, set, { act: 'make-admin', reason: command.reason ?? AT_CONSOLE, after });
  context.say(`@${found.value.account.name} is an admin.`);
  tellPassword(context, password.value);
  return DONE;
}

/** Bans, takes a ban back, lets somebody in who was held (F103, F104), or takes a picture away (F027). */
export async function restrict(context: AdminContext, db: Sql, command: Reasoned & { readonly do: 'ban' | 'unban' | 'release' | 'unpicture' }): Promise<Outcome> {
  const act = { ban, unban, release, unpicture: removePicture }[command.do];
  return onAccount(context, db, command, async (trx, doing, account) => {
    await act(trx, doing, account);
    const done = { ban: 'is banned', unban: 'is not banned', release: 'is not held', unpicture: 'shows no picture' }[command.do];
    return ok(`@${account.name} ${done}.`);
  });
}

interface Found {
  readonly account: AccountRow;
  readonly isNew: boolean;
}

async function findOrMake(
  { ports }: AdminContext,
  db: Sql,
  typed: string,
  type: AccountRow['type'],
): Promise<Result<Found, string>> {
  const account = await findAccountByName(db, typed);
  if (account !== null) return ok({ account, isNew: false });
  const name = parseName(typed);
  if (!name.ok) return err(NAME_FAULTS[name.error]);
  const row = newAccount(ports.random, name.value, type, ports.clock.nowMs());
  return ok({ account: row as AccountRow, isNew: true });
}

const NAME_FAULTS = {
  'name-too-short': 'The name is too short: it needs at least 3 characters.',
  'name-too-long': 'The name is too long: it may have 24 characters.',
  'name-characters': 'A name begins with a letter and has letters and digits only.',
  'name-reserved': 'That name is kept free, so that nobody passes for the house itself.',
  'name-contact': 'That name holds a telephone number, or a name on another service.',
} as const;

interface ChosenPassword {
  readonly set: { readonly password_hash?: string };
  /** One that we made up, to be shown this once. */
  readonly made: string | null;
}

async function choosePassword(
  context: AdminContext,
  account: AccountRow,
  wanted: string | null,
): Promise<Result<ChosenPassword, string>> {
  if (wanted === null && account.password_hash !== null) return ok({ set: {}, made: null });
  const typed = wanted === '-' ? (await context.readInput()).replace(/\r?\n$/, '') : wanted;
  const made = typed === null ? makePassword(context.ports.random) : null;
  const password = parseNewPassword(typed ?? made ?? '', account.name);
  if (!password.ok) return err(PASSWORD_FAULTS[password.error]);
  const hasher = createPasswordHasher(context.ports.random);
  // The same one again changes nothing, so that a script may run twice.
  if (account.password_hash !== null && (await hasher.check(password.value.text, account.password_hash)).matches) {
    return ok({ set: {}, made: null });
  }
  return ok({ set: { password_hash: await hasher.hash(password.value.text) }, made });
}

const PASSWORD_FAULTS = {
  'bad-request': 'The password holds characters that are none.',
  'password-too-short': 'The password is too short: it needs at least 15 characters.',
  'password-too-long': 'The password is too long: it may have 1,024 bytes.',
  'password-too-common': 'The password is too easy to guess: use words that have nothing to do with each other or with the name.',
} as const;

/** Letters and digits that cannot be taken for each other; 100 random bits. */
const SIGNS = 'abcdefghjkmnpqrstvwxyz0123456789';
const GROUPS_OF = 5;

function makePassword(random: Random): string {
  const signs = Array.from(random.bytes(20), (byte) => SIGNS[byte % SIGNS.length]);
  return signs.map((sign, at) => (at > 0 && at % GROUPS_OF === 0 ? `-${sign}` : sign)).join('');
}

function tellPassword(context: AdminContext, password: ChosenPassword): void {
  if (password.made !== null) context.say(`Password, shown this once: ${password.made}`);
}

const consentNow = ({ ports }: AdminContext, command: ListenerCommand): Partial<AccountRow> => ({
  consent_versions: JSON.stringify(currentVersions()),
  consented_at_ms: ports.clock.nowMs(),
  ...agreedNow(ports.clock.nowMs()),
  // Whoever notes a teen's agreement notes the parent's with it (F081).
  ...(command.ageGroup === 'teen' ? { parental_consent: 1 as const } : {}),
});

/** One transaction: the account, its line in the record, with another password the end of its sessions and its code, and word to a running relay. */
async function save({ ports }: AdminContext, db: Sql, found: Found, changes: Partial<AccountRow>, act: Omit<Act, 'by' | 'whom'>): Promise<void> {
  const nowMs = ports.clock.nowMs();
  await db.transaction().execute(async (trx) => {
    if (found.isNew && !(await insertAccount(trx, found.account))) throw new Error('the name was taken meanwhile');
    const { id } = found.account;
    if (Object.keys(changes).length > 0) await trx.updateTable('accounts').set(changes).where('id', '=', id).execute();
    if (act.act === 'make-admin') {
      const holder = { role: ADMIN_ROLE, account: id, at_ms: nowMs };
      await trx.insertInto('role_holders').values(holder).onConflict((conflict) => conflict.columns(['role', 'account']).doNothing()).execute();
      await settleStanding(trx, id, nowMs);
    }
    await writeAct(trx, nowMs, { ...act, by: null, whom: id });
    if (!found.isNew && changes.password_hash !== undefined) {
      // Whoever knew the old password may have made a code by it (RELIABILITY E6).
      await trx.deleteFrom('recovery_codes').where('account', '=', id).execute();
      const ended = trx.deleteFrom('sessions').where('account', '=', found.account.id).returning('device');
      for (const { device } of await ended.execute()) await noteChange(trx, found.account.id, nowMs, device);
    }
    await noteChange(trx, found.account.id, nowMs);
  });
}
