import type { BodyOf } from '#shared/api/contract.ts';
import type { AccountId } from '#shared/ids.ts';
import { ROLE } from '#shared/limits.ts';
import type { RolesView, TeamView } from '#shared/people/keeping.ts';
import { ADMIN_ROLE, soundsLikeClearance, textsLeadOutside, titleOf } from '#shared/people/roles.ts';
import { decide } from '#shared/policy/decide.ts';
import { ok, type Result } from '#shared/result.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, findAccountByName, type Sql } from '../accounts/account-store.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { isSeen, people, toPerson } from '../people/profile-rows.ts';
import { act, subjectOf, type HouseParts } from './acting.ts';
import { findRole, giveRole, readRoles, readTracks, removeRole, saveRole, takeRole } from './role-store.ts';

/** Roles, who holds them, and who appoints whom (F206–F210). */
export interface Roles {
  team(): Promise<Result<TeamView, Fault>>;
  read(by: AccountId): Promise<Result<RolesView, Fault>>;
  give(by: AccountId, body: BodyOf<'giveRole'>): Promise<Result<RolesView, Fault>>;
  take(by: AccountId, body: BodyOf<'takeRole'>): Promise<Result<RolesView, Fault>>;
  save(by: AccountId, body: BodyOf<'saveRole'>): Promise<Result<RolesView, Fault>>;
  remove(by: AccountId, body: BodyOf<'removeRole'>): Promise<Result<RolesView, Fault>>;
}

export function createRoles(parts: HouseParts): Roles {
  const { db } = parts;

  const read = async (by: AccountId): Promise<Result<RolesView, Fault>> => {
    const row = await findAccount(db, by);
    if (row === null) return fail('signed-out');
    return refusalOf(decide(toActor(row), { action: 'roles.read' })) ?? ok(await rolesView(db, by));
  };

  /** What was done is done; whoever laid their own role down may not read the list any more, and is told so. */
  const then = async (by: AccountId, done: Result<unknown, Fault>): Promise<Result<RolesView, Fault>> => (done.ok ? read(by) : done);

  const appoint = (action: 'role.give' | 'role.take') => async (by: AccountId, { role: id, name, reason }: BodyOf<'giveRole'>) =>
    then(by, await act(parts, by, reason, async (trx, caller, doing) => {
      // Who may appoint at all is asked first: to others it is not told whether a name or a role is there (D5).
      const mayAtAll = refusalOf(decide(caller, { action: 'roles.read' }));
      const role = await findRole(trx, id);
      const row = await findAccountByName(trx, name);
      const isOwn = action === 'role.take' && row?.id === by;
      if (mayAtAll !== null && !isOwn) return mayAtAll;
      if (role === null || row === null) return fail('not-found');
      const { rank, capabilities } = role;
      const refused = refusalOf(decide(caller, { action, rank, capabilities, holder: subjectOf(row) }));
      if (refused !== null) return refused;
      await (action === 'role.give' ? giveRole : takeRole)(trx, doing, id, row.id);
      return ok([row.id]);
    }));

  return {
    team: async () => ok(await teamView(db)),
    read,
    give: appoint('role.give'),
    take: appoint('role.take'),
    save: async (by, { role, reason }) =>
      then(by, await act(parts, by, reason, async (trx, caller, doing) => {
        const roles = await readRoles(trx);
        const before = roles.find(({ id }) => id === role.id)?.rank ?? null;
        const { rank: after, capabilities } = role;
        const refused = refusalOf(decide(caller, { action: 'role.edit', fixed: role.id === ADMIN_ROLE, before, after, capabilities }));
        if (refused !== null) return refused;
        if (!(await readTracks(trx)).some(({ id }) => id === role.track)) return fail('not-found');
        if (soundsLikeClearance(role)) return fail('name-reserved');
        if (textsLeadOutside(role.names, role.teenNames, role.purposes)) return fail('contact-details');
        if (before === null && roles.length >= ROLE.maxRoles) return fail('too-many');
        return ok(await saveRole(trx, doing, role));
      })),
    remove: async (by, { role: id, reason }) =>
      then(by, await act(parts, by, reason, async (trx, caller, doing) => {
        const role = await findRole(trx, id);
        const question = { action: 'role.edit', fixed: id === ADMIN_ROLE, before: role?.rank ?? 0, after: null, capabilities: [] } as const;
        const refused = refusalOf(decide(caller, question));
        if (refused !== null) return refused;
        return role === null ? fail('not-found') : ok(await removeRole(trx, doing, role));
      })),
  };
}

/** Everybody who holds a role, by role. */
async function holders(db: Sql) {
  const held = await db.selectFrom('role_holders').select(['role', 'account', 'teen_title']).orderBy('at_ms').execute();
  const accounts = [...new Set(held.map(({ account }) => account))];
  if (accounts.length === 0) return { held: [], persons: new Map<AccountId, ReturnType<typeof toPerson>>() };
  const rows = await people(db).where('accounts.id', 'in', accounts).execute();
  return { held, persons: new Map(rows.map((row) => [row.id, toPerson(row)])) };
}

/** F210: live, and nobody on it who is not to be seen: banned, or on a break that vanishes (F164). */
async function teamView(db: Sql): Promise<TeamView> {
  const [tracks, roles, { held, persons }] = [await readTracks(db), await readRoles(db), await holders(db)];
  const shownIn = (role: (typeof roles)[number]) =>
    held.flatMap(({ role: id, account, teen_title: said }) => {
      const person = id === role.id ? persons.get(account) : undefined;
      if (person === undefined || !isSeen(person)) return [];
      return [{ name: person.name, type: person.type, title: titleOf(role, person.ageGroup === 'teen', said === 1) }];
    });
  return {
    tracks: tracks.map(({ id, names }) => ({
      id,
      names,
      roles: roles
        .filter(({ track }) => track === id)
        .map((role) => ({ id: role.id, rank: role.rank, names: role.names, purposes: role.purposes, holders: shownIn(role) })),
    })),
  };
}

async function rolesView(db: Sql, by: AccountId): Promise<RolesView> {
  const [tracks, roles, { held, persons }] = [await readTracks(db), await readRoles(db), await holders(db)];
  const rankOf = (account: AccountId): number =>
    Math.max(0, ...held.filter((one) => one.account === account).map(({ role }) => roles.find(({ id }) => id === role)?.rank ?? 0));
  return {
    tracks: [...tracks],
    roles: roles.map((role) => ({
      ...role,
      holders: held.flatMap(({ role: id, account }) => {
        const person = id === role.id ? persons.get(account) : undefined;
        return person === undefined ? [] : [{ name: person.name, type: person.type, rank: rankOf(account), self: account === by }];
      }),
    })),
  };
}
