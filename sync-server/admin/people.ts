import { reason as reasonShape } from '#shared/people/keeping.ts';
import { RELAY_REASONS } from '#shared/people/reasons.ts';
import { ADMIN_ROLE } from '#shared/people/roles.ts';
import { mayBeCleared } from '#shared/policy/house.ts';
import { err, ok } from '#shared/result.ts';
import { currentVersions } from '../accounts/accounts.ts';
import type { Sql } from '../accounts/account-store.ts';
import { agreedNow } from '../accounts/listeners.ts';
import type { AccountRow } from '../database/tables.ts';
import { applicantOf, setCleared } from '../house/clearances.ts';
import { release, unban } from '../house/restriction-store.ts';
import { removePicture } from '../people/picture-store.ts';
import { hasTalked } from '../people/therapist-rows.ts';
import { changedFacts } from './changed-facts.ts';
import type { ListenerCommand, Reasoned } from './command.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';
import { notToBeCleared } from './deciding.ts';
import { choosePassword, findOrMake, save, tellPassword } from './making.ts';
import { onAccount } from './on-account.ts';

/** Why, where the operator says nothing more: making somebody a listener or an admin is what they are there for. */
const AT_CONSOLE = RELAY_REASONS['at-the-console'];

/**
 * F032: an operator may say who listens without the course, for people whom they have trained themselves. What the app asks of a
 * clearance holds here, too (P46), and nothing that was said in private comes to stand under a listener's public name (F037).
 */
export async function makeListener(context: AdminContext, db: Sql, command: ListenerCommand): Promise<Outcome> {
  const found = await findOrMake(context, db, command.name, 'member');
  if (!found.ok) return found;
  const { account, isNew } = found.value;
  const refused = isNew ? null : await refusesListener(db, account, command);
  if (refused !== null) return err(refused);
  const password = await choosePassword(context, account, command.password);
  if (!password.ok) return password;
  const set: Partial<AccountRow> = {
    type: 'listener',
    ...password.value.set,
    ...(command.ageGroup === null ? {} : { age_group: command.ageGroup }),
    ...(command.consented ? consentNow(context, command) : {}),
  };
  const after = changedFacts('listener', account, set);
  const saved = await save(context, db, found.value, {
    set,
    act: { act: 'make-listener', reason: command.reason ?? AT_CONSOLE, before: account.type, after },
    refuses: (trx, now) => refusesListener(trx, now, command),
    afterwards: async (trx, doing, now) => {
      if (command.clearedForTeens && now.cleared_for_teens === 0) await setCleared(trx, doing, now, true);
    },
  });
  if (!saved.ok) return saved;
  context.say(`@${account.name} is a listener.`);
  if (!command.consented && !hasAgreed(account)) context.say('The app asks for age group and agreements before the first chat.');
  tellPassword(context, password.value);
  return DONE;
}

/** Why an account that is there becomes no such listener; null where nothing speaks against it. */
async function refusesListener(db: Sql, account: AccountRow, { ageGroup, clearedForTeens, reason }: ListenerCommand): Promise<string | null> {
  const { name, type, age_group: said } = account;
  if (type === 'therapist') return `@${name} is a therapist and stays one.`;
  if (type !== 'listener' && (await hasTalked(db, account.id))) {
    return `In the name of @${name} a chat was asked for or held, and a listener is public: they begin a listener's account of its own (F037).`;
  }
  if (ageGroup !== null && said !== null && said !== ageGroup) return `@${name} has said another age group. The command "age" corrects it.`;
  if (!clearedForTeens || account.cleared_for_teens === 1) return null;
  if (!mayBeCleared({ ...applicantOf(account), type: 'listener', ageGroup: ageGroup ?? said })) return notToBeCleared(name);
  return reasonShape.safeParse(reason ?? '').success ? null : '--teens for an account that is there needs --reason, a few words on why; they are kept in the record of acts.';
}

/** To everything, in some version: whoever only gets another password is not asked again for that. */
const hasAgreed = ({ age_group, consent_versions, listener_version }: AccountRow): boolean =>
  age_group !== null && consent_versions !== null && listener_version !== null;

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
  const saved = await save(context, db, found.value, { set, act: { act: 'make-admin', reason: command.reason ?? AT_CONSOLE, after } });
  if (!saved.ok) return saved;
  context.say(`@${found.value.account.name} is an admin.`);
  tellPassword(context, password.value);
  return DONE;
}

/** Takes a ban back, lets somebody in who was held (F103, F104), or takes a picture away (F027). */
export async function restrict(context: AdminContext, db: Sql, command: Reasoned & { readonly do: 'unban' | 'release' | 'unpicture' }): Promise<Outcome> {
  const act = { unban, release, unpicture: removePicture }[command.do];
  return onAccount(context, db, command, async (trx, doing, account) => {
    await act(trx, doing, account);
    const done = { unban: 'is not banned', release: 'is not held', unpicture: 'shows no picture' }[command.do];
    return ok(`@${account.name} ${done}.`);
  });
}

const consentNow = ({ ports }: AdminContext, command: ListenerCommand): Partial<AccountRow> => ({
  consent_versions: JSON.stringify(currentVersions()),
  consented_at_ms: ports.clock.nowMs(),
  ...agreedNow(ports.clock.nowMs()),
  // Whoever notes a teen's agreement notes the parent's with it (F081).
  ...(command.ageGroup === 'teen' ? { parental_consent: 1 as const } : {}),
});
