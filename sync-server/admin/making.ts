import { parseName } from '#shared/people/names.ts';
import { ADMIN_ROLE } from '#shared/people/roles.ts';
import type { Random } from '#shared/ports.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { findAccount, findAccountByName, insertAccount, newAccount, noteChange, type Sql } from '../accounts/account-store.ts';
import { createPasswordHasher } from '../accounts/password-hash.ts';
import { parseNewPassword } from '../accounts/password-rules.ts';
import type { AccountRow } from '../database/tables.ts';
import { writeAct, type Act } from '../house/audit.ts';
import { settleStanding, type Doing } from '../house/role-store.ts';
import type { AdminContext } from './context.ts';

/** An account that an operator names; one that is not there yet is made. */
export interface Found {
  readonly account: AccountRow;
  readonly isNew: boolean;
}

export async function findOrMake(
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

export async function choosePassword(
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

export function tellPassword(context: AdminContext, password: ChosenPassword): void {
  if (password.made !== null) context.say(`Password, shown this once: ${password.made}`);
}

/** What becomes of an account, in one transaction with its line in the record and word to a running relay. */
interface Made {
  readonly set: Partial<AccountRow>;
  readonly act: Omit<Act, 'by' | 'whom'>;
  /** What refuses it, before anything is written; and what comes behind it, with a line of its own. */
  readonly refuses?: (trx: Sql, account: AccountRow) => Promise<string | null>;
  readonly afterwards?: (trx: Sql, doing: Doing, account: AccountRow) => Promise<void>;
}

/** With another password the sessions end, and the code. */
export async function save({ ports }: AdminContext, db: Sql, found: Found, { set, act, refuses, afterwards }: Made): Promise<Result<null, string>> {
  const nowMs = ports.clock.nowMs();
  return db.transaction().execute(async (trx): Promise<Result<null, string>> => {
    const { id } = found.account;
    let { account } = found;
    if (found.isNew) {
      if (!(await insertAccount(trx, found.account))) throw new Error('the name was taken meanwhile');
    } else {
      // As it is by now: a relay that runs may have gone on since it was read.
      const now = await findAccount(trx, id);
      account = now ?? account;
      const refused = now === null ? `There is no account @${found.account.name} any more.` : ((await refuses?.(trx, now)) ?? null);
      if (refused !== null) return err(refused);
    }
    if (Object.keys(set).length > 0) await trx.updateTable('accounts').set(set).where('id', '=', id).execute();
    if (act.act === 'make-admin') {
      const holder = { role: ADMIN_ROLE, account: id, at_ms: nowMs };
      await trx.insertInto('role_holders').values(holder).onConflict((conflict) => conflict.columns(['role', 'account']).doNothing()).execute();
      await settleStanding(trx, id, nowMs);
    }
    await writeAct(trx, nowMs, { ...act, by: null, whom: id });
    await afterwards?.(trx, { by: null, reason: act.reason, nowMs }, { ...account, ...set });
    if (!found.isNew && set.password_hash !== undefined) {
      // Whoever knew the old password may have made a code by it (RELIABILITY E6).
      await trx.deleteFrom('recovery_codes').where('account', '=', id).execute();
      const ended = trx.deleteFrom('sessions').where('account', '=', id).returning('device');
      for (const { device } of await ended.execute()) await noteChange(trx, id, nowMs, device);
    }
    await noteChange(trx, id, nowMs);
    return ok(null);
  });
}
