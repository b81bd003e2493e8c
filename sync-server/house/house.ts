import type { AccountId } from '#shared/ids.ts';
import { KEEPING } from '#shared/limits.ts';
import type { AuditPage, PersonView } from '#shared/people/keeping.ts';
import type { AgreementsView, RelayWatch } from '#shared/people/watching.ts';
import { becauseOf } from '#shared/people/reasons.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Clock } from '#shared/ports.ts';
import { ok, type Result } from '#shared/result.ts';
import { sweepGivenUpNames } from '../accounts/given-up-names.ts';
import { toActor } from '../accounts/account-facts.ts';
import { countAccounts, findAccount, type Sql } from '../accounts/account-store.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import type { HouseParts } from './acting.ts';
import { readAudit } from './audit.ts';
import { sweepHouse } from './new-account.ts';
import { createAges, type Ages } from './ages.ts';
import { readAgreements } from './agreements.ts';
import { createApplications, type Applications } from './applications.ts';
import { clearanceApplications, createClearances, type Clearances } from './clearances.ts';
import { lookUp } from './look-up.ts';
import { createRestrictions, type Restrictions } from './restrictions.ts';
import { createRoles, type Roles } from './roles.ts';
import { createTherapists, therapistApplications, type Therapists } from './therapists.ts';
import { createTracks, type Tracks } from './tracks.ts';

/** What only the doors know of the relay. */
export type RelayFacts = Omit<RelayWatch, keyof Counted>;

/** Keeping the house (F103, F104, F206–F210, F085, RELIABILITY G3). */
export interface House {
  readonly roles: Roles;
  readonly restrictions: Restrictions;
  readonly clearances: Clearances;
  readonly therapists: Therapists;
  /** Of both kinds. */
  readonly applications: Applications;
  readonly ages: Ages;
  readonly tracks: Tracks;
  /** Who is there under an exact name, and what stands against them. */
  lookUp(by: AccountId, name: string): Promise<Result<PersonView, Fault>>;
  audit(by: AccountId, before: number | undefined): Promise<Result<AuditPage, Fault>>;
  /** Removes what has been kept long enough. */
  sweep(): Promise<void>;
  /** Which agreements are in force, and how many have agreed to which (F089). */
  agreements(by: AccountId): Promise<Result<AgreementsView, Fault>>;
  watch(by: AccountId, facts: () => Promise<RelayFacts>): Promise<Result<RelayWatch, Fault>>;
}

/** `ageing`: the clock of what is kept for a time (RELIABILITY A6). */
export function createHouse(parts: HouseParts & { readonly ageing: Clock }): House {
  const { db } = parts;
  const mayNot = async (by: AccountId, action: 'audit.read' | 'relay.watch'): Promise<Result<never, Fault> | null> => {
    const row = await findAccount(db, by);
    return row === null ? fail('signed-out') : refusalOf(decide(toActor(row), { action }));
  };
  return {
    roles: createRoles(parts),
    restrictions: createRestrictions(parts),
    clearances: createClearances(parts),
    therapists: createTherapists(parts),
    applications: createApplications(parts, { clearance: clearanceApplications, therapist: therapistApplications }),
    ages: createAges(parts),
    tracks: createTracks(parts),
    lookUp: (by, name) => lookUp(db, by, name),
    sweep: async () => {
      await sweepHouse(db, parts.ageing.nowMs());
      await sweepGivenUpNames(db, parts.ageing.nowMs());
    },
    audit: async (by, before) => (await mayNot(by, 'audit.read')) ?? ok(await auditPage(db, before ?? null)),
    agreements: async (by) => (await mayNot(by, 'relay.watch')) ?? ok(await readAgreements(db)),
    watch: async (by, facts) => (await mayNot(by, 'relay.watch')) ?? ok({ ...(await facts()), ...(await countIn(db)) }),
  };
}

async function auditPage(db: Sql, before: number | null): Promise<AuditPage> {
  const size = KEEPING.auditPageSize;
  const rows = await readAudit(db, before, size + 1);
  const lines = rows.slice(0, size).map((row) => ({
    seq: row.seq, atMs: row.at_ms, act: row.act, by: row.byName, whom: row.whomName, reason: row.reason, because: becauseOf(row), before: row.before, after: row.after,
  }));
  return { lines, next: rows.length > size ? (lines.at(-1)?.seq ?? null) : null };
}

type Counted = Pick<RelayWatch, 'accounts' | 'waitingRequests' | 'openChats'>;

async function countIn(db: Sql): Promise<Counted> {
  const waiting = await db.selectFrom('requests').select((eb) => eb.fn.countAll<number>().as('count')).where('state', '=', 'waiting').executeTakeFirst();
  const open = await db.selectFrom('chats').select((eb) => eb.fn.countAll<number>().as('count')).where('state', '=', 'open').executeTakeFirst();
  return {
    accounts: [...(await countAccounts(db))],
    waitingRequests: Number(waiting?.count ?? 0),
    openChats: Number(open?.count ?? 0),
  };
}
